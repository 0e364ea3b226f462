"""Damaged pictures without noise: nothing that Pillow or libtiff say about one reaches stderr.

Pillow warns through the module `warnings`, whose filters belong to the whole process and cannot be changed for one
thread (before Python 3.14). So the name `warnings` inside Pillow's modules is bound to a stand-in, which drops what
is said during our own calls and hands on everything else: other users of Pillow get their warnings as before. What
its TIFF reader logs as errors is dropped likewise; a program without log handlers would show it on stderr.

libtiff prints errors itself. Its handler can only be set for the whole process, as Pillow does for libtiff's
warnings; the errors come back as exceptions all the same. Pillow's packages bring a libtiff of their own, so that no
other library is meant. Where its symbols are hidden (Windows) libtiff stays as it is.
"""

import ctypes
import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, _imaging

_log = logging.getLogger(__name__)
_thread = threading.local()
_setting_up = threading.Lock()
_MODULES = (Image, GifImagePlugin, JpegImagePlugin, PngImagePlugin, TiffImagePlugin)


class _PillowWarnings:
    """Stands for the module `warnings` inside Pillow."""

    def __getattr__(self, name: str) -> Any:
        return getattr(warnings, name)

    def warn(
        self, message: str | Warning, category: type[Warning] | None = None, stacklevel: int = 1, **options: Any
    ) -> None:
        """Drop a warning about a picture of ours; hand on any other as if Pillow had called `warnings`."""
        if getattr(_thread, "is_quiet", False):
            _log.debug("dropped a warning of Pillow of the class %s", category)
        else:
            warnings.warn(message, category, stacklevel + 1, **options)


_stand_in = _PillowWarnings()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Pillow and libtiff quiet in this thread while the block runs."""
    _set_up()
    was_quiet = getattr(_thread, "is_quiet", False)
    _thread.is_quiet = True
    try:
        yield
    finally:
        _thread.is_quiet = was_quiet


def _set_up() -> None:
    """Bind the stand-in, once."""
    if vars(Image).get("warnings") is _stand_in:
        return
    with _setting_up:
        _silence_libtiff()
        logging.getLogger(TiffImagePlugin.__name__).addFilter(_is_not_ours)
        for module in reversed(_MODULES):
            if hasattr(module, "warnings"):
                vars(module)["warnings"] = _stand_in


def _is_not_ours(_: logging.LogRecord) -> bool:
    return not getattr(_thread, "is_quiet", False)


def _silence_libtiff() -> None:
    try:
        # Symbols of the libraries that it was linked with are found through Pillow's own.
        set_handler = ctypes.CDLL(_imaging.__file__).TIFFSetErrorHandler
    except (AttributeError, OSError):
        _log.debug("libtiff cannot be silenced")
        return
    set_handler.argtypes = [ctypes.c_void_p]
    set_handler.restype = ctypes.c_void_p
    set_handler(None)
