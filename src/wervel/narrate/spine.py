"""The spine, a region, a level or a nerve root as titled sections of plain text."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.spine import (
    ABOVE_ATLAS,
    SACRUM,
    Disc,
    Figure,
    Mobility,
    NerveTest,
    Part,
    Region,
    Root,
    Segment,
    Thing,
    Vertebra,
    evidence_in,
)
from wervel.knowledge.types import Guideline
from wervel.logic.text import Language, Text
from wervel.narrate.report import Section, sources_line, upper

PHRASES = {
    "regions": Text("De {} gebieden", "The {} regions"),
    "bones": Text("{}: {} wervels, {} tot {}.", "{}: {} vertebrae, {} to {}."),
    "one_bone": Text("{}: {} bot, van {} wervels die aan elkaar gegroeid zijn.", "{}: {} bone, of {} vertebrae that have grown together."),
    "vertebrae": Text("De wervels", "The vertebrae"),
    "between": Text("Tussen de wervels", "Between the vertebrae"),
    "through": Text("Zenuwen", "Nerves"),
    "other_parts": Text("Verder", "Further"),
    "ask": Text("Vraag verder", "Ask on"),
    "ask_how": Text(
        "Noem een gebied, een wervel (L4), een segment of schijf (L4-L5), een zenuwwortel (L5 wortel) of een ander deel.",
        "Name a region, a vertebra (L4), a segment or disc (L4-L5), a nerve root (L5 root) or another part.",
    ),
    "where": Text("Waar: {}, tussen {} en {}.", "Where: {}, between {} and {}."),
    "where_pair": Text("Waar: {}, {} en {}.", "Where: {}, {} and {}."),
    "head": Text("het hoofd", "the head"),
    "what": Text("Hoe ziet het eruit: {}", "What it looks like: {}"),
    "does": Text("Wat het doet: {}", "What it does: {}"),
    "holds": Text("Wat erdoor loopt: {}.", "What runs through it: {}."),
    "spans": Text("Loopt van {} tot {}.", "Runs from {} to {}."),
    "moves": Text("Hoe het beweegt: {}.", "How it moves: {}."),
    "moves_in": Text("Hoe het beweegt, per segment:", "How it moves, per segment:"),
    "moves_at": Text("{}: {}.", "{}: {}."),
    "degrees": Text(
        "voorover en achterover samen {} graden, opzij {} en draaien {} naar elke kant",
        "forward and back together {} degrees, bending {} and turning {} to each side",
    ),
    "about": Text("ongeveer {}", "about {}"),
    "to": Text("{} tot {}", "{} to {}"),
    "height": Text("Schijf: {} mm hoog.", "Disc: {} mm high."),
    "no_disc": Text("Schijf: hier zit er geen.", "Disc: there is none here."),
    "discs": Text("Schijven: {} Ze zijn {} mm hoog.", "Discs: {} They are {} mm high."),
    "roots": Text("Zenuwen die hier naar buiten gaan: {} tot {}.", "Nerves that leave here: {} to {}."),
    "exit": Text("Zenuw: wortel {} gaat hier naar buiten.", "Nerve: root {} leaves here."),
    "passing": Text(
        "Wortel {} loopt vlak langs deze schijf naar de volgende uitgang.", "Root {} passes close to this disc to the next exit."
    ),
    "passes": Text("Onderweg loopt hij vlak langs de schijf {}.", "On its way it passes close to the disc {}."),
    "leaves": Text("Zenuw: wortel {} gaat naar buiten bij {}.", "Nerve: root {} leaves at {}."),
    "leaves_at": Text("Waar: gaat naar buiten tussen {} en {}.", "Where: leaves between {} and {}."),
    "leaves_sacrum": Text("Waar: gaat naar buiten door een opening van het heiligbeen.", "Where: leaves through an opening of the sacrum."),
    "muscles": Text("Spieren: {}.", "Muscles: {}."),
    "key_muscle": Text("Spieren: {}. Belangrijkste spier: {}.", "Muscles: {}. Key muscle: {}."),
    "skin": Text("Huid, waar gevoel wordt getest: {}.", "Skin, where feeling is tested: {}."),
    "senses": Text("Gevoel: {}.", "Senses: {}."),
    "tested": Text("{} (met {})", "{} (with {})"),
    "reflex": Text("Reflex: {}.", "Reflex: {}."),
    "tension_test": Text("Rektest van de zenuw: {}.", "Nerve tension test: {}."),
    "none": Text("geen die wordt getest", "none that is tested"),
    "code": Text("Code: {} {} (status: {}).", "Code: {} {} (status: {})."),
}  # fmt: skip


class SpineTeller:
    """Tells the anatomy of a guideline in one language."""

    def __init__(self, guideline: Guideline, language: Language) -> None:
        self.guideline, self.anatomy, self.language = guideline, guideline.anatomy, language

    def overview(self) -> list[Section]:
        """The whole spine: its regions, what is between the vertebrae, the nerves, and what else can be asked."""
        kinds, regions = self.anatomy.kinds, self.anatomy.regions.values()
        spine = kinds["spine"]
        of_regions = [line for one in regions for line in (f"- {self._count(one)}", f"  {self.text(one.does)}")]
        parts = ", ".join(self.text(part.name) for part in self.anatomy.parts.values())
        return [
            Section(upper(self._titled(spine)), [self.text(spine.says), self.text(spine.does), self._sources(spine.because)]),
            Section(self.say("regions", len(self.anatomy.regions)), of_regions),
            Section(self.say("vertebrae"), self._general(kinds["vertebra"])),
            Section(self.say("between"), self._general(kinds["disc"], kinds["segment"])),
            Section(self.say("through"), self._general(kinds["root"])),
            Section(self.say("other_parts"), [f"{upper(parts)}."]),
            Section(self.say("ask"), [self.say("ask_how")]),
        ]

    def tell(self, thing: Thing) -> Section:
        """One thing: what it is, where, what it does, what runs through it, how it moves, its nerve, and who says so."""
        match thing:
            case Part():
                lines, because = self._part(thing)
            case Region():
                lines, because = self._region(thing)
            case Vertebra():
                lines, because = self._vertebra(thing)
            case Segment():
                lines, because = self._segment(thing)
            case Disc():
                lines, because = self._disc(thing)
            case Root():
                lines, because = self._root(thing)
            case _:
                assert_never(thing)
        return Section(upper(self._titled(thing)), [*lines, self._sources(because)])

    # words

    def say(self, key: str, *values: object) -> str:
        return PHRASES[key][self.language].format(*values)

    def text(self, text: Text) -> str:
        return text[self.language]

    def _titled(self, thing: Thing) -> str:
        code = "" if isinstance(thing, Part | Region) or thing.id in self.text(thing.name) else f", {thing.id}"
        return f"{self.text(thing.name)}{code} ({thing.latin})"

    def _sources(self, because: Iterable[Evidence]) -> str:
        return f"  {sources_line(self.guideline, because, self.language)}."

    def _general(self, *kinds: Part) -> list[str]:
        return [line for kind in kinds for line in (f"- {self.text(kind.says)}", f"  {self.text(kind.does)}", self._sources(kind.because))]

    def _range(self, figure: Figure) -> str:
        low, high = _plain(figure.low), _plain(figure.high)
        return self.say("about", low) if low == high else self.say("to", low, high)

    def _degrees(self, mobility: Mobility) -> str:
        figures = (mobility.flexion_extension, mobility.lateral, mobility.rotation)
        return self.say("degrees", *(self._range(figure) for figure in figures))

    def _count(self, region: Region) -> str:
        name = upper(self.text(region.name))
        if region.grown_together:
            return self.say("one_bone", name, region.bones, region.vertebrae)
        levels = [one.id for one in self.anatomy.vertebrae.values() if one.region == region.id]
        return self.say("bones", name, region.bones, levels[0], levels[-1])

    # things: their lines, and the evidence behind them

    def _part(self, part: Part) -> tuple[list[str], list[Evidence]]:
        lines = [self.text(part.says), self.say("does", self.text(part.does))]
        if part.spans:
            lines.append(self.say("spans", *part.spans))
        if part.mobility is None:
            return lines, [*part.because]
        return [*lines, self.say("moves", self._degrees(part.mobility))], [*part.because, *evidence_in(part.mobility)]

    def _region(self, region: Region) -> tuple[list[str], list[Evidence]]:
        lines = [self.text(region.says), self._count(region), self.say("what", self.text(region.build))]
        lines.append(self.say("does", self.text(region.does)))
        because = [*region.because]
        if region.disc and region.disc_height and region.mobility and region.segment_mobility:
            lines.append(self.say("discs", self.text(region.disc), self._range(region.disc_height)))
            lines.append(self.say("moves", self._degrees(region.mobility)))
            segments = [one for one in self.anatomy.segments.values() if one.region == region.id]
            lines += self._in_segments(segments)
            because += [*region.disc_height.because, *evidence_in(region.mobility)]
            because += [evidence for one in segments for evidence in evidence_in(one.mobility)]
        roots = [root.id for root in self.anatomy.roots.values() if self._exit_region(root) == region.id]
        lines.append(self.say("roots", roots[0], roots[-1]))
        lines += [self.say("code", code.system.upper(), code.code, code.status) for code in region.codes]
        return lines, because

    def _in_segments(self, segments: list[Segment]) -> list[str]:
        return [self.say("moves_in"), *(f"- {self.say('moves_at', one.id, self._degrees(one.mobility))}" for one in segments)]

    def _exit_region(self, root: Root) -> str:
        if root.exit in self.anatomy.segments:
            return self.anatomy.segments[root.exit].region
        first, *_, last = self.anatomy.regions
        return last if root.exit == SACRUM else first

    def _vertebra(self, vertebra: Vertebra) -> tuple[list[str], list[Evidence]]:
        region, general, column = self.anatomy.regions[vertebra.region], self.anatomy.kinds["vertebra"], self.anatomy.column
        at = column.index(vertebra.id)
        above = column[at - 1] if at else self.say("head")
        segments = [one for one in self.anatomy.segments.values() if vertebra.id in (one.upper, one.lower)]
        inside = ", ".join(self.text(part.name) for part in self.anatomy.runs_through(vertebra.id))
        root = self.anatomy.roots[vertebra.id]
        lines = [
            *([self.text(vertebra.says)] if vertebra.says else []),
            self.say("what", self.text(region.build)),
            self.say("where", self.text(region.name), above, column[at + 1]),
            self.say("does", f"{self.text(general.does)} {self.text(region.does)}"),
            self.say("holds", inside),
            *self._in_segments(segments),
            self.say("leaves", root.id, root.exit),
        ]
        of_movement = [evidence for one in segments for evidence in evidence_in(one.mobility)]
        return lines, [*vertebra.because, *general.because, *region.because, *of_movement]

    def _segment(self, segment: Segment) -> tuple[list[str], list[Evidence]]:
        region, general = self.anatomy.regions[segment.region], self.anatomy.kinds["segment"]
        lines = [
            self.text(general.says),
            self.say("where_pair", self.text(region.name), segment.upper, segment.lower),
            self.say("does", self.text(general.does)),
            self.say("moves", self._degrees(segment.mobility)),
            *(self.say("exit", root) for root in segment.exits),
            *([] if segment.has_disc else [self.say("no_disc")]),
            *([self.say("passing", segment.passing)] if segment.passing else []),
        ]
        return lines, [*general.because, *evidence_in(segment.mobility), *segment.passing_because]

    def _disc(self, disc: Disc) -> tuple[list[str], list[Evidence]]:
        region, general = self.anatomy.regions[disc.region], self.anatomy.kinds["disc"]
        lines = [self.text(general.says), self.say("does", self.text(general.does)), self.say("height", self._range(disc.height))]
        if region.disc:
            lines.insert(1, self.text(region.disc))
        return lines, [*general.because, *disc.height.because]

    def _root(self, root: Root) -> tuple[list[str], list[Evidence]]:
        anatomy = self.anatomy
        general = anatomy.kinds["root"]
        lines, because = [self.text(general.says), self._way_out(root), self.say("does", self.text(general.does))], [*general.because]
        for segment in (one for one in anatomy.segments.values() if one.passing == root.id):
            lines.append(self.say("passes", segment.id))
            because += segment.passing_because
        if root.moves:
            moves = self.text(root.moves)
            lines.append(self.say("key_muscle", moves, root.key_muscle) if root.key_muscle else self.say("muscles", moves))
        if root.skin:
            senses = (anatomy.senses[sense] for sense in root.senses)
            lines.append(self.say("skin", self.text(root.skin)))
            lines.append(self.say("senses", ", ".join(self.say("tested", self.text(one.name), self.text(one.tested)) for one in senses)))
        tests: list[tuple[str, NerveTest | None]] = [
            ("reflex", anatomy.reflexes[root.reflex] if root.reflex else None),
            ("tension_test", anatomy.tension_tests[root.tension_test] if root.tension_test else None),
        ]
        for kind, test in tests:
            lines.append(self.say(kind, self.text(test.name) if test else self.say("none")))
            because += test.because if test else ()
        return lines, [*because, *root.because]

    def _way_out(self, root: Root) -> str:
        if root.exit == SACRUM:
            return self.say("leaves_sacrum")
        if root.exit == ABOVE_ATLAS:
            return self.say("leaves_at", self.say("head"), self.anatomy.column[0])
        segment = self.anatomy.segments[root.exit]
        return self.say("leaves_at", segment.upper, segment.lower)


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"
