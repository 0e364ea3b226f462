"""The C library's heap, shared by fewer arenas than glibc makes: it gives threads up to eight a core.

What was freed in one arena serves no other, so that with pages and tensors of many sizes each grows for itself. With
one arena a core, a process that had read a hundred mixed files held 995 instead of 1,304 MiB, and took as long.
"""

import ctypes
import os
import platform

_ARENA_MAX = -8
"""Number of that parameter in glibc's malloc.h."""


def limit_arenas(most: int) -> None:
    """Have threads that are yet to come share at most so many arenas.

    Nothing is done where the environment sets a number itself (`MALLOC_ARENA_MAX`), nor with another C library.

    Args:
        most: how many, >= 1.
    """
    if platform.libc_ver()[0] == "glibc" and "MALLOC_ARENA_MAX" not in os.environ:
        ctypes.CDLL(None).mallopt(_ARENA_MAX, most)
