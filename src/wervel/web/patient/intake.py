"""The questions before the first visit, one a page, answered at home. Every answer is kept at once; the therapist reads them."""

from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wervel.consult.interview import Interview
from wervel.knowledge.cases import broken_axioms
from wervel.knowledge.shapes import DAYS
from wervel.logic.fact import Problem, read_value
from wervel.logic.reference import Value
from wervel.logic.text import Language
from wervel.narrate.report import upper
from wervel.web.care import services
from wervel.web.care.episode import plain_value
from wervel.web.care.models import Consultation, Episode
from wervel.web.guideline import current
from wervel.web.look.parts import Row
from wervel.web.look.questions import Question
from wervel.web.look.saying import language_now
from wervel.web.patient.along import Along, along
from wervel.web.patient.pages import episode_of, say, token_of, under_care
from wervel.web.practice.access import Access, AccessRequest, for_patient
from wervel.web.practice.models import Patient
from wervel.web.selfcheck import kept
from wervel.web.selfcheck.result import Result
from wervel.web.selfcheck.views import row, stakes
from wervel.web.selfcheck.walk import left, screen_at, together, walk

MINUTES = (10, 15, 20, 30, 45, 60)


def is_open(episode: Episode) -> bool:
    """Whether the patient can still change the answers: until a visit, or a review, for what is answered later counts from then on."""
    return episode.closed is None and not episode.consultations.exclude(kind="intake").exists()


def intake_of(episode: Episode) -> Consultation | None:
    found = episode.consultations.filter(kind="intake").first()
    if found is not None:
        found.episode = episode
    return found


def given_in(consultation: Consultation) -> dict[str, Value | None]:
    """What was answered, as values; what the guideline no longer knows is asked again."""
    guideline, given = current(), dict[str, Value | None]()
    for fact, raw in services.answers_of(consultation).items():
        if fact in guideline.facts:
            value = None if raw is None else read_value(guideline.facts[fact], raw, ())
            if not isinstance(value, Problem):
                given[fact] = value
    return given


def plain(fact: str, value: Value | None) -> object:
    """A value as it stands in a case file."""
    return None if value is None else plain_value(value, current().facts[fact])


def begun(access: Access, episode: Episode | None, token: UUID) -> Consultation:
    """The intake to answer in. `episode`: the last complaint, if any; where that is over a new one begins."""
    if episode is None or episode.closed is not None:
        episode = services.start_episode(access, token)
        episode.patient = access.patient
    found = intake_of(episode) or services.open_consultation(access, episode, "intake", token, episode.started)
    found.episode = episode
    return found


def talk_of(episode: Episode, most: int | None = None) -> Interview:
    found = intake_of(episode)
    return walk(current(), given_in(found) if found else {}, most)


def along_with(request: HttpRequest, episode: Episode | None) -> Along | None:
    """What a self-check in this browser adds to the intake that is open, or to that of a new complaint."""
    if episode is None or episode.closed is not None:
        return along(request, {})
    found = intake_of(episode)
    return along(request, given_in(found) if found else {}) if is_open(episode) else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient("write:own_intake")
def begin(request: AccessRequest, patient: Patient) -> HttpResponseBase:
    """What the questions are for; a new complaint begins here."""
    episode = episode_of(patient)
    if request.method == "POST":
        if episode is None or episode.closed is not None or is_open(episode):
            begun(request.access, episode, token_of(request))
        return redirect("patient:question", patient.id, 1)
    is_new = episode is None or episode.closed is not None
    talk = talk_of(episode) if episode and not is_new else None
    told = {
        "patient": patient,
        "is_open": is_new or (episode is not None and is_open(episode)),
        "count": len(talk.answered) if talk else 0,
        "go_on": next_step(patient, talk) if talk else "",
        "along": along_with(request, episode),
        "token": uuid4(),
    }
    return render(request, "patient/intake.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient("write:own_intake")
def take_along(request: AccessRequest, patient: Patient) -> HttpResponseBase:
    """The answers of the self-check: shown first, kept on a yes, and then gone from the browser. Sent twice they are kept once."""
    episode = episode_of(patient)
    found = along_with(request, episode)
    if found is None:
        return redirect("patient:intake", patient.id)
    if request.method != "POST":
        return render(request, "patient/along.html", {"patient": patient, "rows": found.rows(), "token": uuid4()})
    with transaction.atomic():
        consultation = begun(request.access, episode, token_of(request))
        before = talk_of(consultation.episode)
        services.record_answers(request.access, consultation, {fact: plain(fact, value) for fact, value in found.new.items()})
    response = redirect(after(consultation.episode, before))
    kept.erase(response)
    return response


def next_step(patient: Patient, talk: Interview) -> str:
    if talk.next_screen() is None:
        return reverse("patient:answers", args=[patient.id])
    return reverse("patient:question", args=[patient.id, len(talk.answered) + 1])


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:own_intake")
def question(request: AccessRequest, episode: Episode, number: int) -> HttpResponseBase:
    """One screen: the next, or an earlier one to see and change."""
    patient, guideline, consultation = episode.patient, current(), intake_of(episode)
    if consultation is None or not is_open(episode):
        return redirect("patient:intake", patient.id)
    given = given_in(consultation)
    talk = walk(guideline, given)
    screen = screen_at(talk, number)
    if screen is None:
        return redirect(next_step(patient, talk))
    before = walk(guideline, given, most=number - 1)
    asked = Question.of(screen, guideline, language_now(), given)
    if request.method == "POST":
        asked = asked.answered(request.POST)
        if asked.values is not None:
            broken = broken_axioms(together(before, asked.values), guideline)
            if not broken:
                services.record_answers(request.access, consultation, {fact: plain(fact, value) for fact, value in asked.values.items()})
                return redirect(after(episode, talk))
            asked = asked.refused(say(request, "impossible", upper(broken[0].text[language_now()])))
    told = {
        "patient": patient,
        "asked": asked,
        "number": number,
        "left": left(talk) - 1 if number == len(talk.answered) + 1 else None,
        "stakes": stakes(before, screen),
        "result": Result(talk, language_now()),
        "back": reverse("patient:question", args=[patient.id, number - 1]) if number > 1 else reverse("patient:intake", args=[patient.id]),
    }
    return render(request, "patient/question.html", told, status=422 if asked.problems else 200)


def after(episode: Episode, before: Interview) -> str:
    """Where to go on; what has become urgent with an answer is said first."""
    talk, language = talk_of(episode), language_now()
    now, then = Result(talk, language), Result(before, language)
    if now.is_urgent and (not then.is_urgent or now.level != then.level):
        return reverse("patient:first", args=[episode.patient_id])
    return next_step(episode.patient, talk)


@require_safe
@under_care("write:own_intake")
def answers(request: AccessRequest, episode: Episode) -> HttpResponse:
    """Everything that was answered, to look over and to change."""
    talk, open_ = talk_of(episode), is_open(episode)
    result = Result(talk, language_now())
    rows = [summary(result, at, episode, open_) for at in range(1, len(talk.answered) + 1)]
    told = {"patient": episode.patient, "result": result, "rows": rows, "go_on": next_step(episode.patient, talk), "is_open": open_}
    return render(request, "patient/answers.html", told)


def summary(result: Result, number: int, episode: Episode, can_change: bool) -> Row:
    told = row(result, number, result.talk.answered[number - 1])
    change = reverse("patient:question", args=[episode.patient_id, number]) if can_change else None
    return Row(told.key, told.values, change)


class Wishes(forms.Form):
    """When and with what somebody can exercise. All of it may stay open."""

    days = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    minutes = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    equipment = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, language: Language, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = {
            "days": [(day, say(language, f"day_{day}")) for day in DAYS],
            "minutes": [("", say(language, "no_matter")), *((str(one), say(language, "minutes", one)) for one in MINUTES)],
            "equipment": [(one, text[language]) for one, text in current().words["equipment"].items()],
        }
        for name, field in self.fields.items():
            assert isinstance(field, forms.ChoiceField)
            field.label, field.choices = say(language, f"wish_{name}"), choices[name]


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:own_intake")
def wishes(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    """When somebody can exercise, for how long, and what they have at home."""
    form = Wishes(language_now(), request.POST if request.method == "POST" else None, initial=episode.preferences)
    if form.is_bound and form.is_valid():
        services.write_preferences(request.access, episode, {**episode.preferences, **form.cleaned_data})
        return redirect("patient:advice", episode.patient_id)
    return render(request, "patient/wishes.html", {"patient": episode.patient, "form": form}, status=422 if form.errors else 200)


@require_safe
@under_care("write:own_intake")
def advice(request: AccessRequest, episode: Episode) -> HttpResponse:
    """What can be said already. Exercises come from the therapist."""
    return render(request, "patient/advice.html", {"patient": episode.patient, "result": Result(talk_of(episode), language_now())})
