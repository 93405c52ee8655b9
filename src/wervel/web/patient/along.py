"""What a self-check in this browser can add to an intake."""

from dataclasses import dataclass

from django.http import HttpRequest

from wervel.consult.interview import Interview
from wervel.knowledge.cases import broken_axioms
from wervel.logic.reference import Value
from wervel.web.guideline import current
from wervel.web.look.parts import Row
from wervel.web.look.questions import Given
from wervel.web.look.saying import language_now
from wervel.web.selfcheck import kept
from wervel.web.selfcheck.result import Result
from wervel.web.selfcheck.views import row
from wervel.web.selfcheck.walk import walk


@dataclass(frozen=True)
class Along:
    """`talk`: the interview with the answers of both; `new`: those that only the self-check has, None for "I do not know"."""

    talk: Interview
    new: dict[str, Value | None]

    def rows(self) -> list[Row]:
        """The questions to which something is added, as they were answered."""
        result, rows = Result(self.talk, language_now()), []
        for number, screen in enumerate(self.talk.answered, 1):
            if self.new.keys() & set(screen.key):
                told = row(result, number, screen)
                rows.append(Row(told.key, told.values))
        return rows


def along(request: HttpRequest, own: Given) -> Along | None:
    """Nothing when there was no self-check, or when it adds nothing. `own`: what was answered in the intake, which stands.

    Only questions that the interview asks are filled; what cannot go together with an answer of the intake is left out.
    """
    checked = kept.read(request, current())
    talk = walk(current(), {**checked, **own})
    new = {fact: checked[fact] for screen in talk.answered for fact in screen.key if fact not in own}
    both = {fact: value for fact, value in {**own, **new}.items() if value is not None}
    return Along(talk, new) if new and not broken_axioms(both, current()) else None
