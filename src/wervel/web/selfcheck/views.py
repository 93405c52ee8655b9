"""The pages of the self-check. Each plays the interview again from the cookie; what is answered goes back into it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wervel.consult.interview import Interview, Screen
from wervel.knowledge.casefile import case_text
from wervel.knowledge.cases import broken_axioms
from wervel.knowledge.types import Triage
from wervel.narrate.report import Teller, upper
from wervel.reasoning.assessment import rank
from wervel.web.guideline import current
from wervel.web.look.parts import Row
from wervel.web.look.questions import Given, Question
from wervel.web.look.saying import Sayer, language_now
from wervel.web.selfcheck import kept
from wervel.web.selfcheck.phrases import SAID
from wervel.web.selfcheck.result import Result, Sheet
from wervel.web.selfcheck.walk import left, screen_at, together, walk

MOST_REASONS = 3
say = Sayer(SAID)


def answered(view: Callable[[HttpRequest, Interview], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A view for who has answered something; who has not, or no longer, reads so."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        talk = walk(current(), kept.read(request, current()))
        return view(request, talk) if talk.answered else gone(request)

    return guarded


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "selfcheck/gone.html", status=409)


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    given = kept.read(request, current())
    talk = walk(current(), given) if given else None
    return render(request, "selfcheck/start.html", {"count": len(talk.answered), "go_on": next_step(talk)} if talk else {})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One screen: the next, or an earlier one to see and change."""
    guideline, given = current(), kept.read(request, current())
    talk = walk(guideline, given)
    screen = screen_at(talk, number)
    if screen is None:
        return redirect(next_step(talk)) if given else gone(request)
    before = talk if number > len(talk.answered) else walk(guideline, given, most=number - 1)
    asked = Question.of(screen, guideline, language_now(), given)
    if request.method != "POST":
        return show(request, talk, before, number, asked)
    asked = asked.answered(request.POST)
    if asked.values is not None:
        broken = broken_axioms(together(before, asked.values), guideline)
        if not broken:
            return keep(talk, {**given, **asked.values})
        asked = asked.refused(say(request, "impossible", upper(broken[0].text[language_now()])))
    return show(request, talk, before, number, asked)


def show(request: HttpRequest, talk: Interview, before: Interview, number: int, asked: Question) -> HttpResponse:
    """`before`: the interview as it was when this screen was asked."""
    is_next = number == len(talk.answered) + 1
    told = {
        "asked": asked,
        "number": number,
        "left": left(talk) - 1 if is_next else None,
        "stakes": stakes(before, asked.screen),
        "result": Result(talk, language_now()),
        "back": reverse("selfcheck:question", args=[number - 1]) if number > 1 else reverse("selfcheck:start"),
    }
    return render(request, "selfcheck/question.html", told, status=422 if asked.problems else 200)


def stakes(talk: Interview, screen: Screen) -> list[tuple[str, str, str]]:
    """Why a screen is asked: what it may find, who says so, and the rule."""
    language, guideline = language_now(), talk.guideline
    teller = Teller(talk.assessment, language)
    reasons = []
    for rule in talk.stakes(screen)[:MOST_REASONS]:
        assert isinstance(rule.then, Triage)
        assert rule.then.suspect
        level = guideline.urgencies[rule.then.urgency]
        name = upper(guideline.conditions[rule.then.suspect].name[language])
        reasons.append(
            (say(language, "why_may", name, level.name[language], level.within[language]), teller.sources(rule.because), rule.id)
        )
    return reasons


def keep(talk: Interview, given: Given) -> HttpResponse:
    """Keeps the answers and goes on; what has become urgent with this answer is said first."""
    after = walk(talk.guideline, given)
    now, before = rank(after.assessment.at_least), rank(talk.assessment.at_least)
    urgent = now > before and now >= rank("urgent")
    response = redirect("selfcheck:first" if urgent else next_step(after))
    kept.write(response, given, talk.guideline)
    return response


def next_step(talk: Interview) -> str:
    """The address of the next question, or of the answers when nothing is left to ask."""
    if talk.next_screen() is None:
        return reverse("selfcheck:answers")
    return reverse("selfcheck:question", args=[len(talk.answered) + 1])


@login_not_required
@never_cache
@require_safe
@answered
def first(request: HttpRequest, talk: Interview) -> HttpResponse:
    """What has to be done before anything else is asked."""
    result = Result(talk, language_now())
    if not result.is_urgent:
        return redirect(next_step(talk))
    return render(request, "selfcheck/first.html", {"result": result, "go_on": next_step(talk)})


@login_not_required
@never_cache
@require_safe
@answered
def answers(request: HttpRequest, talk: Interview) -> HttpResponse:
    result = Result(talk, language_now())
    rows = [row(result, number, screen) for number, screen in enumerate(talk.answered, 1)]
    return render(request, "selfcheck/answers.html", {"rows": rows, "result": result, "go_on": next_step(talk)})


def row(result: Result, number: int, screen: Screen) -> Row:
    """One answered screen as a line: what applies, or none of it, and what is not known."""
    language, talk, wording = result.language, result.talk, result.teller.wording
    change = reverse("selfcheck:question", args=[number])
    known = {fact.id: talk.known.get(fact.id) for fact in screen.facts}
    if len(screen.facts) == 1 or screen.group is None:
        (fact,) = screen.facts
        value = known[fact.id]
        return Row(upper(wording.name(fact.id)), [say(language, "unsure") if value is None else wording.value(fact.id, value)], change)
    said = [upper(wording.name(fact)) for fact, value in known.items() if value is True]
    unsure = [wording.name(fact) for fact, value in known.items() if value is None]
    if len(unsure) == len(known):
        said = [say(language, "unsure")]
    else:
        said = (said or [say(language, "none")]) + [say(language, "unsure_of", name) for name in unsure]
    return Row(upper(talk.guideline.groups[screen.group].name[language]), said, change)


@login_not_required
@never_cache
@require_safe
@answered
def result(request: HttpRequest, talk: Interview) -> HttpResponse:
    return render(request, "selfcheck/result.html", {"result": Result(talk, language_now()), "go_on": next_step(talk)})


@login_not_required
@never_cache
@require_safe
@answered
def exercises(request: HttpRequest, talk: Interview) -> HttpResponse:
    result = Result(talk, language_now())
    if not result.has_exercises:
        return redirect("selfcheck:result")
    return render(request, "selfcheck/exercises.html", {"result": result, "sheet": Sheet.of(result)})


@login_not_required
@never_cache
@require_safe
@answered
def file(request: HttpRequest, talk: Interview) -> HttpResponse:
    """The answers as a case file, which `wervel plan` and a later visit can read."""
    name = say(request, "file_name")
    text = case_text(Result(talk, language_now()).case, talk.guideline)
    return HttpResponse(text, "application/yaml", headers={"Content-Disposition": f'attachment; filename="{name}.yaml"'})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Erases at once, and says so; the address shows the same to who comes back to it."""
    if request.method == "POST":
        response: HttpResponse = redirect("selfcheck:erase")
        kept.erase(response)
        return response
    if kept.read(request, current()):
        return redirect("selfcheck:start")
    return render(request, "selfcheck/erased.html")


@login_not_required
@require_safe
def who_to_call(request: HttpRequest) -> HttpResponse:
    return render(request, "selfcheck/who_to_call.html")
