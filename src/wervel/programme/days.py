"""Which days of a week are for exercise at home, and which of them for the heavy part. Days are numbers; Monday is 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Days:
    """`strong` days lie at least 48 hours apart, Sunday and Monday included, for the week repeats; never on a match day or the day before.

    `light` days are the others on which somebody exercises.
    """

    strong: tuple[int, ...]
    light: tuple[int, ...]


def choose_days(free: tuple[int, ...], sessions: int, strong: int, match_days: tuple[int, ...], training_days: tuple[int, ...]) -> Days:
    """The best so many of the `free` days, with as many strong days as can be, up to `strong`.

    In this order: strong days, few matches on a day of exercise, strong days far apart, strong days without training, evenness, early.
    """
    spared = {day for match in match_days for day in (match, (match - 1) % DAYS_A_WEEK)}

    def worth(days: tuple[int, ...], heavy: tuple[int, ...]) -> tuple[int, ...]:
        return (
            len(heavy), -len({*days} & {*match_days}), _least_gap(heavy), -len({*heavy} & {*training_days}), _least_gap(days),
            *(-day for day in heavy), *(-day for day in days),
        )  # fmt: skip

    ways = (
        (days, heavy)
        for days in combinations(free, min(sessions, len(free)))
        for count in range(min(strong, len(days)) + 1)
        for heavy in combinations([day for day in days if day not in spared], count)
        if _least_gap(heavy) >= 2
    )
    days, heavy = max(ways, key=lambda way: worth(*way))
    return Days(heavy, tuple(day for day in days if day not in heavy))


def spread(times: int, match_days: tuple[int, ...]) -> tuple[int, ...]:
    """The days on which something light is done so often, as evenly as can be; match days only when the others are not enough."""
    times = min(times, DAYS_A_WEEK)
    free = [day for day in range(DAYS_A_WEEK) if day not in match_days]
    days = free if len(free) >= times else list(range(DAYS_A_WEEK))
    return tuple(days[len(days) * at // times] for at in range(times))


def _least_gap(days: Iterable[int]) -> int:
    """Days between two in a row, over the turn of the week too; of one day the week itself."""
    order = sorted(days)
    return min(
        (after - before for before, after in zip(order, [*order[1:], *(order[:1] and [order[0] + DAYS_A_WEEK])], strict=True)),
        default=DAYS_A_WEEK,
    )
