"""The numbers of a programme, told row by row."""

from wervel.book.criteria import said
from wervel.book.teller import BookTeller, Line, Row, Table
from wervel.knowledge.types import Planning, Profile, ProgrammeSettings, Stage, Walking
from wervel.narrate.report import upper

LIMITS = ("difficulty_cap", "first_difficulty", "effort_cap", "max_exercises", "max_minutes", "per_family", "dose_factor")
RETURN_STAGE = "return_to_play_stage"
"""The fact whose options are the stages of return to play."""


def profile_rows(profile: Profile, teller: BookTeller) -> list[Row]:
    return [
        teller.row("name", "name", upper(teller.text(profile.name))),
        teller.row("explains", "patient_reads", teller.text(profile.explains)),
        teller.row("care", "care", teller.text(profile.care)),
        teller.row("visits", "visits", teller.between(profile.visits)),
        teller.row("contacts", "contacts", ", ".join(map(str, profile.contacts))),
        teller.row("evaluations", "evaluations", ", ".join(map(str, profile.evaluations))),
        *teller.because(profile.because),
    ]


def programme_rows(programme: ProgrammeSettings, teller: BookTeller) -> list[Row]:
    """All of it but the profiles."""
    goals = ([upper(teller.text(programme.goals[goal])), teller.number(weight)] for goal, weight in programme.default_goals)
    options = dict(teller.guideline.facts[RETURN_STAGE].options)
    drills = ([upper(teller.text(options[stage])) if stage in options else stage, str(cap)] for stage, cap in programme.drills)
    return [
        *_stages(programme, teller),
        teller.table("default_goals", teller.say("goals_and_weights"), map(teller.say, ("goal", "weight")), goals),
        *_walking(programme.walking, teller),
        *_planning(programme.planning, teller),
        teller.row("shorter", "shorter", teller.say("at_most_and_minutes", *programme.shorter)),
        *teller.listed("household", "household", (teller.word("equipment", one) for one in sorted(programme.household))),
        teller.row("caution_factor", "caution_factor", teller.say("times_score", teller.number(programme.caution_factor))),
        teller.row("liked_factor", "liked_factor", teller.say("times_score", teller.number(programme.liked_factor))),
        *(teller.row("fits", f"fit_{fit}", teller.say("times_score", teller.number(factor))) for fit, factor in programme.fits.items()),
        teller.table("drills", teller.say("drills"), map(teller.say, ("return_stage", "difficulty")), drills),
        *(teller.row("lights", f"light_{light}", teller.text(words)) for light, words in programme.lights.items()),
        *teller.because(programme.because),
    ]


def _stages(programme: ProgrammeSettings, teller: BookTeller) -> list[Row]:
    """Stage by stage what the patient reads; then all limits, and the slots of a session, with the stages side by side."""
    stages = tuple(programme.stages.values())
    names = [upper(teller.text(stage.name)) for stage in stages]
    limits = [[teller.say(limit), *(teller.number(getattr(stage, limit)) for stage in stages)] for limit in LIMITS]
    limits.append([teller.say("sessions_a_week"), *(teller.between(stage.sessions) for stage in stages)])
    limits += [[teller.say("goal_factor", teller.text(words)), *(teller.number(dict(stage.goal_factors)[goal]) for stage in stages)]
               for goal, words in programme.goals.items()]  # fmt: skip
    slots = tuple(
        Line(
            (said(upper(teller.text(name))), *(said(_slot(stage, slot, teller)) for stage in stages)),
            upper(", ".join(teller.word("families", one) for one in families)),
        )
        for slot, (name, families) in programme.slots.items()
    )
    return [
        *(teller.titled("stages", name, teller.text(stage.explains)) for name, stage in zip(names, stages, strict=True)),
        teller.table("stages goals", teller.say("limits"), [teller.say("limit"), *names], limits),
        Row(("slots", "stages"), teller.say("slots"), table=Table((teller.say("slot"), *names), slots)),
    ]


def _slot(stage: Stage, slot: str, teller: BookTeller) -> str:
    """The fewest and the most exercises; nothing where a stage has none of it."""
    found = {name: (low, high) for name, low, high in stage.slots if high}
    return teller.between(found[slot]) if slot in found else teller.say("none_given")


def _walking(walking: Walking, teller: BookTeller) -> list[Row]:
    return [
        teller.row("walking", "start_factor", teller.number(walking.start_factor)),
        teller.row("walking", "start_minutes", teller.counted("minutes", walking.start_minutes)),
        teller.row("walking", "bouts_per_day", teller.between(walking.bouts_per_day)),
        teller.row("walking", "bout_minutes", teller.between(walking.bout_minutes)),
        teller.row("walking", "growth_percent", f"{teller.between(walking.growth_percent)}%"),
        teller.row("walking", "target_minutes_week", teller.between(walking.target_minutes_week)),
    ]


def _planning(planning: Planning, teller: BookTeller) -> list[Row]:
    load = "; ".join(f"{teller.say(f'load_{load}').lower()} {worth}" for load, worth in planning.load)
    return [
        teller.row("planning", "plan_weeks", teller.counted("weeks_long", planning.weeks)),
        teller.row("planning", "plan_blocks", teller.counted("weeks_long", planning.block_weeks)),
        teller.row("planning", "plan_exercises", teller.between(planning.exercises)),
        teller.row("planning", "plan_growth", f"{planning.growth_percent}%"),
        teller.row("planning", "plan_load", upper(load)),
        *teller.listed("planning", "plan_training", (teller.say(day) for day in planning.training_days)),
    ]
