"""The record of one patient as a therapist has it open: the complaint under care, and what stands around each of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from wervel.course.follow import FollowUp
from wervel.knowledge.types import Guideline
from wervel.logic.text import Language
from wervel.narrate.course import FollowTeller
from wervel.narrate.report import upper
from wervel.reasoning.assessment import Assessment
from wervel.web import clock
from wervel.web.care.episode import look_at
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.look.parts import Tab
from wervel.web.look.saying import Sayer, language_now
from wervel.web.practice.access import Access, AccessRequest, for_patient
from wervel.web.practice.models import Patient
from wervel.web.therapist.phrases import SAID

P = ParamSpec("P")
TABS = ("overview", "examination", "reasoning", "programme", "follow_up", "letter", "messages", "more")
say = Sayer(SAID)


@dataclass(frozen=True)
class Record:
    """One complaint of one patient, by right of `access`."""

    access: Access
    episode: Episode

    @property
    def patient(self) -> Patient:
        return self.access.patient

    @property
    def guideline(self) -> Guideline:
        return current()

    @property
    def language(self) -> Language:
        return language_now()

    @cached_property
    def follow(self) -> FollowUp:
        return look_at(self.episode, self.guideline, max(clock.today(), self.episode.started))

    @property
    def assessment(self) -> Assessment:
        return self.follow.assessment

    @cached_property
    def teller(self) -> FollowTeller:
        return FollowTeller(self.follow, None, self.language)

    @property
    def class_name(self) -> str:
        return upper(self.guideline.classes[self.assessment.class_].name[self.language])

    @property
    def route_name(self) -> str:
        return self.guideline.routes[self.assessment.route].name[self.language]

    @property
    def age(self) -> int | None:
        """Whole years, where the day of birth is known."""
        born = self.patient.identity.get("born")
        if not born:
            return None
        day, today = date.fromisoformat(born), clock.today()
        return today.year - day.year - ((today.month, today.day) < (day.month, day.day))

    def say(self, key: str, *values: object) -> str:
        return say(self.language, key, *values)

    def url(self, page: str, *args: object) -> str:
        return reverse(f"therapist:{page}", args=[self.patient.id, *args])

    def to(self, page: str, *args: object) -> HttpResponse:
        """After something was written."""
        return redirect(self.url(page, *args))

    def page(self, request: HttpRequest, template: str, tab: str, status: int = 200, **shown: Any) -> HttpResponse:
        """A page of the record, under the name of the patient and the pages beside it."""
        return render(request, f"therapist/{template}.html", {"record": self, "tabs": self.tabs(tab), **shown}, status=status)

    def tabs(self, here: str) -> list[Tab]:
        return [Tab(self.say(f"tab_{one}"), self.url(one), one == here) for one in TABS]


def current_episode(patient: Patient) -> Episode | None:
    """The complaint that is open, the last of several; else the one that was closed last."""
    episode = Episode.objects.filter(patient=patient).order_by(F("closed").desc(nulls_first=True), "-started").first()
    if episode is not None:
        episode.patient = patient  # so that its key is read once
    return episode


View = Callable[Concatenate[AccessRequest, Record, P], HttpResponseBase]


def of_complaint(permission: str) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """A view on the complaint under care, behind `for_patient`. Without a complaint there is only the overview, to start one."""

    def decorate(view: View[P]) -> Callable[..., HttpResponseBase]:
        @for_patient(permission)
        @wraps(view)
        def opened(request: AccessRequest, patient: Patient, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            episode = current_episode(patient)
            if episode is None:
                return redirect("therapist:overview", patient.id)
            return view(request, Record(request.access, episode), *args, **kwargs)

        return opened

    return decorate
