"""The pages of the staff: squads, who joins today, the session of the team, and the list of players."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wervel.knowledge.document import Refused
from wervel.narrate.report import Section
from wervel.narrate.squad import SquadTeller
from wervel.programme.return_to_play import sport_of
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.club import services
from wervel.web.club.forms import PlayerForm, SquadForm
from wervel.web.club.models import AVAILABILITY, LOAD, REASONS, Player
from wervel.web.club.pages import KEEPERS, STAFF, Desk, Line, for_squad
from wervel.web.club.phrases import say
from wervel.web.club.standing import NONE, OPEN, PART, Seen, Standing, plan_of, seen, standing_of
from wervel.web.look.parts import Row, Table
from wervel.web.look.saying import language_now
from wervel.web.practice.access import AccessRequest, access_to, for_patient, for_practice, roles_in, source_of
from wervel.web.practice.models import CLUB, Patient, Practice
from wervel.web.practice.services import office_of

ATTENTION = (NONE, PART, OPEN)
"""Who stands at the top of the list, in this order."""


@require_safe
def squads(request: HttpRequest) -> HttpResponseBase:
    """The squads of the clubs where this person works; a player goes to their own team."""
    assert isinstance(request.user, User), "who is not signed in does not come here"
    clubs = {
        practice: [role for role in roles_in(request.user, practice.id) if role in STAFF]
        for practice in Practice.objects.filter(kind=CLUB, memberships__user=request.user, archived_at=None).distinct()
    }
    found = [
        (practice, list(practice.squads.order_by("name")), bool(set(roles) & set(KEEPERS))) for practice, roles in clubs.items() if roles
    ]
    if not found:
        if Player.objects.now().filter(patient__user=request.user).exists():
            return redirect("club:mine")
        raise Http404
    return render(request, "club/squads.html", {"clubs": found})


@require_http_methods(["GET", "HEAD", "POST"])
@for_practice(*KEEPERS)
def new(request: HttpRequest, practice: Practice) -> HttpResponseBase:
    form = SquadForm(request.POST or None)
    if practice.kind != CLUB or not isinstance(request.user, User):
        raise Http404
    office = office_of(request.user, practice, KEEPERS, source_of(request))
    if office and form.is_valid():
        try:
            return redirect("club:squad", services.make_squad(office, form.plan, form.cleaned_data["token"]).pk)
        except Refused as refused:
            form.refuse(refused)
    return render(request, "club/form.html", {"form": form, "title": "new_squad"}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_squad(*KEEPERS)
def settings(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = SquadForm(request.POST or None, squad=desk.squad)
    if form.is_valid():
        try:
            services.change_squad(desk.office, desk.squad, form.plan)
            return redirect("club:squad", desk.squad.pk)
        except Refused as refused:
            form.refuse(refused)
    return render(request, "club/form.html", {"form": form, "title": "settings", "desk": desk}, status=422 if form.errors else 200)


@require_safe
@for_squad(*STAFF)
def squad(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who joins today. Who keeps the list alone sees names, and nothing of how anybody is."""
    players = list(desk.squad.players.agreed().select_related("patient__key", "squad").prefetch_related("sharings"))
    plan, language = plan_of(desk.squad), language_now()
    lines = []
    for player in players if desk.watches else ():
        shares = player.shares
        shown = seen(standing_of(player, plan), language, shares) if AVAILABILITY in shares else seen_nothing(player)
        lines.append(Line(player, shown, shares))
    desk.looked(AVAILABILITY, [line.player for line in lines if AVAILABILITY in line.shares])
    lines.sort(key=lambda line: (_place(line), line.seen.name.casefold()))
    waiting = desk.squad.players.now().exclude(pk__in=[player.pk for player in players]).count()
    return render(request, "club/squad.html", {"desk": desk, "lines": lines, "count": len(players), "waiting": waiting})


def seen_nothing(player: Player) -> Seen:
    """Of who shares nothing, nothing is reckoned either."""
    return Seen(player.patient.name, "unshared")


def _place(line: Line) -> int:
    return ATTENTION.index(line.seen.availability) if line.seen.availability in ATTENTION else len(ATTENTION)


@require_safe
@for_squad(*STAFF)
def session(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the team does together, with pictures, and when."""
    plan = plan_of(desk.squad)
    teller = SquadTeller(plan, language_now())
    exercises = [(choice.exercise, part.name[language_now()], teller.teller.dose(choice)) for part, choice in plan.session]
    told = {
        "desk": desk,
        "title": teller.session().title,
        "exercises": exercises,
        "sections": [teller.week(), teller.training()],
        "young": sport_of(plan.guideline).prevention.young_text if desk.squad.players.agreed().filter(youth=True).exists() else None,
    }
    return render(request, "club/session.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_squad(*KEEPERS)
def roster(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Who was asked and who plays, and asking one more."""
    form = PlayerForm(request.POST or None)
    if form.is_valid():
        try:
            player = services.invite_player(desk.office, desk.squad, form.identity, form.cleaned_data["token"], language_now())
            messages.success(request, say(request, "asked", player.patient.name), extra_tags="calm")
            return redirect("club:roster", desk.squad.pk)
        except Refused as refused:
            form.refuse(refused)
    players = sorted(desk.squad.players.now().select_related("patient__key"), key=lambda one: one.patient.name.casefold())
    log.write(log.Entry("read", "roster", None, desk.user.id, desk.office.role, desk.squad.practice_id, "management", desk.office.source))
    rows = [(player, _state(player)) for player in players]
    return render(request, "club/roster.html", {"desk": desk, "form": form, "rows": rows}, status=422 if form.errors else 200)


def _state(player: Player) -> str:
    if player.has_agreed:
        return "plays"
    return "waits_player" if player.agreed_at is None else "waits_parent"


@require_POST
@for_squad(*KEEPERS)
def remove(request: HttpRequest, desk: Desk, player: int) -> HttpResponseBase:
    one = get_object_or_404(desk.squad.players.now().select_related("patient"), pk=player)
    access = access_to(desk.user, one.patient, "write:roster", desk.office.source)
    if access is None:
        raise Http404
    services.remove(access, one)
    messages.success(request, say(request, "removed", one.patient.name), extra_tags="calm")
    return redirect("club:roster", desk.squad.pk)


@require_safe
@for_patient("read:player")
def player(request: AccessRequest, patient: Patient) -> HttpResponse:
    """One player for the physiotherapist of the club: load and reasons, each only where it is shared with any squad."""
    players = list(Player.objects.agreed().filter(patient=patient).select_related("squad__practice").prefetch_related("sharings"))
    if not players:
        raise Http404
    one, shares = players[0], frozenset[str]().union(*(player.shares for player in players))
    one.patient = patient
    standing, language = standing_of(one), language_now()
    told = {"player": one, "line": Line(one, seen(standing, language, shares)), "treats": request.access.basis != "sharing"}
    if REASONS in shares:
        told |= {"sections": reasons(standing, LOAD in shares), "weeks": weeks(request, standing)}
    if LOAD in shares:
        told["load"] = load_table(request, standing)
    return render(request, "club/player.html", told)


def reasons(standing: Standing, with_load: bool) -> list[Section]:
    """Why, for each complaint under care; the load of the week stands among it where that is shared."""
    plans = standing.plans if with_load else [replace(plan, load=None, low=None) for plan in standing.plans]
    return [SquadTeller(replace(standing.squad, players=(plan,)), language_now()).for_physiotherapist()[0] for plan in plans]


def weeks(request: HttpRequest, standing: Standing) -> list[Row]:
    """What the player said about the last weeks."""
    return [
        Row(f"{on.day}-{on.month}-{on.year}", [say(request, f"held_{content.get('held_back') or 'unknown'}")])
        for on, content in reversed(standing.weeks[-6:])
    ]


def load_table(request: HttpRequest, standing: Standing) -> Table:
    """The load of each session, the last first; whether a week is a big jump stands with the reasons."""
    kinds, language = sport_of(standing.squad.guideline).kinds, language_now()
    rows = [
        [f"{one.day.day}-{one.day.month}-{one.day.year}", kinds[one.kind].name[language], str(one.minutes),
         "–" if one.effort is None else str(one.effort), "–" if one.effort is None else str(one.effort * one.minutes)]
        for one in reversed(standing.log[-20:])
    ]  # fmt: skip
    head = [say(request, key) for key in ("day", "field_kind", "minutes", "effort", "load")]
    return Table(say(request, "load_title"), head, rows, frozenset({2, 3, 4}))
