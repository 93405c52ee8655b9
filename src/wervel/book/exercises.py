"""An exercise, told row by row."""

from wervel.book.criteria import Clause, Span, said
from wervel.book.teller import BookTeller, Claim, Row
from wervel.knowledge.types import Dose, Exercise
from wervel.narrate.report import upper


def exercise_rows(exercise: Exercise, teller: BookTeller) -> list[Row]:
    def words(field: str, label: str, scale: str, keys: tuple[str, ...]) -> list[Row]:
        return teller.listed(field, label, (teller.word(scale, key) for key in keys))

    guideline = teller.guideline
    goals = (f"{teller.text(guideline.programme.goals[goal])} {teller.number(weight)}" for goal, weight in exercise.goals if weight)
    stages = (teller.text(guideline.programme.stages[stage].name) for stage in exercise.stages)
    irritability = dict(guideline.facts["irritability"].options)
    load = teller.say(f"load_{exercise.load}")
    force = f" ({teller.say('newton', exercise.compression_n)})" if exercise.compression_n is not None else ""
    against = [said(teller.fact(fact)) for fact in exercise.contraindications] or [said(teller.say("nothing_against"))]
    return [
        teller.row("name", "name", teller.text(exercise.name)),
        teller.row("instruction", "instruction", teller.text(exercise.instruction)),
        teller.row("feel", "feel", teller.text(exercise.feel)),
        *teller.listed("goals", "goals", goals),
        teller.row("dose", "dose", _dose(exercise.dose, teller)),
        teller.row("contraindications", "contraindications", *against),
        *([teller.row("cautions", "cautions", *(said(teller.fact(fact)) for fact in exercise.cautions))] if exercise.cautions else []),
        *([teller.row("only_when", "only_when", teller.clause(exercise.only_when))] if exercise.only_when is not None else []),
        *teller.listed("stages", "stages", stages),
        teller.row("difficulty", "difficulty", teller.say("out_of_ten", exercise.difficulty)),
        teller.row("irritability_max", "irritability_max", upper(teller.text(irritability[exercise.irritability_max]))),
        teller.row("load compression_n", "load", f"{load}{force}"),
        teller.row("family", "family", teller.word("families", exercise.family)),
        teller.row("mode purpose", "mode", ", ".join(teller.say(word) for word in (f"mode_{exercise.mode}", *exercise.purpose))),
        teller.row("start_position", "start_position", teller.word("start_positions", exercise.start_position)),
        *words("regions", "regions", "regions", exercise.regions),
        *words("directions", "directions", "directions", exercise.directions),
        *words("equipment", "equipment", "equipment", tuple(sorted(exercise.equipment))),
        *teller.listed("regressions", "easier", (teller.exercise(one) for one in exercise.regressions)),
        *teller.listed("progressions", "harder", (teller.exercise(one) for one in exercise.progressions)),
        *teller.listed("poses", "poses", (teller.text(pose.label) for pose in exercise.poses)),
        *_sources(exercise, teller),
    ]  # fmt: skip


def _dose(dose: Dose, teller: BookTeller) -> Clause:
    """The dose in words, each number with what it counts. A tempo is three numbers of seconds, or a word of the library."""
    if dose.minutes is not None:
        amount = [teller.counted("minutes", dose.minutes)]
    else:
        amount = [teller.counted("sets", dose.sets), teller.counted("repetitions", dose.reps)]
        amount += [teller.say("hold", dose.hold_s)] if dose.hold_s else []
        amount += [teller.say("per_side")] if dose.per_side else []
        amount += [teller.say("rest", dose.rest_s)] if dose.rest_s else []
    amount += [teller.counted("times_a_week", dose.sessions_per_week), teller.say("effort", dose.effort)]
    tempo: list[str | Span] = [f"; {teller.say('tempo')} ", Span(dose.tempo, english=True)] if dose.tempo else []
    return said(", ".join(amount), *tempo)


def _sources(exercise: Exercise, teller: BookTeller) -> list[Row]:
    claims = tuple(Claim(source, verified) for source, verified in exercise.sources)
    return [Row(("sources",), teller.say("because"), claims=claims)] if claims else []
