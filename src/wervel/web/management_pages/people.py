"""Who works in a practice, with which role and second factor; inviting somebody, and letting somebody go."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.accounts.second_factor import has_second_factor
from wervel.web.look.parts import Table
from wervel.web.management_pages.forms import EndWork, Invite, Withdraw
from wervel.web.management_pages.pages import day, office, once, show
from wervel.web.management_pages.phrases import say
from wervel.web.practice import services
from wervel.web.practice.access import for_practice
from wervel.web.practice.models import LEAD, MANAGERS, Invitation, Membership, Practice, running


@require_safe
@for_practice(*MANAGERS)
def overview(request: HttpRequest, practice: Practice) -> HttpResponse:
    return _people(request, practice)


@require_POST
@for_practice(*MANAGERS)
def invite(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = Invite(request.POST)
    if not form.is_valid():
        return _people(request, practice, invite=form)
    said, desk = form.cleaned_data, office(request, practice, *MANAGERS)
    try:
        once(desk.user, said["token"], "invite", lambda: services.invite_member(desk, said["email"], said["role"], said["language"]))
    except Refused as refused:
        form.refuse(refused)
        return _people(request, practice, invite=form)
    messages.info(request, say(request, "sent"))
    return redirect("practice:overview", practice.id)


@require_POST
@for_practice(*MANAGERS)
def withdraw(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = Withdraw(request.POST, invitation=_invited(practice))
    if not form.is_valid():
        return _people(request, practice, withdraw=form)
    services.withdraw_invitation(office(request, practice, *MANAGERS), _open(practice).get(pk=form.cleaned_data["invitation"]))
    messages.info(request, say(request, "withdrawn"))
    return redirect("practice:overview", practice.id)


@require_POST
@for_practice(LEAD)
def end_work(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = EndWork(request.POST, membership=_ended_by_choice(request, practice))
    if not form.is_valid():
        return _people(request, practice, end=form)
    membership = Membership.objects.get(pk=form.cleaned_data["membership"], practice=practice)
    try:
        services.end_membership(office(request, practice, LEAD), membership)
    except Refused:
        form.add_error("membership", say(request, "last_lead"))
        return _people(request, practice, end=form)
    messages.info(request, say(request, "ended"))
    return redirect("practice:overview", practice.id)


def _people(
    request: HttpRequest, practice: Practice, invite: Invite | None = None, end: EndWork | None = None, withdraw: Withdraw | None = None
) -> HttpResponse:
    yes, no = say(request, "yes_it_is"), say(request, "no_it_is_not")
    rows = [
        (
            one.user.name or one.user.email,
            say(request, f"role_{one.role}"),
            yes if has_second_factor(one.user) else no,
            one.user.email,
            day(one.since),
        )
        for one in _members(practice)
    ]
    heads = [say(request, key) for key in ("name", "role", "two_steps", "email", "since")]
    leads = office(request, practice, *MANAGERS).role == LEAD
    return show(
        request, "people", practice, "overview",
        table=Table(say(request, "people_table"), heads, rows),
        waiting=_waiting(request, practice),
        withdraw=withdraw or (Withdraw(invitation=invited) if (invited := _invited(practice)) else None),
        invite=invite or Invite(),
        end=(end or EndWork(membership=_ended_by_choice(request, practice))) if leads else None,
    )  # fmt: skip


def _waiting(request: HttpRequest, practice: Practice) -> Table | None:
    rows = [(services.invited_address(one), say(request, f"role_{one.role}"), day(one.expires)) for one in _open(practice)]
    heads = [say(request, key) for key in ("email", "role", "until")]
    return Table(say(request, "open_invitations"), heads, rows) if rows else None


def _open(practice: Practice) -> QuerySet[Invitation]:
    return practice.invitations.filter(patient=None, used_at=None, expires__gt=clock.now()).order_by("at")


def _invited(practice: Practice) -> list[tuple[str, str]]:
    return [(one.pk, services.invited_address(one)) for one in _open(practice)]


def _members(practice: Practice) -> list[Membership]:
    return list(Membership.objects.filter(running(clock.now()), practice=practice).select_related("user").order_by("user__name", "role"))


def _ended_by_choice(request: HttpRequest, practice: Practice) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.user.name or one.user.email} ({say(request, f'role_{one.role}')})") for one in _members(practice)]
