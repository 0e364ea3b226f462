"""Edit distance between texts, and the similarity that follows from it.

Source: Levenshtein 1966, Binary codes capable of correcting deletions, insertions and reversals; computed as
by Wagner and Fischer 1974, The string-to-string correction problem.
"""


def edit_distance(first: str, second: str) -> int:
    """Return the least number of characters to insert, delete or replace to get from one text to the other.

    >>> edit_distance("kitten", "sitting")
    3
    """
    if first == second:
        return 0
    previous = list(range(len(second) + 1))
    for row, left in enumerate(first, start=1):
        current = [row]
        for column, right in enumerate(second, start=1):
            replaced = previous[column - 1] + (left != right)
            current.append(min(replaced, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


def similarity(first: str, second: str) -> float:
    """Return 1 - edit distance / length of the longer text; 1 for two empty texts.

    >>> similarity("12345", "12346")
    0.8
    """
    longer = max(len(first), len(second))
    return 1 - edit_distance(first, second) / longer if longer else 1.0
