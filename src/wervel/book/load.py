"""The load picture of the low back, told row by row: every posture as times relaxed standing, and the numbers behind it."""

from wervel.biomechanics.agreement import comparisons
from wervel.biomechanics.body import Person
from wervel.biomechanics.model import Model
from wervel.book.criteria import said
from wervel.book.phrases import PHRASES
from wervel.book.teller import BookTeller, Line, Row, Table, claim
from wervel.knowledge.biomechanics import Biomechanics, Build, HoldsFor, NamedPosture, Quantity, Span
from wervel.narrate.load import LoadTeller
from wervel.narrate.report import upper

ANGLES = ("trunk", "shoulder", "elbow", "neck")
QUANTITIES = {"lower_trunk_percent": "percent_of", "upper_body_ahead_mm": "mm", "muscle_arm_mm": "mm", "co_contraction_n": "newtons"}


def posture_rows(posture: NamedPosture, teller: BookTeller) -> list[Row]:
    biomechanics = teller.guideline.biomechanics
    assert biomechanics is not None, "a posture is part of the load picture"
    load = LoadTeller(teller.guideline, Model(biomechanics, _usual(biomechanics)), teller.language)
    kg = float(posture.in_hands_kg)
    angles = ", ".join(teller.say(f"angle_{angle}", teller.number(getattr(posture, angle))) for angle in ANGLES)
    in_hands = load.in_hands(posture.holds, kg)
    return [
        teller.row("name", "name", upper(teller.text(posture.name))),
        teller.row("trunk shoulder elbow neck", "angles", upper(angles)),
        *([teller.row("in_hands_kg holds", "held", *in_hands)] if in_hands else []),
        teller.row("", "load_of_posture", load.standing(posture, kg) or load.about(load.model.of(posture))),
        *teller.because(posture.because),
    ]


def load_rows(biomechanics: Biomechanics, teller: BookTeller) -> list[Row]:
    """All of the load picture but its postures."""
    fast = teller.say("times_as_much", teller.between(biomechanics.fast_times))
    person = (("mass_kg", "kg"), ("height_cm", "cm"), ("in_hands_kg", "kg"))
    return [
        teller.row("limits", "patient_reads", *(teller.text(limit) for limit in biomechanics.limits)),
        *_holds_for(biomechanics.holds_for, teller),
        _quantity("plateau_deg", biomechanics.plateau_deg, "degrees", teller),
        teller.titled("fast_times fast_because", teller.say("fast_times"), fast, because=biomechanics.fast_because),
        *_measured(biomechanics, teller),
        *(_span(field, getattr(biomechanics, field), unit, teller) for field, unit in person),
        teller.titled("sex sex_because", teller.say("table_of"), upper(teller.say(biomechanics.sex)), because=biomechanics.sex_because),
        *(row for sex, build in biomechanics.builds.items() for row in _build(sex, build, teller)),
        *(_quantity(field, getattr(biomechanics, field), unit, teller) for field, unit in QUANTITIES.items()),
        *(_thing(key, biomechanics, teller) for key in biomechanics.things),
    ]


def _usual(biomechanics: Biomechanics) -> Person:
    """Who is reckoned with when nobody says."""
    return Person(float(biomechanics.mass_kg.usual), float(biomechanics.height_cm.usual), biomechanics.sex)


def _quantity(field: str, quantity: Quantity, unit: str, teller: BookTeller) -> Row:
    amount = teller.say(unit, teller.number(quantity.value))
    return teller.titled(field, teller.say(field), amount, because=quantity.because)


def _span(field: str, span: Span, unit: str, teller: BookTeller) -> Row:
    amount = teller.say("usual_and_range", *(teller.say(unit, teller.number(end)) for end in (span.usual, span.low, span.high)))
    return teller.titled(field, teller.say(field), amount, because=span.because)


def _holds_for(holds: HoldsFor, teller: BookTeller) -> list[Row]:
    def words(label: str, scale: str, keys: tuple[str, ...]) -> list[Row]:
        return teller.listed("holds_for", label, (teller.word(scale, key) for key in keys))

    contacts = [PHRASES[f"contact_{one}"][teller.language] if f"contact_{one}" in PHRASES else one for one in holds.not_on]
    return [
        *words("holds_on", "start_positions", holds.supports),
        *teller.listed("holds_for", "not_on", contacts),
        *words("not_with", "equipment", holds.not_with),
        *words("not_families", "families", holds.not_families),
        *teller.listed("holds_for", "not_exercises", (teller.exercise(one) for one in holds.not_exercises)),
        *words("own_weight", "equipment", holds.weights),
        *teller.because(holds.because, "holds_for"),
    ]


def _measured(biomechanics: Biomechanics, teller: BookTeller) -> list[Row]:
    """What was measured, beside what the model makes of it for the same person."""
    volunteer, names = biomechanics.volunteer, {key: upper(teller.text(one.name)) for key, one in biomechanics.postures.items()}
    who = teller.say(f"volunteer_{volunteer.sex}", teller.number(volunteer.mass_kg), teller.number(volunteer.height_cm))
    lines = []
    for one in comparisons(biomechanics):
        times = teller.number(one.measured.times)
        cells = names[one.measured.posture], times if one.measured.bound == "about" else teller.say("more_than", times)
        because = tuple(map(claim, one.measured.because))
        lines.append(Line((*map(said, cells), said(teller.number(round(one.modelled, 1)))), claims=because))
    heads = tuple(map(teller.say, ("posture", "times_measured", "times_modelled")))
    heaviest = (names[one] for one in biomechanics.heaviest)
    return [
        teller.titled("volunteer", teller.say("who_was_measured"), who, because=volunteer.because),
        Row(("measured",), teller.say("times_standing"), table=Table(heads, tuple(lines))),
        teller.titled("heaviest heaviest_because", teller.say("heaviest"), *heaviest, because=biomechanics.heaviest_because),
    ]


def _build(sex: str, build: Build, teller: BookTeller) -> list[Row]:
    heads = map(teller.say, ("body_part", "mass_percent", "length_mm", "centre_percent"))
    lines = ([teller.say(f"part_{key}"), *map(teller.number, (one.mass, one.length, one.centre))] for key, one in build.segments.items())
    heights = map(teller.number, (build.stature, build.shoulder, build.l5_s1))
    who = upper(teller.say(sex))
    return [
        teller.table("builds", teller.say("segments_of", who), heads, lines),
        teller.titled("builds", teller.say("heights_of", who), teller.say("heights", *heights), because=build.because),
    ]


def _thing(key: str, biomechanics: Biomechanics, teller: BookTeller) -> Row:
    thing = biomechanics.things[key]
    amount = teller.say("kg_ahead", teller.number(thing.kg), teller.number(thing.ahead))
    return teller.titled("things", upper(teller.word("equipment", key)), amount, because=thing.because)
