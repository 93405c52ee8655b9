"""The answers of a self-check, taken along into the intake: shown first, kept on a yes, and then gone from the browser."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wervel.consult.interview import Interview
from wervel.knowledge.cases import broken_axioms
from wervel.logic.reference import Value
from wervel.web.care import services
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.look.parts import Row
from wervel.web.look.saying import language_now
from wervel.web.patient import intake
from wervel.web.patient.pages import episode_of, kept_token, token_of
from wervel.web.practice.access import AccessRequest, for_patient
from wervel.web.practice.models import Patient
from wervel.web.selfcheck import kept
from wervel.web.selfcheck.result import Result
from wervel.web.selfcheck.views import row
from wervel.web.selfcheck.walk import together, walk


@dataclass(frozen=True)
class Along:
    """What the self-check in this browser adds to an intake. `talk`: the interview with both; `new`: fact -> value, None for not known."""

    talk: Interview
    new: dict[str, Value | None]

    def rows(self) -> list[Row]:
        """The questions that are added, as they were answered."""
        result, added = Result(self.talk, language_now()), []
        for number, screen in enumerate(self.talk.answered, 1):
            if self.new.keys() & set(screen.key):
                told = row(result, number, screen)
                added.append(Row(told.key, told.values))
        return added


def along(request: HttpRequest, episode: Episode | None) -> Along | None:
    """Nothing when there was no self-check, when it adds nothing, or when the intake is over.

    What was answered in the intake stands: only questions that are open there are filled. What cannot go together is left out.
    """
    checked = kept.read(request, current())
    if not checked or (episode is not None and episode.closed is None and not intake.is_open(episode)):
        return None
    found = intake.intake_of(episode) if episode is not None and episode.closed is None else None
    own = intake.given_in(found) if found else {}
    talk = walk(current(), {**checked, **own})
    new = {fact: checked[fact] for screen in talk.answered for fact in screen.key if fact not in own}
    broken = broken_axioms({fact: value for fact, value in {**own, **new}.items() if value is not None}, current())
    return Along(talk, new) if new and not broken else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient("write:own_intake")
def take(request: AccessRequest, patient: Patient) -> HttpResponseBase:
    """Shows what would be taken along, and does so when the form is sent. Sent twice it is done once."""
    episode = episode_of(patient)
    found = along(request, episode)
    if found is None:
        return redirect("patient:intake", patient.id)
    if request.method != "POST":
        told = {"patient": patient, "rows": found.rows(), "token": kept_token(request)}
        return render(request, "patient/along.html", told)
    with transaction.atomic():
        consultation = intake.begun(request.access, episode, token_of(request))
        before = intake.talk_of(consultation.episode)
        answers = {fact: intake.plain(fact, value) for fact, value in found.new.items()}
        services.record_answers(request.access, consultation, answers)
    response = redirect(intake.after(consultation.episode, before))
    kept.erase(response)
    return response
