"""The access log of a practice, for its lead. Searching it is a row of it."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.look.parts import Table
from wervel.web.management_pages.forms import LogSearch
from wervel.web.management_pages.pages import day, hour, office, show
from wervel.web.management_pages.phrases import SAID, say
from wervel.web.practice.access import for_practice
from wervel.web.practice.models import LEAD, Membership, Patient, Practice

PERIOD, ROWS = timedelta(days=7), 50


@require_safe
@for_practice(LEAD)
def log(request: HttpRequest, practice: Practice) -> HttpResponse:
    """What happened in a period, the last week when nothing is asked."""
    form = LogSearch(request.GET or None, _people(practice))
    rows = AccessLog.objects.none()
    if not form.is_bound or form.is_valid():
        office(request, practice, LEAD).log("search", "access log")
        rows = _rows(practice, form.cleaned_data if form.is_bound else {})
    page = Paginator(rows.order_by("-number"), ROWS).get_page(request.GET.get("page"))
    return show(request, "log", practice, "log", form=form, page=page, table=_table(request, list(page.object_list)))


def _rows(practice: Practice, said: dict[str, object]) -> QuerySet[AccessLog]:
    until = said.get("until") or clock.today()
    assert isinstance(until, date)
    since = said.get("since") or until - PERIOD
    assert isinstance(since, date)
    rows = AccessLog.objects.filter(practice=practice.id, at__gte=_midnight(since), at__lt=_midnight(until + timedelta(days=1)))
    if person := said.get("person"):
        rows = rows.filter(user=UUID(str(person)))
    if number := said.get("number"):
        rows = rows.filter(patient__in=Patient.objects.filter(practice=practice, number__iexact=str(number).strip()).values("id"))
    return rows


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), clock.HERE)


def _people(practice: Practice) -> list[tuple[str, str]]:
    """Who works here, or did."""
    found = Membership.objects.filter(practice=practice).select_related("user").order_by("user__name")
    return list({str(one.user_id): one.user.name or one.user.email for one in found}.items())


def _table(request: HttpRequest, rows: list[AccessLog]) -> Table:
    numbers = dict(Patient.objects.filter(pk__in={row.patient for row in rows}).values_list("id", "number"))
    names = {user.id: user.name for user in User.objects.filter(pk__in={row.user for row in rows})}

    def who(row: AccessLog) -> str:
        return names.get(row.user) or (say(request, "of_patient") if row.role == "patient" else row.source)  # type: ignore[arg-type]

    def word(kind: str, key: str) -> str:
        return say(request, f"{kind}_{key}") if f"{kind}_{key}" in SAID else key

    def what(row: AccessLog) -> str:
        """The object in words; of one with a number behind it the first word, of a refusal what was asked for."""
        key = row.object.rpartition(":")[2].replace(" ", "_")
        return word("object", key) if f"object_{key}" in SAID else word("object", key.partition("_")[0])

    cells = [
        (f"{day(row.at)} {hour(row.at)}", who(row), f"{word('action', row.action)}: {what(row)}", numbers.get(row.patient, ""),  # type: ignore[arg-type]
         word("basis", row.basis))
        for row in rows
    ]  # fmt: skip
    return Table(say(request, "log_table"), [say(request, key) for key in ("when", "who", "did", "number", "basis")], cells)
