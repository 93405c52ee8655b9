"""The diary: a day in two taps, and a note for who wants to."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import Episode
from wervel.web.look.parts import Entry, Problem
from wervel.web.look.saying import language_now
from wervel.web.patient import asking
from wervel.web.patient.pages import Sheet, day_in_words, kept_token, say, token_of, under_care
from wervel.web.patient.standing import is_urgent, look_now
from wervel.web.practice.access import AccessRequest

BACK = 7
"""Days that can still be filled in."""

SHOWN = 14


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:diary")
def diary(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    on = day_asked(request, episode)
    language, rows = language_now(), list(episode.diary.order_by("-on", "-id"))
    latest = {row.on: row.content for row in reversed(rows)}
    before = latest.get(on)
    given = {asking.PAIN: before["pain"], asking.LEG: before.get("leg_change")} if before else {}
    sheet = Sheet.of(asking.diary_facts(), language, given, sure=[asking.PAIN])
    note, problems = (before or {}).get("note", ""), tuple[Problem, ...]()
    if request.method == "POST":
        sheet, note = sheet.answered(request.POST), request.POST.get("note", "").strip()
        if len(note) > services.LONGEST_TEXT:
            problems = (Problem(say(request, "note_too_long", services.LONGEST_TEXT), "note"),)
        elif sheet.values is not None:
            services.write_diary(request.access, episode, on, {**asking.diary_content(sheet.values), "note": note}, token_of(request))
            return written(request, episode, on)
    told = {
        "patient": episode.patient,
        "sheet": sheet,
        "problems": (*sheet.problems, *problems),
        "note": note,
        "on": on,
        "day": day_in_words(on, language),
        "days": [(one, day_in_words(one, language), one in latest) for one in days_open(episode)],
        "entries": [entry(request, day, latest[day]) for day in sorted(latest, reverse=True)[:SHOWN]],
        "token": kept_token(request),
        "most": services.LONGEST_TEXT,
    }
    return render(request, "patient/diary.html", told, status=422 if told["problems"] else 200)


def days_open(episode: Episode) -> list[date]:
    """The days that can be filled in, the last first."""
    today = clock.today()
    return [day for day in (today - timedelta(days=ago) for ago in range(BACK)) if day >= episode.started] or [today]


def day_asked(request: AccessRequest, episode: Episode) -> date:
    """The day of the address, if it can be filled in; else today."""
    asked = request.POST.get("on") or request.GET.get("on") or ""
    return next((day for day in days_open(episode) if day.isoformat() == asked), clock.today())


def written(request: AccessRequest, episode: Episode, on: date) -> HttpResponseBase:
    """On with the day; what has become urgent, or calls for somebody, is said first."""
    if is_urgent(look_now(episode)):
        return redirect("patient:first", episode.patient_id)
    messages.success(request, say(request, "diary_kept", day_in_words(on, language_now())))
    return redirect("patient:today", episode.patient_id)


def entry(request: AccessRequest, on: date, content: dict[str, object]) -> Entry:
    """One day as it was written down."""
    language = language_now()
    _, leg = asking.diary_facts()
    lines = [words[language] for option, words in leg.options if option == content.get("leg_change") and option != "same"]
    lines += [say(request, "flare_noted")] if content.get("flare") else []
    lines += [str(content["note"])] if content.get("note") else []
    return Entry(day_in_words(on, language), say(request, "pain_of_10", content["pain"]), on.isoformat(), tuple(lines))
