"""Three truth values and the one operation that combines them.

`True`, `False` or `None`, which says "unknown". All-of is `at_least(n, n values)`, any-of is `at_least(1, values)`.
"""

from collections.abc import Iterable

Truth = bool | None


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def at_least(points: int, values: Iterable[tuple[int, Truth]]) -> Truth:
    """Whether the true values are worth `points` or more; each value is (its worth, its truth).

    Unknown values may still turn out either way, so the answer is decided only when they cannot matter any more.
    """
    certain = possible = 0
    for worth, truth in values:
        if truth is not False:
            possible += worth
        if truth is True:
            certain += worth
    if certain >= points:
        return True
    return None if possible >= points else False
