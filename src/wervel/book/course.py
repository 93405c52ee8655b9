"""The course under care, told row by row: what to expect, what counts as a change, when somebody looks again, and how it ends."""

from wervel.book.criteria import said
from wervel.book.teller import BookTeller, Row
from wervel.knowledge.course import COHORT, VERDICTS, CloseReason, Course, Curve, Evaluation, Judgement, Measure
from wervel.narrate.report import upper

WEEKS_SHOWN = (0, 1, 3, 6, 12, 26, 52)
"""Where a curve is read off, beside the weeks of the published means."""


def curve_name(curve: Curve, teller: BookTeller) -> str:
    return upper(teller.text(dict(teller.guideline.facts[COHORT].options)[curve.cohort]))


def curve_rows(curve: Curve, teller: BookTeller) -> list[Row]:
    keeps, published = curve.keeps, {one.week: one for one in curve.published}
    missing = teller.say("none_given")
    lines = []
    for week in sorted({*WEEKS_SHOWN, *published}):
        mean = published.get(week)
        found = [teller.number(mean.mean), teller.between((mean.low, mean.high))] if mean else [missing, missing]
        lines.append([str(week), f"{round(100 * curve.share(week))}%", *found])
    heads = map(teller.say, ("week", "curve_leaves", "published_mean", "range"))
    formula = map(teller.number, (keeps, 1 - keeps, curve.fades_in_weeks))
    return [
        teller.row("keeps fades_in_weeks", "formula", teller.say("expected_pain", *formula)),
        teller.table("keeps fades_in_weeks published", teller.say("average_course"), heads, lines),
        teller.row("misses_at_most", "curve_misses", teller.say("misses", teller.number(round(curve.misses, 1)),
                                                                teller.number(curve.misses_at_most))),
        *teller.because(curve.because),
    ]  # fmt: skip


def measure_rows(measure: Measure, teller: BookTeller) -> list[Row]:
    percent, points = teller.number(measure.percent), measure.points
    change = teller.say("percent_less", percent) if points is None else teller.say("points_less", teller.number(points), percent)
    return [
        teller.row("fact", "fact", said(teller.fact(measure.fact))),
        teller.row("of", "measure_of", teller.say(f"of_{measure.of}")),
        teller.row("points percent", "smallest_change", change),
        *teller.because(measure.because),
    ]


def evaluation_rows(one: Evaluation, teller: BookTeller) -> list[Row]:
    course = teller.guideline.course
    assert course is not None, "an evaluation is part of a course"
    return [
        teller.row("text", "patient_reads", teller.text(one.text)),
        teller.row("during", "during", teller.say(f"during_{one.during}")),
        teller.row("when", "when", teller.clause(one.when)),
        *teller.listed("do", "do", (teller.text(course.action(action)) for action in one.do)),
        teller.row("within_days", "within", teller.counted("within_days", one.within_days) if one.within_days else teller.say("same_day")),
        teller.row("care", "for_therapist", teller.text(one.care)),
        *teller.because(one.because),
    ]


def course_rows(course: Course, teller: BookTeller) -> list[Row]:
    """All of a course but its curves, measures and evaluations."""
    classes, groups = teller.guideline.classes, teller.guideline.groups
    points = teller.number(course.band_points)
    return [
        teller.row("honesty", "patient_reads", teller.text(course.honesty)),
        teller.row("band_points", "band", teller.say("band_points", points)),
        *teller.listed("band_classes", "band_classes", (teller.text(classes[one].name) for one in course.band_classes)),
        *teller.because(course.band_because, "band_because"),
        teller.row("pain_days least_days", "pain_now", teller.say("pain_window", course.pain_days, course.least_days)),
        *teller.because(course.pain_because, "pain_because"),
        teller.row("fresh_days", "fresh", teller.counted("fresh_days", course.fresh_days)),
        *teller.because(course.fresh_because, "fresh_because"),
        *_judgement(course.judgement, teller),
        teller.row("own_gain_days", "own_gain", teller.counted("own_gain_days", course.own_gain_days)),
        teller.row("trend_days", "trend", teller.counted("trend_days", course.trend_days)),
        teller.row("stable_within", "stable", teller.say("stable_within", teller.number(course.stable_within))),
        *teller.because(course.answers_because, "answers_because"),
        teller.row("screening_groups", "asked_again", *(teller.text(groups[one].name) for one in course.screening_groups)),
        teller.row("screening_days", "asked_again_when", teller.counted("screening_days", course.screening_days)),
        *teller.because(course.screening_because, "screening_because"),
        teller.row("actions", "do", *(upper(teller.text(words)) for _, words in course.actions)),
        *(_reason(reason, teller) for reason in course.close_reasons),
        *teller.because(course.close_because, "close_because"),
        teller.row("prevent_text", "patient_reads", teller.text(course.prevent_text)),
        teller.row("prevent_contacts", "contacts_after", ", ".join(map(str, course.prevent_contacts))),
        *teller.because(course.prevent_because, "prevent_because"),
    ]


def _judgement(one: Judgement, teller: BookTeller) -> list[Row]:
    rise, near, points, percent = map(teller.number, (one.rise, one.near, one.some_points, one.some_percent))
    lines = ([teller.say(f"verdict_{verdict}"), teller.text(one.text(verdict))] for verdict in VERDICTS)
    return [
        teller.row("judgement", "first_of_all", teller.say("judged_worse", rise)),
        teller.titled("judgement", teller.say("until_week", one.from_week), teller.say("judged_early", near)),
        teller.titled("judgement", teller.say("since_week", one.from_week), teller.say("judged_later", points, percent)),
        teller.table("judgement", teller.say("verdict_texts"), map(teller.say, ("verdict", "patient_reads")), lines),
        *teller.because(one.because, "judgement"),
    ]


def _reason(reason: CloseReason, teller: BookTeller) -> Row:
    when = teller.say("person_judges") if reason.when is None else teller.clause(reason.when)
    return teller.titled("close_reasons", upper(teller.text(reason.name)), when)
