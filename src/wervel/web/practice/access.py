"""Who may do what with a record, decided in one place. Every view on a patient goes through `for_patient`.

What nobody is named for, nobody may. The first predicate that holds is the basis that the access log names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from rules.predicates import Predicate

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.accounts.second_factor import has_second_factor
from wervel.web.audit import log
from wervel.web.practice.models import (
    CLINICIANS,
    CLUB_PHYSIO,
    LEAD,
    MANAGERS,
    BreakGlass,
    Membership,
    Patient,
    Practice,
    Treatment,
    running,
)

SAFE = ("GET", "HEAD", "OPTIONS")
P = ParamSpec("P")
Who = User | AnonymousUser


def roles_in(user: Who, practice: UUID) -> tuple[str, ...]:
    """The roles of a person in a practice now; none without a second factor."""
    if not isinstance(user, User) or not user.is_active or not has_second_factor(user):
        return ()
    current = Membership.objects.filter(running(clock.now()), user=user, practice=practice, practice__archived_at=None)
    return tuple(current.order_by("since").values_list("role", flat=True))


def _has_role(user: Who, patient: Patient, among: tuple[str, ...]) -> bool:
    return bool(set(roles_in(user, patient.practice_id)) & set(among))


def is_self(user: Who, patient: Patient) -> bool:
    return patient.user_id is not None and patient.user_id == user.pk


def is_clinician(user: Who, patient: Patient) -> bool:
    return _has_role(user, patient, CLINICIANS)


def is_treating(user: Who, patient: Patient) -> bool:
    return Treatment.objects.filter(running(clock.now()), patient=patient, therapist=user.pk).exists()


def has_broken_glass(user: Who, patient: Patient) -> bool:
    return BreakGlass.objects.filter(patient=patient, user=user.pk, at__lte=clock.now(), until__gt=clock.now()).exists()


def manages(user: Who, patient: Patient) -> bool:
    return _has_role(user, patient, MANAGERS)


def leads(user: Who, patient: Patient) -> bool:
    return _has_role(user, patient, (LEAD,))


def keeps_squads(user: Who, patient: Patient) -> bool:
    """A physiotherapist of the club, of somebody who was asked for a squad or plays in one."""
    return _has_role(user, patient, (CLUB_PHYSIO,)) and patient.plays.filter(left=None).exists()


def may_know_why(user: Who, patient: Patient) -> bool:
    """A physiotherapist of the club, with whom this player shares reasons."""
    shared = patient.plays.filter(left=None, sharings__what="reasons", sharings__withdrawn_at=None)
    return _has_role(user, patient, (CLUB_PHYSIO,)) and any(player.has_agreed for player in shared)


SELF = Predicate(is_self, name="self")
TREATMENT = Predicate(Predicate(is_treating) & Predicate(is_clinician), name="treatment")
BROKEN_GLASS = Predicate(Predicate(has_broken_glass) & Predicate(is_clinician), name="break_glass")
EMERGENCY = Predicate(Predicate(is_clinician) & ~Predicate(is_treating), name="emergency")
MANAGEMENT, LEADING = Predicate(manages, name="management"), Predicate(leads, name="lead")
SQUADS, SHARING = Predicate(keeps_squads, name="squads"), Predicate(may_know_why, name="sharing")

EVERYBODY = (SELF, TREATMENT, BROKEN_GLASS)
PATIENT = (SELF,)
CLINICIAN = (TREATMENT, BROKEN_GLASS)

ALLOWED: dict[str, tuple[Predicate, ...]] = {
    # looking
    **dict.fromkeys(
        ("read:record", "read:today", "read:intake", "read:diary", "read:progress", "read:programme", "read:messages", "read:goals",
         "read:examination", "read:assessment", "read:overrides", "read:preferences"),
        EVERYBODY,
    ),
    "read:identity": (*EVERYBODY, MANAGEMENT),
    "read:access_log": (SELF, LEADING),
    "export:record": (SELF, TREATMENT),
    **dict.fromkeys(("print:programme", "print:record", "print:letter"), EVERYBODY),
    # what a patient keeps
    **dict.fromkeys(("write:diary", "write:session", "write:review", "write:feed", "write:sharing"), PATIENT),
    # the patient's own pages, which show less and change less than those of who treats them
    **dict.fromkeys(
        ("read:own_today", "read:own_progress", "read:own_programme", "read:own_access_log", "print:own_programme", "export:own_record",
         "write:own_intake", "write:own_goal", "write:own_message"),
        PATIENT,
    ),
    # what both write
    **dict.fromkeys(("write:intake", "write:message", "write:goal", "write:preferences"), EVERYBODY),
    # what a clinician writes
    **dict.fromkeys(
        ("write:episode", "write:examination", "write:assessment", "write:programme", "write:release", "write:override", "write:letter",
         "write:close"),
        CLINICIAN,
    ),
    # what only a clinician sees: drafts, reasons and decisions before the patient has them
    **dict.fromkeys(
        ("read:overview", "read:reasoning", "read:follow_up", "read:note", "read:decisions", "print:sheet", "write:reply"), CLINICIAN
    ),
    # in a team: what a player keeps and decides, what the club may see of it, and the way back to play
    **dict.fromkeys(("read:own_team", "write:membership", "write:check_in"), PATIENT),
    "write:roster": (MANAGEMENT, SQUADS),
    "read:player": (*CLINICIAN, SHARING),
    **dict.fromkeys(("read:step", "write:step"), CLINICIAN),
    # what is managed
    "write:identity": (SELF, TREATMENT, MANAGEMENT),
    "write:invitation": (TREATMENT, MANAGEMENT),
    "write:treatment": (TREATMENT, MANAGEMENT),
    "write:archive": (TREATMENT, LEADING),
    "write:destruction": (LEADING,),
    "write:break_glass": (EMERGENCY,),
}  # fmt: skip
"""Who may do what, as "verb:object"; in the order in which the basis is looked for."""


@dataclass
class Access:
    """Somebody at a record, by right of `basis`. Services take it, and write their row of the access log through it."""

    user: User
    patient: Patient
    basis: str
    role: str
    source: str
    logged: bool = False

    def log(self, action: str, what: str) -> None:
        """One row, in the transaction of whoever calls."""
        self.logged = True
        practice = self.patient.practice_id
        log.write(log.Entry(action, what, self.patient.id, self.user.id, self.role, practice, self.basis, self.source))


class AccessRequest(HttpRequest):
    """A request that passed `for_patient`."""

    access: Access


View = Callable[Concatenate[AccessRequest, Patient, P], HttpResponseBase]


def basis_for(user: Who, patient: Patient, permission: str) -> str | None:
    """By which right this person may do this, or nothing."""
    if patient.destroyed_at is not None or not user.is_active:
        return None
    return next((str(one.name) for one in ALLOWED[permission] if one.test(user, patient)), None)


def access_to(user: Who, patient: Patient, permission: str, source: str) -> Access | None:
    basis = basis_for(user, patient, permission)
    if basis is None or not isinstance(user, User):
        return None
    role = "patient" if basis == "self" else next(iter(roles_in(user, patient.practice_id)), "")
    return Access(user, patient, basis, role, source)


def for_patient(permission: str) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """A view on one record, whose URL has `<uuid:patient>`: finds it, decides, writes one row of the access log, forbids storing.

    The view gets the `Patient` in place of the id, and `request.access` for the services. A look is logged before it happens; what is
    written logs itself, and a form that comes back with errors counts as a look. Who may not, or asks for what is not there, sees 404.
    """
    assert permission in ALLOWED, f"`{permission}` is not in ALLOWED"
    verb, _, what = permission.partition(":")

    def decorate(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: AccessRequest, patient: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            record = Patient.objects.select_related("practice").filter(pk=patient).first()
            if record is None:
                raise Http404
            access = access_to(request.user, record, permission, source_of(request))
            if access is None:
                deny(request, record, permission)
                raise Http404
            request.access = access
            look = "read" if verb == "write" else verb
            if request.method in SAFE:
                access.log(look, what)
            response = view(request, record, *args, **kwargs)
            if not access.logged:
                access.log(look, what)
            patch_cache_control(response, no_store=True)
            return response

        return guarded

    return decorate


def deny(request: HttpRequest, patient: Patient, permission: str) -> None:
    """The row that says that somebody wanted this and may not."""
    user = request.user
    with transaction.atomic():
        role = next(iter(roles_in(user, patient.practice_id)), "")
        log.write(log.Entry("denied", permission, patient.id, user.pk, role, patient.practice_id, "", source_of(request)))


def for_practice(*among: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view on a practice, whose URL has `<uuid:practice>`, for people with one of these roles. The view gets the `Practice`."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, practice: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = Practice.objects.filter(pk=practice).first()
            if found is None or not set(roles_in(request.user, found.id)) & set(among):
                raise Http404
            response = view(request, found, *args, **kwargs)
            patch_cache_control(response, no_store=True)
            return response

        return guarded

    return decorate


def source_of(request: HttpRequest) -> str:
    """From where: the kind of door and the address that knocked."""
    return f"{'api' if request.path.startswith('/api/') else 'web'} {request.META.get('REMOTE_ADDR', '')}"[:64]
