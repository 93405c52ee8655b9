"""What the pages of practice management share: their tabs, their choices, and doing a thing once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care.models import Done
from wervel.web.care.services import Reused
from wervel.web.look.parts import Tab
from wervel.web.management_pages.phrases import say
from wervel.web.practice.access import roles_in, source_of
from wervel.web.practice.models import ADMINISTRATOR, CLINICIANS, LEAD, MANAGERS, Membership, Practice, running
from wervel.web.practice.services import Office, office_of

STAFF = (*CLINICIANS, ADMINISTRATOR)
PLACES = {
    "overview": ("people", MANAGERS),
    "records": ("records", MANAGERS),
    "emergency": ("glass", CLINICIANS),
    "log": ("log", (LEAD,)),
    "tokens": ("tokens", STAFF),
    "keeping": ("data", MANAGERS),
}
"""The pages: name of the address, its title, and for whom."""


def show(request: HttpRequest, template: str, practice: Practice, current: str, **told: Any) -> HttpResponse:
    """A page under its tab; 422 when a form on it came back with problems."""
    roles = set(roles_in(request.user, practice.id))
    tabs = [
        Tab(say(request, title), reverse(f"practice:{name}", args=[practice.id]), name == current)
        for name, (title, among) in PLACES.items()
        if roles & set(among)
    ]
    wrong = next((form for form in told.values() if isinstance(form, BaseForm) and form.is_bound and form.errors), None)
    told |= {"practice": practice, "tabs": tabs, "wrong": wrong}
    return render(request, f"management_pages/{template}.html", told, status=422 if wrong else 200)


def office(request: HttpRequest, practice: Practice, *among: str) -> Office:
    assert isinstance(request.user, User), "`for_practice` let nobody else in"
    found = office_of(request.user, practice, among, source_of(request))
    assert found is not None, "`for_practice` looked for the same roles"
    return found


def once(user: User | None, token: UUID, what: str, make: Callable[[], object]) -> bool:
    """Does it, unless a form with this token did it before. Whether it was done now."""
    try:
        with transaction.atomic():
            Done.objects.create(token=token, user=user.id if user else None, what=what, result="")
            make()
    except IntegrityError:
        done = Done.objects.filter(token=token).first()
        if done is None:
            raise
        if (done.what, done.user) != (what, user.id if user else None):
            raise Reused(what) from None
        return False
    return True


def colleagues(practice: Practice, among: tuple[str, ...]) -> list[tuple[str, str]]:
    """Who works here now in one of these roles: id and name."""
    found = Membership.objects.filter(running(clock.now()), practice=practice, role__in=among).select_related("user").order_by("user__name")
    return list({str(one.user_id): one.user.name or one.user.email for one in found}.items())


def day(moment: datetime) -> str:
    here = moment.astimezone(clock.HERE)
    return f"{here.day}-{here.month}-{here.year}"


def hour(moment: datetime) -> str:
    return f"{moment.astimezone(clock.HERE):%H:%M}"
