"""`wervel ask`: an interview in the terminal."""

import argparse
from pathlib import Path

from rich.console import Console

from wervel.cli.screen import WIDTH, show_item, show_line, show_sections
from wervel.consult.interview import Interview, Screen
from wervel.knowledge.cache import load
from wervel.knowledge.casefile import case_text, write_case
from wervel.knowledge.cases import Case, broken_axioms, read_case
from wervel.knowledge.types import Triage
from wervel.logic.fact import ANSWERERS, Fact, Problem, number_text, read_value
from wervel.logic.reference import Value
from wervel.logic.text import Language, Text
from wervel.narrate.report import Teller
from wervel.reasoning.assessment import rank

SAID = {
    "welcome": Text(
        "Antwoord zo goed als je kunt. Typ ? voor waarom we iets vragen, < voor de vorige vraag, = om te zien en te veranderen wat je "
        "antwoordde, ! om te stoppen.",
        "Answer as well as you can. Type ? for why we ask, < for the previous question, = to see and change what you answered, ! to stop.",
    ),
    "any": Text(
        "Typ de nummers van wat bij je past (bijvoorbeeld 1 3), 0 voor geen van deze, d als je het niet weet.",
        "Type the numbers that apply to you (such as 1 3), 0 for none of these, d if you do not know.",
    ),
    "unsure": Text(
        "Over welke andere twijfel je? Nummers, of enter voor geen.",
        "Which of the others are you not sure about? Numbers, or enter for none."
    ),
    "yes_no": Text("j (ja), n (nee) of d (weet ik niet)", "y (yes), n (no) or d (do not know)"),
    "number": Text("een getal van {} tot {} {}, of d (weet ik niet)", "a number from {} to {} {}, or d (do not know)"),
    "choice": Text("typ een nummer, of d (weet ik niet)", "type a number, or d (do not know)"),
    "set": Text("typ nummers, 0 voor geen, of d (weet ik niet)", "type numbers, 0 for none, or d (do not know)"),
    "again": Text("Dat begrijp ik niet: {}", "I do not understand that: {}"),
    "why": Text("Daarom vragen we dit. Met het antwoord vinden we dit, of sluiten we het uit:",
                "This is why we ask. With the answer we find this, or rule it out:"),
    "why_plan": Text("Het antwoord helpt om het advies en de oefeningen te kiezen.",
        "The answer helps to choose the advice and the exercises."),
    "first": Text("Dit is de eerste vraag.", "This is the first question."),
    "now": Text("Op basis van dit antwoord: {}", "Because of this answer: {}"),
    "impossible": Text("Dat kan niet samen: {}", "That cannot go together: {}"),
    "others": Text(
        "Dit kan alleen iemand anders nog beantwoorden (onderzoek, dossier of bloed): {}",
        "Only somebody else can still answer this (examination, record or blood): {}",
    ),
    "saved": Text("Bewaard in {}", "Saved in {}"),
    "count": Text("Vraag {}", "Question {}"),
    "list": Text("Je antwoorden. Typ een nummer om er een te veranderen, of enter om door te gaan.",
                 "Your answers. Type a number to change one, or enter to go on."),
    "dont_know": Text("weet ik niet", "do not know"),
}  # fmt: skip

BACK, LIST, STOP, HELP = "<", "=", "!", "?"
YES_KEYS, NO_KEYS, UNKNOWN_KEYS = ("j", "ja", "y", "yes"), ("n", "nee", "no"), ("d", "weet niet", "weet ik niet", "unknown", "onbekend")


class Command(Exception):
    """Something typed that is not an answer: back, list, stop."""


class Keyboard:
    """Asks screens in one language and turns what is typed into values."""

    def __init__(self, interview: Interview, language: Language) -> None:
        self.interview, self.language = interview, language
        wide = Console(highlight=False)
        self.console = Console(highlight=False, width=min(wide.width, WIDTH))

    def say(self, key: str, *values: object) -> str:
        return SAID[key][self.language].format(*values)

    def print(self, text: str, style: str = "", indent: str = "") -> None:
        show_line(self.console, text, indent, indent, style)

    def teller(self) -> Teller:
        return Teller(self.interview.assessment, self.language)

    def run(self) -> None:
        """Asks until nothing can change any more, or until the person stops."""
        self.print(self.say("welcome"), "dim")
        screen: Screen | None = None
        alarmed = rank(self.interview.assessment.at_least)
        while screen := screen or self.interview.next_screen():
            try:
                values = self.ask(screen)
            except Command as command:
                match str(command):
                    case "<":
                        before = self.interview.take_back()
                        if before is None:
                            self.print(self.say("first"), "dim")
                        screen = before or screen
                    case "=":
                        screen = self.choose_to_change()
                    case _:
                        return
                continue
            except EOFError:
                return
            broken = broken_axioms({**self.interview.known, **known_of(values)}, self.interview.guideline)
            if broken:
                self.print(self.say("impossible", broken[0].text[self.language]), "yellow")
                continue
            self.interview.answer(screen, values)
            screen = None
            alarmed = self.announce(alarmed)

    def announce(self, alarmed: int) -> int:
        """Says at once when an answer asks for a doctor, and not only at the end."""
        assessment = self.interview.assessment
        now = rank(assessment.at_least)
        if now > alarmed and now >= rank("urgent"):
            level = assessment.guideline.urgencies[assessment.at_least]
            self.console.print()
            self.print(self.say("now", f"{level.name[self.language].upper()} ({level.within[self.language]})"), "bold red")
            self.print(assessment.alarms[0].text[self.language], "red")
        return now

    def ask(self, screen: Screen) -> dict[str, Value | None]:
        guideline = self.interview.guideline
        number = len([one for one in self.interview.answered if one.key != screen.key]) + 1
        self.console.print()
        if len(screen.facts) > 1 and screen.group:
            self.print(f"{self.say('count', number)}. {guideline.groups[screen.group].question[self.language]}", "bold")
            for at, fact in enumerate(screen.facts, 1):
                show_item(self.console, f"{at}. {self.question(fact)}")
            return self.any_of(screen)
        (fact,) = screen.facts
        self.print(f"{self.say('count', number)}. {self.question(fact)}", "bold")
        if fact.kind in ("choice", "set"):
            for at, (_, text) in enumerate(fact.options, 1):
                show_item(self.console, f"{at}. {text[self.language]}")
        return {fact.id: self.one(fact, screen)}

    def question(self, fact: Fact) -> str:
        assert fact.question is not None, "facts that people answer have a question"
        return fact.question[self.language]

    def any_of(self, screen: Screen) -> dict[str, Value | None]:
        """None of these is an explicit no to each; what is doubted is asked apart."""
        while True:
            typed = self.typed(self.say("any"), screen)
            if typed in UNKNOWN_KEYS:
                return dict.fromkeys(screen.key)
            chosen = self.numbers(typed, len(screen.facts))
            if chosen is None:
                continue
            values: dict[str, Value | None] = {fact.id: at in chosen for at, fact in enumerate(screen.facts, 1)}
            if chosen and len(chosen) < len(screen.facts):
                doubted = self.numbers(self.typed(self.say("unsure"), screen) or "0", len(screen.facts))
                values |= {fact.id: None for at, fact in enumerate(screen.facts, 1) if at in (doubted or ()) and at not in chosen}
            return values

    def one(self, fact: Fact, screen: Screen) -> Value | None:
        match fact.kind:
            case "number":
                low, high = (number_text(fact, limit) for limit in (fact.low, fact.high))
                hint = self.say("number", low, high, self.teller().wording.unit(fact))
            case "yes/no":
                hint = self.say("yes_no")
            case kind:
                hint = self.say("choice" if kind == "choice" else "set")
        while True:
            typed = self.typed(hint, screen)
            if typed in UNKNOWN_KEYS:
                return None
            raw: object = typed
            if fact.kind == "yes/no":
                raw = True if typed in YES_KEYS else False if typed in NO_KEYS else typed
            elif fact.kind in ("choice", "set"):
                chosen = self.numbers(typed, len(fact.options))
                if chosen is None or (fact.kind == "choice" and len(chosen) != 1):
                    continue
                options = [fact.option_ids[at - 1] for at in sorted(chosen)]
                raw = options[0] if fact.kind == "choice" else options
            value = read_value(fact, raw, ())
            if not isinstance(value, Problem):
                return value
            self.print(self.say("again", hint), "yellow")

    def numbers(self, typed: str, most: int) -> set[int] | None:
        """The numbers typed, 0 for none; nothing when it makes no sense."""
        words = typed.replace(",", " ").split()
        if not words or not all(word.isdigit() and int(word) <= most for word in words):
            self.print(self.say("again", typed), "yellow")
            return None
        return {int(word) for word in words} - {0}

    def typed(self, hint: str, screen: Screen) -> str:
        while True:
            self.print(hint, "dim", "  ")
            answer = input("> ").strip().lower()
            if answer == HELP:
                self.explain(screen)
            elif answer in (BACK, LIST, STOP):
                raise Command(answer)
            else:
                return answer

    def explain(self, screen: Screen) -> None:
        """The alarms that these facts can still raise, worst first, and of those the ones that hang most on this question."""
        assessment = self.interview.assessment
        verdicts = assessment.verdicts
        bits = verdicts.engine.bits_of(screen.key)
        alarms = []
        for rule in assessment.possible:
            still_open = verdicts.open_bits[verdicts.engine.circuit.place[rule.id]]
            if isinstance(rule.then, Triage) and still_open & bits:
                alarms.append((-rank(rule.then.urgency), still_open.bit_count(), rule))
        if not alarms:
            self.print(self.say("why_plan"))
            return
        self.print(self.say("why"))
        for _, _, rule in sorted(alarms, key=lambda one: one[:2])[:3]:
            show_item(self.console, rule.text[self.language])
            self.print(self.teller().sources(rule.because), "dim", "    ")

    def choose_to_change(self) -> Screen | None:
        """Shows all answers and gives back the screen to ask again."""
        wording, answered = self.teller().wording, self.interview.answered
        for at, screen in enumerate(answered, 1):
            for fact in screen.facts:
                value = self.interview.known.get(fact.id)
                said = self.say("dont_know") if value is None else wording.value(fact.id, value)
                show_item(self.console, f"{at}. {fact.name[self.language]}: {said}")
        self.print(self.say("list"), "dim")
        typed = input("> ").strip()
        if typed.isdigit() and 1 <= int(typed) <= len(answered):
            return answered[int(typed) - 1]
        return None


def known_of(values: dict[str, Value | None]) -> dict[str, Value]:
    return {fact: value for fact, value in values.items() if value is not None}


def interview(options: argparse.Namespace) -> int:
    guideline = load(options.guideline)
    case = read_case(options.case, guideline) if options.case else Case({})
    answerers = frozenset(ANSWERERS if options.therapist else ANSWERERS[:1])
    talk = Interview(guideline, answerers, dict(case.known), set(case.declined))
    keyboard = Keyboard(talk, options.lang)
    keyboard.run()
    keyboard.console.print()
    teller = keyboard.teller()
    show_sections(teller.report(frozenset(talk.declined)), footer=teller.say("version", guideline.version))
    if others := talk.still_for_others():
        keyboard.print(keyboard.say("others", "; ".join(teller.wording.name(fact) for fact in others)))
    if options.save:
        save(options.save, talk)
        keyboard.print(keyboard.say("saved", options.save))
    return 0


def save(path: Path, talk: Interview) -> None:
    write_case(path, case_text(talk.known, frozenset(talk.declined), talk.guideline))
