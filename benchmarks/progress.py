"""Progress of benchmarks, on stderr; stdout is for results."""

import sys


def tell(message: str) -> None:
    """Write a line about the progress to stderr."""
    sys.stderr.write(f"benchmark: {message}\n")
