"""The weekly review, under two minutes: how much pain and limitation, the goals, and again the signs that must not be missed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wervel.consult.interview import Interview, Screen
from wervel.course.facts import LIMITATION
from wervel.course.follow import FollowUp
from wervel.knowledge.cases import broken_axioms
from wervel.logic.reference import Value
from wervel.narrate.report import upper
from wervel.reasoning.assessment import HIGHEST_RELEASED, rank
from wervel.reasoning.questions import ask_next
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.episode import look_at
from wervel.web.care.models import Consultation, Episode
from wervel.web.guideline import current
from wervel.web.look.questions import Given, Question
from wervel.web.look.saying import language_now
from wervel.web.patient.intake import given_in, plain
from wervel.web.patient.pages import kept_token, say, token_of, under_care
from wervel.web.patient.standing import is_urgent, look_now
from wervel.web.practice.access import AccessRequest

KIND = "review"


def open_review(episode: Episode) -> Consultation | None:
    """The review of today."""
    found = episode.consultations.filter(kind=KIND, on=clock.today()).last()
    if found is not None:
        found.episode = episode
    return found


def screens_of(episode: Episode, given: Given) -> tuple[Screen, ...]:
    """What is asked: the measures of the course that a patient can tell and has told before, the limitation of the day, and from each
    group of alarm signs what has been asked before or must be asked now. It rests on the day before the review, so that it stays the same
    while it is answered; what an answer calls for comes behind it.
    """
    guideline, look = current(), before_review(episode)
    course = look.course
    measures = [one.fact for one in course.measures if one.of != "function" and guideline.facts[one.fact].by == "patient"]
    known, open_ = look.standing.case.known, set(ask_next(look.assessment, look.standing.case.declined))
    single = [fact for fact in (*measures, LIMITATION) if fact == course.measures[0].fact or fact == LIMITATION or known.get(fact)]
    screens = [Screen((guideline.facts[fact],)) for fact in single]
    for group in course.screening_groups:
        facts = [one for one in guideline.facts.values() if one.group == group and one.kind == "yes/no" and one.by == "patient"]
        asked = tuple(one for one in facts if one.id in known or one.id in open_ or one.id in given)
        if asked:
            screens.append(Screen(asked, group if len(asked) > 1 else None))
    return (*screens, *_further(screens, look, given))


def _further(screens: Iterable[Screen], look: FollowUp, given: Given) -> Iterator[Screen]:
    """What has to be asked because of an answer: as long as it can still be an alarm, one question after the other."""
    case = look.standing.case
    asked = {fact: given[fact] for screen in screens for fact in screen.key if fact in given}
    known = {fact: value for fact, value in {**case.known, **asked}.items() if value is not None}
    declined = {*case.declined, *(fact for fact, value in asked.items() if value is None)}
    talk = Interview(current(), known=known, declined=declined - set(known))
    while rank(talk.assessment.at_most) > HIGHEST_RELEASED and (screen := talk.next_screen()):
        yield screen
        if not given.keys() >= set(screen.key):
            return
        talk.answer(screen, {fact: given[fact] for fact in screen.key})


def before_review(episode: Episode) -> FollowUp:
    """How it stood before today, so that the questions do not move while they are answered."""
    return look_at(episode, current(), max(clock.today() - timedelta(days=1), episode.started))


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:review")
def begin(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    """What it is for, or on with the one of today."""
    if request.method == "POST":
        if open_review(episode) is None:
            services.open_consultation(request.access, episode, KIND, token_of(request))
        return redirect("patient:review_question", episode.patient_id, 1)
    count = len(screens_of(episode, {}))
    page = {"patient": episode.patient, "count": count, "is_closed": episode.closed is not None, "token": kept_token(request)}
    return render(request, "patient/review.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:review")
def question(request: AccessRequest, episode: Episode, number: int) -> HttpResponseBase:
    consultation = open_review(episode)
    if consultation is None:
        return redirect("patient:review", episode.patient_id)
    given = given_in(consultation)
    screens = screens_of(episode, given)
    if not 1 <= number <= len(screens):
        return redirect("patient:review", episode.patient_id)
    asked = Question.of(screens[number - 1], current(), language_now(), given)
    if request.method == "POST":
        asked = asked.answered(request.POST)
        if asked.values is not None:
            both: Mapping[str, Value] = {key: value for key, value in {**given, **asked.values}.items() if value is not None}
            broken = broken_axioms(dict(both), current())
            if not broken:
                before = rank(look_now(episode).assessment.at_least)
                services.record_answers(request.access, consultation, {fact: plain(fact, value) for fact, value in asked.values.items()})
                return onward(request, episode, number, before)
            asked = asked.refused(say(request, "impossible", upper(broken[0].text[language_now()])))
    back = reverse("patient:review_question", args=[episode.patient_id, number - 1]) if number > 1 else ""
    page = {
        "patient": episode.patient,
        "asked": asked,
        "number": number,
        "count": len(screens),
        "back": back or reverse("patient:review", args=[episode.patient_id]),
    }
    return render(request, "patient/review_question.html", page, status=422 if asked.problems else 200)


def onward(request: AccessRequest, episode: Episode, number: int, before: int) -> HttpResponseBase:
    """The next question, the goals after the last one; what became more urgent than `before` is said first."""
    look = look_now(episode)
    if is_urgent(look) and rank(look.assessment.at_least) > before:
        return redirect("patient:first", episode.patient_id)
    consultation = open_review(episode)
    assert consultation is not None, "it was answered just now"
    if number < len(screens_of(episode, given_in(consultation))):
        return redirect("patient:review_question", episode.patient_id, number + 1)
    if is_urgent(look):
        return redirect("patient:first", episode.patient_id)
    if episode.goals.exists():
        return redirect(f"{reverse('patient:goals', args=[episode.patient_id])}?after=review")
    messages.success(request, say(request, "review_done"))
    return redirect("patient:progress", episode.patient_id)


def unfinished(episode: Episode) -> int:
    """The number of the next question of the review of today; 0 when there is none."""
    consultation = open_review(episode)
    given = given_in(consultation) if consultation else {}
    screens = screens_of(episode, given) if consultation else ()
    return next((number for number, one in enumerate(screens, 1) if not given.keys() >= set(one.key)), 0)
