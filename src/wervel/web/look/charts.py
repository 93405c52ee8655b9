"""Charts as SVG, made here, with the same numbers as a table. No script, no style: colours come from classes, and every line also differs
in how it is drawn, so that a print without colour can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wervel.course.progress import Band
from wervel.logic.text import Language
from wervel.web.look.parts import Table
from wervel.web.look.saying import Sayer

WIDE, HIGH, LEFT, RIGHT, TOP, FLOOR = 640, 320, 44, 16, 14, 268
BARS = 56
"""The height of the bars for adherence, under the weeks."""

MOST_PAIN, PERCENT = 10, 100
say = Sayer({})


@dataclass(frozen=True)
class Week:
    """What one week says: average pain and what is usual, 0 to 10, and how much of the plan was done, in whole percent."""

    week: int
    pain: Fraction | None = None
    band: Band | None = None
    adherence: int | None = None


@dataclass(frozen=True)
class Chart:
    """Pain per week against what is usual. `matters`: the pain at which the change since the start is large enough to rely on."""

    weeks: Sequence[Week]
    language: Language
    matters: Fraction | None = None

    @property
    def title(self) -> str:
        return say(self.language, "chart_pain")

    @property
    def says(self) -> str:
        """The chart in one sentence."""
        known = [(week.week, week.pain) for week in self.weeks if week.pain is not None]
        if not known:
            return say(self.language, "chart_empty")
        (first, start), (last, now) = known[0], known[-1]
        return say(self.language, "chart_says", self.number(start), first, self.number(now), last)

    @property
    def has_bars(self) -> bool:
        return any(week.adherence is not None for week in self.weeks)

    @property
    def has_band(self) -> bool:
        return any(week.band is not None for week in self.weeks)

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Class and words of what is drawn."""
        drawn = [("pain", "pain_line"), *([("band", "usual")] if self.has_band else [])]
        drawn += [("matters", "matters")] if self.matters is not None else []
        drawn += [("bar", "adherence")] if self.has_bars else []
        return [(name, say(self.language, key)) for name, key in drawn]

    def number(self, value: Fraction | int) -> str:
        text = f"{float(value):.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.language == "nl" else text

    def table(self) -> Table:
        """The same numbers."""
        unknown = say(self.language, "not_known")
        head = ["week", "pain", *(["usual_head"] if self.has_band else []), *(["adherence_head"] if self.has_bars else [])]
        rows = []
        for week in self.weeks:
            row = [str(week.week), unknown if week.pain is None else self.number(week.pain)]
            if self.has_band:
                band = week.band
                row.append(
                    unknown if band is None else say(self.language, "between", *map(self.number, (band.low, band.high, band.expected)))
                )
            if self.has_bars:
                row.append(unknown if week.adherence is None else say(self.language, "percent", week.adherence))
            rows.append(row)
        return Table(self.title, [say(self.language, one) for one in head], rows, frozenset(range(1, len(head))))

    def svg(self) -> SafeString:
        height = HIGH + (BARS + 20 if self.has_bars else 0)
        return format_html(
            '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}. {}">{}</svg>',
            WIDE,
            height,
            self.title,
            self.says,
            format_html_join("", "{}", ((part,) for part in self._parts())),
        )

    # the drawing

    def _x(self, week: int) -> float:
        first, last = self.weeks[0].week, self.weeks[-1].week
        room = WIDE - LEFT - RIGHT - 24
        return round(LEFT + 12 + (room * (week - first) / (last - first) if last > first else room / 2), 1)

    @staticmethod
    def _y(pain: Fraction | int) -> float:
        return round(TOP + (FLOOR - TOP) * (1 - float(pain) / MOST_PAIN), 1)

    def _parts(self) -> Iterator[SafeString]:
        for pain in range(0, MOST_PAIN + 1, 2):
            y = self._y(pain)
            yield format_html('<path class="grid" d="M{} {}H{}"/>', LEFT, y, WIDE - RIGHT)
            yield format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', LEFT - 8, round(y + 5), pain)
        if not self.weeks:
            return
        yield from self._band()
        if self.matters is not None:
            yield format_html('<path class="matters" d="M{} {}H{}"/>', LEFT, self._y(self.matters), WIDE - RIGHT)
        yield from self._pain()
        yield from self._labels()
        if self.has_bars:
            yield from self._bars()

    def _band(self) -> Iterator[SafeString]:
        shown = [(week.week, week.band) for week in self.weeks if week.band is not None]
        if shown:
            above = self._line([(week, band.high) for week, band in shown])
            below = self._line([(week, band.low) for week, band in reversed(shown)])
            yield format_html('<path class="band" d="M{}L{}Z"/>', above, below)
            yield format_html('<path class="usual" d="M{}"/>', self._line([(week, band.expected) for week, band in shown]))

    def _pain(self) -> Iterator[SafeString]:
        """Weeks that nothing is known of break the line."""
        run: list[tuple[int, Fraction]] = []
        runs = [run]
        for week in self.weeks:
            if week.pain is None:
                run = []
                runs.append(run)
            else:
                run.append((week.week, week.pain))
        for run in filter(None, runs):
            yield format_html('<path class="pain" d="M{}"/>', self._line(run))
            yield format_html_join("", '<circle class="dot" cx="{}" cy="{}" r="5"/>', ((self._x(at), self._y(pain)) for at, pain in run))

    def _line(self, points: Sequence[tuple[int, Fraction]]) -> str:
        return "L".join(f"{self._x(week)} {self._y(pain)}" for week, pain in points)

    def _labels(self) -> Iterator[SafeString]:
        """Not more than about a dozen, each under its week; the last word on the axis is its name."""
        step = -(-len(self.weeks) // 12)
        for week in self.weeks[::step]:
            yield format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', self._x(week.week), FLOOR + 22, week.week)
        yield format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', WIDE - RIGHT, FLOOR + 44, say(self.language, "weeks"))

    def _bars(self) -> Iterator[SafeString]:
        bottom, wide = HIGH + BARS + 10, round(min(28.0, (WIDE - LEFT - RIGHT) / len(self.weeks) * 0.6), 1)
        yield format_html('<path class="grid" d="M{} {}H{}M{} {}H{}"/>', LEFT, bottom, WIDE - RIGHT, LEFT, bottom - BARS, WIDE - RIGHT)
        yield format_html('<text x="{}" y="{}">{}</text>', LEFT, bottom - BARS - 6, say(self.language, "adherence_axis"))
        for percent in (0, PERCENT):
            y = round(bottom - BARS * percent / PERCENT) + 5
            yield format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', LEFT - 8, y, percent)
        for week in self.weeks:
            if week.adherence is not None:
                high = max(round(BARS * min(week.adherence, PERCENT) / PERCENT), 1)
                left = round(self._x(week.week) - wide / 2, 1)
                yield format_html('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>', left, bottom - high, wide, high)
