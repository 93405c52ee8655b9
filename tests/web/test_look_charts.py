"""Charts: what is drawn is what the table says."""

import re
from fractions import Fraction

from wervel.course.progress import Band
from wervel.web.look.charts import Chart, Week


def band(expected: int) -> Band:
    return Band(Fraction(max(0, expected - 2)), Fraction(expected), Fraction(min(10, expected + 2)))


WEEKS = [
    Week(0, Fraction(7), band(7), None),
    Week(1, Fraction(13, 2), band(6), 80),
    Week(2, None, band(5), 40),
    Week(3, Fraction(4), band(4), 100),
]
CHART = Chart(WEEKS, "nl", Fraction(5))


def test_the_table_holds_every_number_of_the_chart() -> None:
    table = CHART.table()
    assert list(table.head) == ["Week", "Pijn", "Gewoon (gemiddeld)", "Gedaan"]
    assert [list(row) for row in table.rows] == [
        ["0", "7", "5 tot 9 (7)", "niet bekend"],
        ["1", "6,5", "4 tot 8 (6)", "80%"],
        ["2", "niet bekend", "3 tot 7 (5)", "40%"],
        ["3", "4", "2 tot 6 (4)", "100%"],
    ]


def test_every_known_week_is_a_dot_at_its_height_and_an_unknown_one_breaks_the_line() -> None:
    svg = CHART.svg()
    heights = [float(y) for y in re.findall(r'class="dot" cx="[\d.]+" cy="([\d.]+)"', svg)]
    assert len(heights) == 3
    assert heights == sorted(heights), "less pain is lower in the picture"
    assert svg.count('class="pain"') == 2
    assert svg.count('class="bar"') == 3
    assert len(re.findall('class="matters"', svg)) == 1


def test_the_chart_says_itself_in_words() -> None:
    assert 'role="img" aria-label="Pijn per week, van 0 tot 10. Van 7 in week 0 naar 4 in week 3."' in CHART.svg()
    assert "From 7 in week 0 to 4 in week 3." in Chart(WEEKS, "en").svg()


def test_what_is_not_known_is_not_drawn_and_not_in_the_legend() -> None:
    chart = Chart([Week(1, Fraction(3)), Week(2, Fraction(2))], "en")
    assert [name for name, _ in chart.legend] == ["pain"]
    assert list(chart.table().head) == ["Week", "Pain"]
    assert 'class="band"' not in chart.svg()


def test_a_chart_of_nothing_says_so() -> None:
    for weeks in ([], [Week(1)]):
        assert "nog geen getallen" in Chart(weeks, "nl").svg()
        assert Chart(weeks, "nl").table().caption


def test_one_week_and_a_hundred_weeks_stay_inside_the_picture() -> None:
    for weeks in (1, 2, 13, 100):
        svg = Chart([Week(week, Fraction(week % 11), band(5), week % 101) for week in range(weeks)], "nl", Fraction(3)).svg()
        wide, high = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", svg):
            assert 0 <= float(x) <= wide
            assert 0 <= float(y) <= high
        assert len(re.findall(r'text-anchor="middle"', svg)) <= 13, "labels that do not touch"


def test_a_chart_has_no_style_of_its_own() -> None:
    assert "style" not in CHART.svg()
    assert "#" not in CHART.svg()
