"""The load on the low back in words: how many times relaxed standing, and what makes it lighter. Never what that does to a back."""

from collections.abc import Iterable
from dataclasses import dataclass

from wervel.biomechanics.agreement import comparisons, measured_of
from wervel.biomechanics.body import PERCENT
from wervel.biomechanics.drills import ExerciseLoad, PoseLoad
from wervel.biomechanics.model import Held, Load, Model
from wervel.biomechanics.posture import Posture, from_name, from_pose
from wervel.knowledge.biomechanics import NamedPosture
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.types import Guideline
from wervel.logic.text import Language, Text
from wervel.narrate.report import Section, sources_line, upper

UPRIGHT, CLOSE = "standing", "hold_close"
"""Where a posture goes when it is made lighter: upright, and with the load close to the body."""

BENT_DEG, WEIGHT_KG = 15, 2
"""Less bent and lighter than this, halving it changes nothing that anybody would notice."""

SAME_UP_TO = 1.25
STEP = 2
"""Told in halves: the model is not sharper than that."""

PHRASES = {
    "postures": Text("Houdingen, vergeleken met ontspannen staan", "Postures, compared with relaxed standing"),
    "drills": Text("Hockeyvormen, de lichtste houding eerst", "Hockey drills, lightest posture first"),
    "by_posture": Text(
        "De volgorde is die van de zwaarste houding, stil gehouden. Hoe snel, hoe lang en hoe vaak telt niet mee.",
        "The order is that of the heaviest posture, held still. How fast, how long and how often does not count.",
    ),
    "about": Text(
        "Stil gehouden is dit voor je onderrug ongeveer {} keer ontspannen staan.",
        "Held still, this is for your low back about {} times relaxed standing.",
    ),
    "same": Text(
        "Stil gehouden is dit voor je onderrug ongeveer even zwaar als ontspannen staan.",
        "Held still, this is for your low back about as heavy as relaxed standing.",
    ),
    "short_about": Text("ongeveer {} keer", "about {} times"),
    "short_same": Text("ongeveer als ontspannen staan", "about as relaxed standing"),
    "standing": Text("Dit is de maat. De rest leggen we hiernaast.", "This is the measure. All else is put beside it."),
    "plateau": Text(
        "In metingen maakt het boven ongeveer {} graden weinig uit hoe diep je buigt.",
        "In measurements, bending deeper makes little difference above about {} degrees.",
    ),
    "fast": Text(
        "Wie snel beweegt, komt hoger uit: naar schatting {} tot {} keer zo veel.",
        "Moving fast makes it more: an estimated {} to {} times as much.",
    ),
    "measured": Text("In een meting was dit {} keer zo zwaar als staan.", "In a measurement this was {} times as heavy as standing."),
    "measured_more": Text(
        "In een meting was dit meer dan {} keer zo zwaar als staan.", "In a measurement this was more than {} times as heavy as standing."
    ),
    "in_hands": Text("In je handen: {}.", "In your hands: {}."),
    "kg": Text("{} kg", "{} kg"),
    "of_kg": Text("{} ({} kg)", "{} ({} kg)"),
    "tell_weight": Text(
        "Gerekend zonder {}. Zeg met --in-hands hoeveel kilo je vasthoudt.",
        "Reckoned without {}. Say with --in-hands how many kilos you hold.",
    ),
    "less": Text("Wat maakt het lichter?", "What makes it lighter?"),
    "half_bent": Text("Half zo ver buigen: {}.", "Bend half as far: {}."),
    "upright": Text("Rechtop staan: {}.", "Stand upright: {}."),
    "close": Text("Rechtop, met het gewicht dicht bij je lichaam: {}.", "Upright, with the weight close to your body: {}."),
    "half_weight": Text("De helft van het gewicht: {}.", "Half the weight: {}."),
    "limits": Text("Wat dit getal zegt en wat niet", "What this number says and what not"),
    "agreement": Text(
        "In houdingen waarin is gemeten, zit het getal er {} tot {} procent naast.",
        "In postures that were measured, the number is off by {} to {} per cent.",
    ),
    "male": Text("Gerekend voor een man van {} kg en {} cm.", "Reckoned for a man of {} kg and {} cm."),
    "female": Text("Gerekend voor een vrouw van {} kg en {} cm.", "Reckoned for a woman of {} kg and {} cm."),
    "ask": Text("Vraag verder", "Ask on"),
    "ask_how": Text(
        "Noem een houding of een oefening: `wervel load stick_low`. Of zet hockeyvormen op volgorde: `wervel load --drills`.",
        "Name a posture or an exercise: `wervel load stick_low`. Or put hockey drills in order: `wervel load --drills`.",
    ),
    "pose": Text("{}: {}.", "{}: {}."),
    "listed": Text("{} ({}): {}.", "{} ({}): {}."),
    "not": Text("{}: hier rekent het model niet. {}", "{}: the model does not reckon here. {}"),
    "exercise": Text("De last ligt hier niet gelijk op beide kanten, of er steunt een hand.",
                     "The weight is not alike on both sides here, or a hand supports."),
    "family": Text("Hierbij beweeg je te snel of te veel om het stil te kunnen rekenen.",
                   "Here you move too fast or too much to reckon it as standing still."),
    "view": Text("Deze houding is niet van opzij te zien.", "This posture cannot be seen from the side."),
    "support": Text("Je staat hier niet alleen op je benen of knieën.", "Here you are not on your legs or knees alone."),
    "pull": Text("Iets trekt hier aan je of houdt je vast.", "Something pulls at you or holds you here."),
    "lean_back": Text("Het model rekent niet met achterover leunen.", "The model does not reckon with leaning back."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lighter:
    """A change that makes a posture lighter: its phrase, and the load that is left."""

    by: str
    load: Load


def halves(relative: float) -> float:
    """A relative load as it is told, in halves: 1.0 is about as heavy as relaxed standing."""
    return 1.0 if relative < SAME_UP_TO else max(round(relative * STEP) / STEP, (STEP + 1) / STEP)


def lighter(model: Model, posture: Posture, kg: float, held: Iterable[Held] = ()) -> tuple[Lighter, ...]:
    """What makes a posture lighter, with `kg` and `held` in the hands; only changes that can be told from it."""
    postures = model.biomechanics.postures
    held, weight = tuple(held), Held(kg)
    now = model.load(posture, (*held, weight))
    found = []
    if posture.trunk > BENT_DEG:
        found.append(Lighter("half_bent", model.load(posture.leaning(posture.trunk / 2), (*held, weight))))
    if kg > WEIGHT_KG:
        if CLOSE in postures:
            found.append(Lighter("close", model.load(from_name(postures[CLOSE]), (*held, weight))))
        found.append(Lighter("half_weight", model.load(posture, (*held, Held(kg / 2)))))
    elif posture.trunk > BENT_DEG:
        found.append(Lighter("upright", model.load(from_name(postures[UPRIGHT]), (*held, weight))))
    return tuple(one for one in found if halves(one.load.relative) < halves(now.relative))


class LoadTeller:
    """Tells the load picture of a guideline for one person, in one language."""

    def __init__(self, guideline: Guideline, model: Model, language: Language) -> None:
        self.guideline, self.model, self.language = guideline, model, language
        self.biomechanics = model.biomechanics

    def overview(self) -> list[Section]:
        """All named postures from light to heavy, what the numbers mean, and how to ask further."""
        postures = sorted(self.biomechanics.postures.values(), key=lambda one: self.model.of(one).relative)
        lines = [f"- {self.say('listed', upper(self.named(one)), one.id, self.short(self.model.of(one)))}" for one in postures]
        ask = Section(self.say("ask"), [self.say("ask_how")])
        return [Section(self.say("postures"), lines), self.limits(self.biomechanics.evidence), ask]

    def posture(self, named: NamedPosture, in_hands_kg: float | None = None) -> list[Section]:
        """One named posture: its load, what was measured, and what makes it lighter."""
        kg = float(named.in_hands_kg) if in_hands_kg is None else in_hands_kg
        posture, held = from_name(named), self.model.things(named.holds)
        measured = measured_of(self.biomechanics, named, kg)
        lines = [
            self.standing(named, kg) or self.about(self.model.of(named, kg)),
            *self.in_hands(named.holds, kg),
            *([self.plateau()] if self.is_deep(posture) else []),
            *(self.say("measured_more" if one.bound == "more_than" else "measured", self.number(float(one.times))) for one in measured),
            *self.less(posture, kg, held),
        ]
        because = [*named.because, *(evidence for one in measured for evidence in one.because)]
        return [Section(upper(self.text(named.name)), [*lines, f"  {self.sources(because)}"])]

    def exercise(self, loaded: ExerciseLoad, in_hands_kg: float = 0) -> list[Section]:
        """An exercise pose by pose, and what makes its heaviest pose lighter."""
        exercise = loaded.exercise
        lines = [f"- {self.pose(one)}" for one in loaded.poses]
        heaviest = max((one for one in loaded.poses if one.load), key=_relative, default=None)
        if heaviest:
            posture, props = from_pose(heaviest.pose), heaviest.pose.props
            unknown = sorted({*exercise.equipment, *props} & set(self.biomechanics.holds_for.weights))
            lines += self.in_hands(props, in_hands_kg)
            if unknown and not in_hands_kg:
                lines.append(self.say("tell_weight", ", ".join(self.text(self.guideline.words["equipment"][one]) for one in unknown)))
            lines += [self.plateau()] if self.is_deep(posture) else []
            lines.append(self.fast())
            lines += self.less(posture, in_hands_kg, self.model.things(props))
        return [Section(upper(self.text(exercise.name)), lines)]

    def drills(self, drills: Iterable[ExerciseLoad]) -> list[Section]:
        """Hockey drills in order of the load of their heaviest posture."""
        lines = []
        for one in drills:
            assert one.heaviest is not None, "only drills with a load are put in order"
            lines.append(f"- {self.say('listed', self.text(one.exercise.name), one.exercise.id, self.short(one.heaviest))}")
        return [Section(self.say("drills"), [*lines, self.say("by_posture"), self.fast()])]

    def limits(self, because: Iterable[Evidence] = ()) -> Section:
        """Who was reckoned with, what the numbers mean and what not."""
        person = self.model.person
        who = self.say(person.sex, self.number(person.mass_kg), self.number(person.height_cm))
        told = [self.text(limit) for limit in self.biomechanics.limits]
        errors = [abs(one.error) for one in comparisons(self.biomechanics) if one.measured.bound == "about"]
        if errors:
            told.append(self.say("agreement", *(round(error * PERCENT) for error in (min(errors), max(errors)))))
        because = tuple(because)
        return Section(self.say("limits"), [*told, who, *([f"  {self.sources(because)}"] if because else [])])

    # lines

    def named(self, posture: NamedPosture) -> str:
        """The name of a posture, with its own weight in the hands."""
        kg = float(posture.in_hands_kg)
        return ", ".join([self.text(posture.name), *([self.say("kg", self.number(kg))] if kg else [])])

    def about(self, load: Load) -> str:
        times = halves(load.relative)
        return self.say("same") if times == 1 else self.say("about", self.number(times))

    def short(self, load: Load) -> str:
        times = halves(load.relative)
        return self.say("short_same") if times == 1 else self.say("short_about", self.number(times))

    def standing(self, named: NamedPosture, kg: float) -> str | None:
        return self.say("standing") if named.id == UPRIGHT and not kg else None

    def pose(self, one: PoseLoad) -> str:
        label = upper(self.text(one.pose.label))
        if one.load is None:
            assert one.reason is not None, "a pose has a load or a reason"
            return self.say("not", label, self.say(one.reason))
        return self.say("pose", label, self.short(one.load))

    def in_hands(self, things: Iterable[str], kg: float) -> list[str]:
        words, known = self.guideline.words["equipment"], self.biomechanics.things
        held = [self.say("of_kg", self.text(words[one]) if one in words else one, self.number(float(known[one].kg)))
                for one in things if one in known]  # fmt: skip
        held += [self.say("kg", self.number(kg))] if kg else []
        return [self.say("in_hands", ", ".join(held))] if held else []

    def less(self, posture: Posture, kg: float, held: Iterable[Held]) -> list[str]:
        changes = [f"- {self.say(one.by, self.short(one.load))}" for one in lighter(self.model, posture, kg, held)]
        return [self.say("less"), *changes] if changes else []

    def is_deep(self, posture: Posture) -> bool:
        return posture.trunk > self.biomechanics.plateau_deg.value

    def plateau(self) -> str:
        return self.say("plateau", self.number(float(self.biomechanics.plateau_deg.value)))

    def fast(self) -> str:
        return self.say("fast", *(self.number(float(times)) for times in self.biomechanics.fast_times))

    # words

    def say(self, key: str, *values: object) -> str:
        return PHRASES[key][self.language].format(*values)

    def text(self, text: Text) -> str:
        return text[self.language]

    def number(self, number: float) -> str:
        """A number as it is written in the language."""
        written = f"{number:g}"
        return written.replace(".", ",") if self.language == "nl" else written

    def sources(self, because: Iterable[Evidence]) -> str:
        return f"{sources_line(self.guideline, because, self.language)}."


def _relative(one: PoseLoad) -> float:
    return one.load.relative if one.load else 0.0
