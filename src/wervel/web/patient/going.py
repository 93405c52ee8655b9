"""How it goes: pain against what is usual, what changed by enough to matter, and the goals."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wervel.course.follow import FollowUp
from wervel.course.pain import tenths
from wervel.documents.phrases import short_date
from wervel.knowledge.course import PAIN
from wervel.narrate.course import FollowTeller
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import RELEASED, Episode, Goal
from wervel.web.facts import OWN_ACTIVITIES
from wervel.web.look.charts import Chart, Week
from wervel.web.look.parts import Problem, Table
from wervel.web.look.saying import language_now
from wervel.web.patient import asking
from wervel.web.patient.intake import intake_of, is_open
from wervel.web.patient.pages import Sheet, kept_token, say, token_of, under_care
from wervel.web.patient.review import open_review
from wervel.web.patient.standing import is_urgent, look_now
from wervel.web.practice.access import AccessRequest

MOST_GOALS = 5
MOST_LETTERS = 120
PERCENT = 100


def matters(look: FollowUp) -> Fraction | None:
    """The pain at which the change since the start is large enough to rely on."""
    start, measure = look.looks.pain.baseline, look.course.measure(PAIN)
    if not start:
        return None
    levels = [start * (PERCENT - measure.percent) / PERCENT]
    levels += [start - measure.points] if measure.points is not None and measure.points <= start else []
    return tenths(max(levels))


def adherence(episode: Episode, look: FollowUp) -> dict[int, int]:
    """Week of care -> how much of what was planned in it was done, in whole percent. Of the programme that runs now."""
    record = episode.programmerecords.filter(status=RELEASED).last()
    if record is None:
        return {}
    record.episode = episode
    programme = services.plan_of(record).programme
    assert programme is not None, "only what holds a programme was released"
    started = look.episode.started
    planned: dict[int, set[tuple[int, str]]] = {}
    for session in programme.sessions:
        week = ((programme.start - started).days + session.day) // 7
        planned.setdefault(week, set()).update((session.day, one.exercise.id) for one in session.choices)
    done: dict[int, set[tuple[date, str]]] = {}
    for one in look.episode.sessions:
        if one.day >= programme.start and one.done > 0:
            done.setdefault((one.day - started).days // 7, set()).add((one.day, one.exercise))
    past = range(look.days // 7)
    return {week: min(PERCENT, PERCENT * len(done.get(week, ())) // len(planned[week])) for week in past if planned.get(week)}


def chart_of(episode: Episode, look: FollowUp) -> Chart:
    shares = adherence(episode, look)
    return Chart([Week(one.week, one.pain, one.band, shares.get(one.week)) for one in look.weeks], language_now(), matters(look))


@require_safe
@under_care("read:own_progress")
def progress(request: AccessRequest, episode: Episode) -> HttpResponse:
    look = look_now(episode)
    teller = FollowTeller(look, None, language_now())
    told = {
        "patient": episode.patient,
        "look": look,
        "urgent": is_urgent(look),
        "chart": chart_of(episode, look),
        "teller": teller,
        "measure": look.course.measure(PAIN),
        "goals": goals_table(list(episode.goals.all())),
    }
    return render(request, "patient/progress.html", told)


def goals_table(goals: Sequence[Goal]) -> Table | None:
    """Each goal with its first and its last score."""
    language = language_now()
    rows = []
    for goal in goals:
        content = goal.content
        scores = sorted(content["scores"], key=lambda one: one["on"])
        first, last = (scores[0], scores[-1]) if scores else (None, None)
        rows.append([content["activity"], *(scored(one) for one in (first, last if len(scores) > 1 else None))])
    head = [say(language, key) for key in ("goal", "goal_first", "goal_last")]
    return Table(say(language, "goals_table"), head, rows) if rows else None


def scored(one: dict[str, object] | None) -> str:
    if one is None:
        return say(language_now(), "not_scored")
    return say(language_now(), "scored", one["score"], short_date(date.fromisoformat(str(one["on"])), language_now()))


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:own_goal")
def goals(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    """The activities somebody wants to do again, and how well each goes now. One form for a new one, one for the scores."""
    own = list(episode.goals.all())
    for goal in own:
        goal.episode = episode
    sheet = Sheet.of([asking.goal_fact(goal) for goal in own], language_now(), scores_of_today(own))
    typed, problems = "", tuple[Problem, ...]()
    if request.method == "POST" and "activity" in request.POST:
        typed = request.POST["activity"].strip()
        if not 0 < len(typed) <= MOST_LETTERS:
            problems = (Problem(say(request, "goal_length", MOST_LETTERS), "activity"),)
        elif len(own) >= MOST_GOALS:
            problems = (Problem(say(request, "goals_enough", MOST_GOALS), "activity"),)
        else:
            services.set_goal(request.access, episode, typed, token_of(request))
            return redirect("patient:goals", episode.patient_id)
    elif request.method == "POST":
        sheet = sheet.answered(request.POST)
        problems = sheet.problems
        if sheet.values is not None:
            keep_scores(request, episode, own, {key: value for key, value in sheet.values.items() if isinstance(value, int)})
            messages.success(request, say(request, "scores_kept"))
            return redirect("patient:progress" if request.GET.get("after") == "review" else "patient:goals", episode.patient_id)
    page = {
        "patient": episode.patient,
        "sheet": sheet,
        "own": own,
        "typed": typed,
        "problems": problems,
        "room": len(own) < MOST_GOALS,
        "most": MOST_LETTERS,
        "table": goals_table(own),
        "token": kept_token(request),
    }
    return render(request, "patient/goals.html", page, status=422 if problems else 200)


def scores_of_today(own: Sequence[Goal]) -> dict[str, int]:
    today = clock.today().isoformat()
    return {f"goal-{goal.pk}": one["score"] for goal in own for one in goal.content["scores"] if one["on"] == today}


def keep_scores(request: AccessRequest, episode: Episode, own: Sequence[Goal], scores: dict[str, int]) -> None:
    """Keeps what was scored. In the intake and in a review the goals together are also an answer: the trouble that they cost."""
    for goal in own:
        if (score := scores.get(f"goal-{goal.pk}")) is not None:
            services.score_goal(request.access, goal, score)
    consultation = open_review(episode) or (intake_of(episode) if is_open(episode) else None)
    if consultation is not None and scores:
        trouble = tenths(10 - Fraction(sum(scores.values()), len(scores)))
        services.record_answers(request.access, consultation, {OWN_ACTIVITIES: float(trouble)})
