"""What the pages of a patient share: the complaint they are about, forms that are sent once, and several questions on one page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render

from wervel.consult.interview import Screen
from wervel.documents.phrases import day_name
from wervel.logic.fact import Fact
from wervel.logic.reference import Value
from wervel.logic.text import Language
from wervel.web import clock
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.look.parts import Problem
from wervel.web.look.questions import Given, Question
from wervel.web.look.saying import Sayer
from wervel.web.patient.phrases import SAID
from wervel.web.practice.access import AccessRequest, for_patient
from wervel.web.practice.models import Patient

P = ParamSpec("P")
Page = Callable[Concatenate[AccessRequest, Episode, P], HttpResponseBase]
say = Sayer(SAID)


def episode_of(patient: Patient) -> Episode | None:
    """The complaint that is under care now, else the last one."""
    episodes = list(patient.episodes.all())
    found = next((one for one in reversed(episodes) if one.closed is None), episodes[-1] if episodes else None)
    if found is not None:
        found.patient = patient  # so that its key is read once
    return found


def under_care(permission: str) -> Callable[[Page[P]], Callable[..., HttpResponseBase]]:
    """A view on the complaint of a patient. Without one the page says so."""

    def decorate(view: Page[P]) -> Callable[..., HttpResponseBase]:
        def found(request: AccessRequest, patient: Patient, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            episode = episode_of(patient)
            if episode is None:
                return render(request, "patient/not_yet.html", {"patient": patient})
            return view(request, episode, *args, **kwargs)

        return wraps(view)(for_patient(permission)(found))

    return decorate


def token_of(request: HttpRequest) -> UUID:
    """The token of the form that was sent. Raises `BadRequest` when it is none of ours."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        raise BadRequest("token") from None


def kept_token(request: HttpRequest) -> UUID:
    """For a form: the token it was sent with, so that a corrected one is the same; else a new one."""
    return token_of(request) if request.method == "POST" else uuid4()


def day_in_words(day: date, language: Language) -> str:
    """Today and yesterday by name; earlier days by weekday and date."""
    ago = (clock.today() - day).days
    if ago in (0, 1):
        return say(language, "today" if ago == 0 else "yesterday")
    return day_name(day, language)


@dataclass(frozen=True)
class Sheet:
    """Several questions on one page. `sure`: the facts for which "I do not know" is no answer."""

    questions: tuple[Question, ...]
    sure: frozenset[str] = frozenset()

    @classmethod
    def of(cls, facts: Iterable[Fact], language: Language, given: Given | None = None, sure: Iterable[str] = ()) -> "Sheet":
        questions = (Question.of(Screen((fact,)), current(), language, given or {}) for fact in facts)
        return cls(tuple(questions), frozenset(sure))._narrowed()

    def answered(self, data: QueryDict) -> "Sheet":
        return replace(self, questions=tuple(one.answered(data) for one in self.questions))._narrowed()

    def _narrowed(self) -> "Sheet":
        return replace(self, questions=tuple(self._sure(one) if one.fact.id in self.sure else one for one in self.questions))

    @staticmethod
    def _sure(question: Question) -> Question:
        asked = question.refused(say(question.language, "choose")) if question.problems else question
        return replace(asked, apart=())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Each names its question, for there are several on the page."""
        return tuple(replace(one, says=f"{question.title} {one.says}") for question in self.questions for one in question.problems)

    @property
    def values(self) -> Mapping[str, Value | None] | None:
        """Fact -> value, once everything was answered well."""
        if any(one.values is None for one in self.questions):
            return None
        return {fact: value for one in self.questions for fact, value in (one.values or {}).items()}
