"""`wervel ask`: an interview in the terminal."""

import argparse
import os
import re
from pathlib import Path

from rich.console import Console

from wervel.cli.screen import WIDTH, show_item, show_line, show_sections
from wervel.consult.interview import Interview, Screen
from wervel.knowledge.cache import load
from wervel.knowledge.casefile import case_text, write_case
from wervel.knowledge.cases import Case, broken_axioms, read_case
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.types import Triage
from wervel.logic.fact import ANSWERERS, Fact, Problem, number_text, read_value
from wervel.logic.reference import Value
from wervel.logic.text import Language, Text
from wervel.narrate.report import Teller, upper
from wervel.reasoning.assessment import rank

SAID = {
    "welcome": Text(
        "Antwoord zo goed als je kunt. Typ ? voor waarom we iets vragen, < voor de vorige vraag, = om te zien en te veranderen wat je "
        "antwoordde, ! om te stoppen.",
        "Answer as well as you can. Type ? for why we ask, < for the previous question, = to see and change what you answered, ! to stop.",
    ),
    "any": Text(
        "Typ de nummers van wat bij je past (bijvoorbeeld 1 3), 0 voor geen van deze, d als je het van geen enkele weet.",
        "Type the numbers that apply to you (such as 1 3), 0 for none of these, d if you know none of them.",
    ),
    "unsure": Text(
        "Over welke andere twijfel je? Nummers, d voor alle andere, of enter voor geen.",
        "Which of the others are you not sure about? Numbers, d for all others, or enter for none."
    ),
    "yes_no": Text("j (ja), n (nee) of d (weet ik niet)", "y (yes), n (no) or d (do not know)"),
    "number": Text("een getal van {} tot {} {}, of d (weet ik niet)", "a number from {} to {} {}, or d (do not know)"),
    "duration": Text("een aantal dagen, of zoals 3 weken, 2 maanden of 4 jaar; d (weet ik niet)",
                     "a number of days, or such as 3 weeks, 2 months or 4 years; d (do not know)"),
    "choice": Text("typ een nummer, of d (weet ik niet)", "type a number, or d (do not know)"),
    "set": Text("typ nummers, 0 voor geen, of d (weet ik niet)", "type numbers, 0 for none, or d (do not know)"),
    "again": Text("Dat begrijp ik niet: {}", "I do not understand that: {}"),
    "may": Text("{}. Dan geldt: {} ({}).", "{}. Then: {} ({})."),
    "next": Text("Een oefenprogramma maken: wervel plan {}", "To make an exercise programme: wervel plan {}"),
    "nothing_left": Text("Er is niets meer te vragen dat het antwoord verandert.", "Nothing is left to ask that changes the answer."),
    "why": Text("Daarom vragen we dit. Met het antwoord vinden we dit, of sluiten we het uit:",
                "This is why we ask. With the answer we find this, or rule it out:"),
    "why_plan": Text("Het antwoord helpt om het advies en de oefeningen te kiezen.",
        "The answer helps to choose the advice and the exercises."),
    "first": Text("Dit is de eerste vraag.", "This is the first question."),
    "now": Text("Op basis van dit antwoord: {}", "Because of this answer: {}"),
    "impossible": Text("Dat kan niet samen: {}", "That cannot go together: {}"),
    "saved": Text("Bewaard in {}", "Saved in {}"),
    "count": Text("Vraag {}", "Question {}"),
    "list": Text("Je antwoorden. Typ een nummer om er een te veranderen, of enter om door te gaan.",
                 "Your answers. Type a number to change one, or enter to go on."),
    "dont_know": Text("weet ik niet", "do not know"),
}  # fmt: skip

BACK, LIST, STOP, HELP = "<", "=", "!", "?"
MOST_REASONS = 3
DURATION = re.compile(r"(\d{1,3})\s*([dwmjy])[a-z]*")
DAYS_IN = {"d": 1, "w": 7, "m": 30, "j": 365, "y": 365}
"""By the first letter of the unit in either language; months and years are as good as people mean them."""
YES_KEYS, NO_KEYS, UNKNOWN_KEYS = (
    ("j", "ja", "y", "yes"),
    ("n", "nee", "no"),
    ("d", "w", "weet niet", "weet ik niet", "unknown", "onbekend"),
)


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
                        screen = self.choose_to_change() or screen
                    case "?":
                        self.explain(screen)
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
        answered = self.interview.answered
        number = answered.index(screen) + 1 if screen in answered else len(answered) + 1
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
        return {fact.id: self.one(fact)}

    def question(self, fact: Fact) -> str:
        assert fact.question is not None, "facts that people answer have a question"
        who = self.interview.guideline.words["answerers"][fact.by or "patient"][self.language]
        return fact.question[self.language] if fact.by == "patient" else f"{fact.question[self.language]} ({who})"

    def any_of(self, screen: Screen) -> dict[str, Value | None]:
        """None of these is an explicit no to each; what is doubted is asked apart."""
        everything = set(range(1, len(screen.facts) + 1))
        while True:
            typed = self.typed(self.say("any"))
            chosen = set[int]() if typed in UNKNOWN_KEYS else self.numbers(typed, len(screen.facts))
            if chosen is not None:
                break
        doubted = everything if typed in UNKNOWN_KEYS else set[int]()
        while chosen and chosen < everything:
            typed = self.typed(self.say("unsure"))
            answer = everything if typed in UNKNOWN_KEYS else self.numbers(typed or "0", len(screen.facts))
            if answer is not None:
                doubted = answer - chosen
                break
        return {fact.id: None if at in doubted else at in chosen for at, fact in enumerate(screen.facts, 1)}

    def one(self, fact: Fact) -> Value | None:
        while True:
            typed = self.typed(self.hint(fact))
            if typed in UNKNOWN_KEYS:
                return None
            value = self.read(fact, typed)
            if value is not None:
                return value
            self.print(self.say("again", typed), "yellow")

    def hint(self, fact: Fact) -> str:
        """How this fact may be answered."""
        match fact.kind:
            case "number" if fact.unit == "day":
                return self.say("duration")
            case "number":
                low, high = (number_text(fact, limit) for limit in (fact.low, fact.high))
                return self.say("number", low, high, self.teller().wording.unit(fact))
            case "yes/no":
                return self.say("yes_no")
            case kind:
                return self.say("choice" if kind == "choice" else "set")

    def read(self, fact: Fact, typed: str) -> Value | None:
        """What was typed as a value of this fact, or nothing when it is none."""
        raw: object = typed
        match fact.kind:
            case "yes/no":
                raw = True if typed in YES_KEYS else False if typed in NO_KEYS else typed
            case "number" if fact.unit == "day" and (spoken := DURATION.fullmatch(typed)):
                raw = int(spoken[1]) * DAYS_IN[spoken[2]]
            case "choice" | "set":
                chosen = self.numbers(typed, len(fact.options))
                if chosen is None or (fact.kind == "choice" and len(chosen) != 1):
                    return None
                options = [fact.option_ids[at - 1] for at in sorted(chosen)]
                raw = options[0] if fact.kind == "choice" else options
        value = read_value(fact, raw, ())
        return None if isinstance(value, Problem) else value

    def numbers(self, typed: str, most: int) -> set[int] | None:
        """The numbers typed, 0 alone for none; nothing when it makes no sense."""
        words = typed.replace(",", " ").split()
        found = {int(word) for word in words if word.isascii() and word.isdigit()}
        if len(found) != len(set(words)) or not found or max(found) > most or (0 in found and len(found) > 1):
            self.print(self.say("again", typed), "yellow")
            return None
        return found - {0}

    def typed(self, hint: str) -> str:
        self.print(hint, "dim", "  ")
        answer = input("> ").strip().lower()
        if answer in (HELP, BACK, LIST, STOP):
            raise Command(answer)
        return answer

    def explain(self, screen: Screen) -> None:
        """What an answer can still point to, worst first, and of that what hangs most on this question."""
        stakes = self.interview.stakes(screen)[:MOST_REASONS]
        if not stakes:
            self.print(self.say("why_plan"))
            return
        self.print(self.say("why"))
        guideline = self.interview.guideline
        for rule in stakes:
            assert isinstance(rule.then, Triage)
            assert rule.then.suspect
            level = guideline.urgencies[rule.then.urgency]
            name = upper(guideline.conditions[rule.then.suspect].name[self.language])
            show_item(self.console, self.say("may", name, level.name[self.language], level.within[self.language]))
            self.print(self.teller().sources(rule.because), "dim", "    ")

    def choose_to_change(self) -> Screen | None:
        """Shows all answers and gives back the screen to ask again."""
        wording, answered = self.teller().wording, self.interview.answered
        for at, screen in enumerate(answered, 1):
            said = []
            for fact in screen.facts:
                value = self.interview.known.get(fact.id)
                said.append(f"{fact.name[self.language]}: {self.say('dont_know') if value is None else wording.value(fact.id, value)}")
            show_item(self.console, f"{at}. {'; '.join(said)}")
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
    if options.save:
        refuse_to_overwrite(options.save, options.case)
    talk = Interview(guideline, frozenset(ANSWERERS if options.therapist else ANSWERERS[:1]), dict(case.known), set(case.declined))
    talk.resume()
    keyboard = Keyboard(talk, options.lang)
    try:
        keyboard.run()
    finally:  # also when somebody breaks off: what was answered is not lost
        if options.save:
            write_case(options.save, case_text(Case(talk.known, frozenset(talk.declined), case.preferences), guideline))
    keyboard.console.print()
    teller, declined = keyboard.teller(), frozenset(talk.declined)
    if talk.next_screen() is None:
        keyboard.print(keyboard.say("nothing_left"), "dim")
        keyboard.console.print()
    show_sections(teller.report(declined), footer=teller.say("version", guideline.version))
    if options.save:
        keyboard.print(keyboard.say("saved", options.save))
        if talk.assessment.released:
            keyboard.print(keyboard.say("next", options.save))
    return 0


def refuse_to_overwrite(path: Path, case: Path | None) -> None:
    """Raises `Refused` before the first question when the answers could not be kept, or would replace another case."""
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise Refused([Located(str(path), 1, "no folder to write in", "an existing folder", "name another file after --save")])
    if path.exists() and (case is None or not path.samefile(case)):
        found, cure = "a file that is there already", f"name another file, or go on with it: wervel ask {path} --save {path}"
        raise Refused([Located(str(path), 1, found, "a new file", cure)])
