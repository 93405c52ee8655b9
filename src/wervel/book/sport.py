"""Field hockey, told row by row: the way back to play, the counters of a week and the session of a team."""

from collections.abc import Iterable

from wervel.book.criteria import Clause, Span, said
from wervel.book.teller import BookTeller, Row
from wervel.knowledge.sport import Border, Prevention, Referral, ReturnToPlay, Role, Sport, Step, TeamWeek
from wervel.narrate.report import upper


def step_rows(step: Step, teller: BookTeller) -> list[Row]:
    sport = teller.guideline.sport
    assert sport is not None, "a step is part of a sport"
    allowed = (said(teller.say("at_most_minutes", upper(teller.text(sport.kinds[kind].name)), most)) for kind, most in step.allows.items())
    return [
        teller.row("does", "patient_reads", teller.text(step.does)),
        teller.row("allows", "adds", *allowed),
        teller.row("entry", "entry", _border(step.entry, teller)),
        teller.row("exit", "exit", _border(step.exit, teller)),
        *teller.because(step.because),
    ]


def referral_rows(referral: Referral, teller: BookTeller) -> list[Row]:
    return [
        teller.row("text", "patient_reads", teller.text(referral.text)),
        teller.row("when", "when", teller.of_sport.clause(referral.when)),
        *teller.because(referral.because),
    ]


def role_rows(role: Role, teller: BookTeller) -> list[Row]:
    return [
        teller.row("text", "patient_reads", teller.text(role.text)),
        teller.row("when", "when", teller.of_sport.clause(role.when)),
        *teller.listed("steps", "at_steps", (_step(step, teller) for step in role.steps)),
        *teller.listed("leaves_out", "leaves_out", (teller.exercise(one) for one in role.leaves_out)),
        *teller.because(role.because),
    ]


def way_back_rows(back: ReturnToPlay, teller: BookTeller) -> list[Row]:
    """What holds for every step."""
    counts = ("quarter_minutes", "full_minutes", "stance_minutes", "calm_pain", "morning_rise")
    return [
        teller.row("every_step", "each_step", _border(back.every_step, teller)),
        *teller.because(back.every_step_because, "every_step_because"),
        teller.row("red_light", "red_light", teller.text(back.red_light)),
        teller.row("red_light_first", "red_light_first", teller.text(back.red_light_first)),
        *teller.because(back.red_light_because, "red_light_because"),
        *(teller.row(count, count, teller.counted(f"{count}_say", getattr(back, count))) for count in counts),
        *(teller.row(text, f"way_back_{text}", teller.text(getattr(back, text))) for text in ("done", "unknown_step", "not_released")),
    ]


def sport_rows(sport: Sport, teller: BookTeller) -> list[Row]:
    """The counters, the week and the session of a team."""
    low, flicks, breaks, warm_up = sport.low_posture, sport.flicks, sport.breaks, sport.warm_up
    kinds = ([upper(teller.text(kind.name)), f"{teller.number(100 * kind.low)}%"] for kind in sport.kinds.values())
    counted = teller.say("low_counted", teller.number(low.minutes_per_flick), low.start_minutes, low.growth_percent, low.weeks)
    return [
        teller.row("low_posture", "patient_reads", teller.text(low.text)),
        teller.row("low_posture", "build_up", counted),
        *teller.because(low.because, "low_posture"),
        teller.table("kinds", teller.say("low_part"), map(teller.say, ("session", "low_part")), kinds),
        teller.row("breaks", "patient_reads", teller.text(breaks.text)),
        teller.row("breaks", "rest_of", teller.say("upright", breaks.minutes, breaks.after_low_minutes)),
        teller.row("breaks", "exercise", said(teller.exercise(breaks.exercise))),
        *teller.because(breaks.because, "breaks"),
        teller.row("flicks", "patient_reads", *(teller.text(text).replace("{}", "…") for text in flicks.texts.values())),
        teller.row("flicks", "from_step", _step(flicks.from_step, teller)),
        teller.row("flicks", "build_up", teller.say("flicks_counted", flicks.start, flicks.power_percent, flicks.growth_percent,
                                                    flicks.weeks)),
        *teller.because(flicks.because, "flicks"),
        teller.row("big_jump_text", "patient_reads", teller.text(sport.big_jump_text)),
        teller.row("big_jump_weeks", "compared_with", teller.say("weeks_before", sport.big_jump_weeks)),
        teller.row("warm_up", "patient_reads", teller.text(warm_up.text)),
        teller.row("warm_up", "from_step", _step(warm_up.from_step, teller)),
        teller.row("warm_up", "exercise", said(teller.exercise(warm_up.exercise))),
        *teller.because(warm_up.because, "warm_up"),
        *_week(sport.week, teller),
        *_prevention(sport.prevention, teller),
    ]  # fmt: skip


def _week(week: TeamWeek, teller: BookTeller) -> list[Row]:
    days = ([teller.say(f"day_{day}"), teller.text(words)] for day, words in week.days.items())
    return [
        teller.table("week", teller.say("days_in_order"), map(teller.say, ("day", "day_for")), days),
        *teller.listed("week", "usual_training", (teller.say(day) for day in week.usual_training)),
        *teller.listed("week", "usual_matches", (teller.say(day) for day in week.usual_matches)),
        *teller.because(week.because, "week"),
    ]


def _prevention(one: Prevention, teller: BookTeller) -> list[Row]:
    parts = ([said(upper(teller.text(part.name))), said(*_separated(teller.exercise(key) for key in part.exercises))] for part in one.parts)
    player = (teller.wording.statement(fact, value) for fact, value in one.player.items())
    return [
        teller.row("prevention", "how_often", teller.say("times_and_minutes", one.times_a_week, one.minutes)),
        teller.table("prevention", teller.say("one_of_each"), map(teller.say, ("slot", "one_of")), parts),
        teller.row("prevention", "with_complaint", teller.of_sport.clause(one.complaint)),
        teller.row("prevention", "young", said(teller.text(one.young_text), items=[teller.of_sport.clause(one.young)])),
        teller.row("prevention", "chosen_for", *map(upper, player)),
        *teller.because(one.because, "prevention"),
    ]


def _border(border: Border, teller: BookTeller) -> Clause:
    return said(teller.text(border.text), items=[teller.of_sport.clause(border.when)])


def _step(step: str, teller: BookTeller) -> str:
    sport = teller.guideline.sport
    assert sport is not None, "only a sport names steps"
    back = sport.return_to_play
    return teller.text(back.steps[back.at(step)].name)


def _separated(spans: Iterable[Span]) -> Iterable[Span]:
    for at, span in enumerate(spans):
        if at:
            yield Span(", ")
        yield span
