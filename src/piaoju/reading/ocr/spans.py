"""Where flags along a line of pixels are set: rows of text between gaps, strokes between empty rows."""

import numpy as np
import numpy.typing as npt


def spans_of(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where flags are set without a break, each stretch as its begin and end (exclusive).

    Args:
        flags: bool, shape (N,).

    >>> spans_of(np.array([True, False, True, True]))
    [(0, 1), (2, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(begin), int(end)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
