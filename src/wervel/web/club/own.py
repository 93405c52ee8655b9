"""The pages of a player: the answer to a squad, what is shared, and two short check-ins."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wervel.knowledge.document import Refused
from wervel.logic.fact import Fact
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.care.episode import plain_value
from wervel.web.club import services
from wervel.web.club.forms import JoinForm, ParentForm
from wervel.web.club.models import SHARED, Player
from wervel.web.club.pages import Line, for_player, morning_fact, session_facts, week_facts, words_of
from wervel.web.club.phrases import say
from wervel.web.club.standing import NONE, PART, Standing, seen, standing_of
from wervel.web.guideline import current
from wervel.web.look.parts import Table
from wervel.web.look.questions import Given
from wervel.web.look.saying import language_now
from wervel.web.patient.pages import Sheet, day_in_words, kept_token, token_of
from wervel.web.practice.access import AccessRequest, for_patient, source_of
from wervel.web.practice.models import Patient

LOOKS = 10


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """To the team of this person; to a choice when there are more clubs."""
    players = Player.objects.now().filter(patient__user=request.user.pk).select_related("patient__practice", "squad")
    records = list({player.patient_id: player.patient for player in players}.values())
    if not records:
        raise Http404
    if len(records) == 1:
        return redirect("club:team", records[0].id)
    return render(request, "club/mine.html", {"records": records})


@require_safe
@for_patient("read:own_team")
def team(request: AccessRequest, patient: Patient) -> HttpResponse:
    """The squads of a player: a question that waits, or what the staff see of them now, and who looked."""
    players = list(Player.objects.now().filter(patient=patient).select_related("squad__practice").prefetch_related("sharings"))
    if not players:
        raise Http404
    teams = []
    for player in players:
        player.patient = patient
        one = {"player": player, "join": JoinForm(), "parent": ParentForm()}
        if player.has_agreed:
            one |= standing_told(player)
        teams.append(one)
    return render(request, "club/team.html", {"patient": patient, "teams": teams, "looks": looks(request, patient)})


def standing_told(player: Player) -> dict[str, object]:
    """How this player stands, as they see it themselves, and what each of the staff is shown of it."""
    language, standing, shares = language_now(), standing_of(player), player.shares
    own = seen(standing, language, frozenset(SHARED))
    last = standing.weeks[-1][0] if standing.weeks else None
    return {
        "line": Line(player, own),
        "lines": words_of(own, language),
        "out": own.availability == NONE,
        "because": because(standing) if own.availability == PART else [],
        "cared_for": standing.episodes[0].patient if standing.episodes else None,
        "sharing": [(what, what in shares) for what in SHARED],
        "week_due": last is None or last <= clock.today() - timedelta(days=7),
        "morning": morning_sheet(player, standing),
    }


def because(standing: Standing) -> list[str]:
    """What the way back to play waits for, or what comes next."""
    language = language_now()
    decisions = [plan.way_back.decision for plan in standing.plans if plan.way_back]
    return [say(language, "still_needed", one.text[language]) if one.waits else one.text[language] for one in decisions]


def morning_sheet(player: Player, standing: Standing) -> Sheet | None:
    """The question about the morning after yesterday's session, on the way back to play, until it is answered."""
    yesterday = clock.today() - timedelta(days=1)
    waits = [one for one in standing.log if one.day == yesterday and one.pain_next_morning is None]
    return Sheet.of([morning_fact()], language_now(), sure=[services.MORNING]) if waits and standing.step_counts else None


def looks(request: AccessRequest, patient: Patient) -> Table:
    """Who looked last, of the staff of the club."""
    rows = list(AccessLog.objects.filter(patient=patient.id).exclude(user=request.access.user.id).order_by("-number")[:LOOKS])
    users = {user.id: user for user in User.objects.filter(id__in={row.user for row in rows if row.user})}
    told = []
    for row in rows:
        user, here = users.get(row.user) if row.user else None, row.at.astimezone(clock.HERE)
        role = f"role_{row.role}"
        who = (user.name or say(request, "somebody")) if user else say(request, "somebody")
        told.append([f"{here:%d-%m-%Y, %H:%M}", f"{who} ({say(request, role)})" if role in say.said else who,
                     say(request, f"did_{row.action}" if f"did_{row.action}" in say.said else "did_read")])  # fmt: skip
    return Table(say(request, "looks_last"), [say(request, key) for key in ("when", "who", "what")], told)


@require_POST
@for_player("write:membership")
def join(request: AccessRequest, player: Player) -> HttpResponseBase:
    form = JoinForm(request.POST)
    if not form.is_valid():
        raise BadRequest("shares")
    services.agree(request.access, player, form.cleaned_data["shares"])
    return redirect("club:team", player.patient_id)


@require_POST
@for_player("write:membership")
def leave(request: AccessRequest, player: Player) -> HttpResponseBase:
    services.leave(request.access, player)
    messages.success(request, say(request, "left", player.squad.name), extra_tags="calm")
    stays = Player.objects.now().filter(patient=player.patient_id).exists()
    return redirect("club:team", player.patient_id) if stays else redirect("/")


@require_POST
@for_player("write:membership")
def parent_asked(request: AccessRequest, player: Player) -> HttpResponseBase:
    form = ParentForm(request.POST)
    if form.is_valid():
        try:
            services.ask_parent(request.access, player, form.cleaned_data["email"], language_now())
        except Refused:
            form.add_error("email", say(request, "wrong_parent"))
    if form.errors:
        return render(request, "club/parent_form.html", {"player": player, "form": form}, status=422)
    messages.success(request, say(request, "parent_asked"), extra_tags="calm")
    return redirect("club:team", player.patient_id)


@require_POST
@for_player("write:sharing")
def sharing(request: AccessRequest, player: Player) -> HttpResponseBase:
    """One thing more, or one thing less."""
    what, change = request.POST.get("what", ""), {"share": services.share, "withdraw": services.withdraw}.get(request.POST.get("do", ""))
    if change is None:
        raise BadRequest("do")
    try:
        change(request.access, player, what)
    except Refused:
        raise BadRequest("what") from None
    return redirect("club:team", player.patient_id)


# --- check-ins ---


@require_http_methods(["GET", "HEAD", "POST"])
@for_player("write:check_in")
def session(request: AccessRequest, player: Player) -> HttpResponseBase:
    """A training or a match: kind, minutes and how hard it was."""
    facts = session_facts(on_the_way_back=player.has_agreed and standing_of(player).step_counts)
    today = clock.today()
    days = [today - timedelta(days=ago) for ago in range(services.OPEN_DAYS)]
    on = next((day for day in days if day.isoformat() == request.POST.get("on")), today)
    sheet = Sheet.of(facts, language_now(), sure=[fact.id for fact in facts[:2]])
    if request.method == "POST":
        sheet = sheet.answered(request.POST)
        if sheet.values is not None:
            return _noted(request, player, lambda: services.note_session(request.access, player, on, sheet.values or {}, token_of(request)))
    told = {"player": player, "sheet": sheet, "on": on, "days": [(day, day_in_words(day, language_now())) for day in days]}
    return _asked(request, "club/check_in.html", told, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
@for_player("write:check_in")
def week(request: AccessRequest, player: Player) -> HttpResponseBase:
    """How the back was this week, in a minute."""
    facts = week_facts()
    sheet = Sheet.of(facts, language_now())
    if request.method == "POST":
        sheet = sheet.answered(request.POST)
        if sheet.values is not None:
            held_back, answers = sheet.values[facts[0].id], plain(facts[1:], sheet.values)
            told = None if held_back is None else str(held_back)
            return _noted(request, player, lambda: services.note_week(request.access, player, told, answers, token_of(request)))
    return _asked(request, "club/week.html", {"player": player, "sheet": sheet}, sheet)


def plain(facts: tuple[Fact, ...], values: Given) -> dict[str, object]:
    """Answers as they stand in a case file."""
    guideline = current()
    given = {fact.id: values[fact.id] for fact in facts}
    return {name: None if value is None else plain_value(value, guideline.facts[name]) for name, value in given.items()}


@require_POST
@for_player("write:check_in")
def morning(request: AccessRequest, player: Player) -> HttpResponseBase:
    sheet = Sheet.of([morning_fact()], language_now(), sure=[services.MORNING]).answered(request.POST)
    if sheet.values is None:
        return render(request, "club/morning.html", {"player": player, "sheet": sheet}, status=422)
    pain = sheet.values[services.MORNING]
    assert isinstance(pain, int), "a score"
    services.note_morning(request.access, player, clock.today() - timedelta(days=1), pain)
    return redirect("club:team", player.patient_id)


def _asked(request: AccessRequest, template: str, told: dict[str, object], sheet: Sheet) -> HttpResponse:
    return render(request, template, {**told, "token": kept_token(request)}, status=422 if sheet.problems else 200)


def _noted(request: AccessRequest, player: Player, note: Callable[[], object]) -> HttpResponseBase:
    try:
        note()
    except Refused:
        raise BadRequest("check-in") from None
    messages.success(request, say(request, "noted"), extra_tags="calm")
    return redirect("club:team", player.patient_id)


# --- a parent ---


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parent(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link of the mail agrees, or does not; the player cannot do it for them."""
    player = services.asked_parent(token)
    if player is None or (isinstance(request.user, User) and player.patient.user_id == request.user.id):
        raise Http404
    if request.method == "POST":
        agrees = request.POST.get("agrees") == "yes"
        services.parent_decides(player, agrees, source_of(request))
        return render(request, "club/parent_done.html", {"player": player, "agrees": agrees})
    patient = player.patient
    with transaction.atomic():
        log.write(
            log.Entry("read", "parent", patient.id, role="parent", practice=patient.practice_id, basis="parent", source=source_of(request))
        )
    return render(request, "club/parent.html", {"player": player})
