"""The door: who is there, what they may, how often, and what is said when something is wrong. Always in JSON."""

import logging
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.db.utils import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.api import tokens
from wervel.web.api.models import IDENTITY, READ, WRITE, Token
from wervel.web.api.schemas import TO_COMPONENTS, Problem, components
from wervel.web.care.services import NotReleasable, Reused
from wervel.web.database.failure import RETRY_AFTER
from wervel.web.guideline import current
from wervel.web.practice.access import Access, access_to, deny, source_of
from wervel.web.practice.models import Patient

logger = logging.getLogger(__name__)
MINUTE = 60
TAKEN = "this `token` was sent before for something else"
PLACES = {"facts": "Facts"}
"""Properties whose schema follows from the guideline, by name of the component."""


class Request(HttpRequest):
    """A request that came through the door. `access`: to the record that it is about."""

    user: User
    token: Token
    access: Access | None = None


class Bearer(HttpBearer):
    """A token of a practice, as `Authorization: Bearer wervel_...`."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = tokens.find(token)
        if found is not None:
            request.user, request.token = found.user, found  # type: ignore[attr-defined]  # views see it as a `Request`
        return found


class PerMinute(BaseThrottle):
    """At most so many in a minute, for a token, or for an address without one. Counted in the cache that all processes share."""

    def __init__(self, action: str, most: int) -> None:
        self.action, self.most = action, most

    def allow_request(self, request: HttpRequest) -> bool:
        token = getattr(request, "token", None)
        who = token.id if token else request.META.get("REMOTE_ADDR", "")
        key = f"api:{self.action}:{who}:{int(clock.now().timestamp()) // MINUTE}"
        cache.add(key, 0, 2 * MINUTE)
        try:
            return cache.incr(key) <= self.most
        except ValueError:  # the cache was emptied in between
            return True

    def wait(self) -> float:
        return float(MINUTE)


class Door(NinjaAPI):
    """The description says of facts and results what the guideline and the published schemas say."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        return self.described

    @cached_property
    def described(self) -> OpenAPISchema:
        schema = super().get_openapi_schema()
        known = schema["components"]["schemas"]
        for name in ("CaseIn", "AnswersIn"):
            known[name]["properties"] |= {key: {"$ref": TO_COMPONENTS + to} for key, to in PLACES.items()}
        known |= components()
        for path, gives in {"/assess": "Assessment", "/plan": "Plan", "/assessment": "Assessment"}.items():
            for where, methods in schema["paths"].items():
                if where.endswith(path):
                    for operation in methods.values():
                        operation["responses"][200]["content"] = {"application/json": {"schema": {"$ref": TO_COMPONENTS + gives}}}
        return schema


door = Door(
    title="Wervel",
    version="1",
    description="The low-back care pathway for other software. It names hypotheses, never more; a programme is a draft until a "
    "professional releases it.",
    urls_namespace="api",
    docs_url=None,
    openapi_extra={"info": {"x-guideline": current().version, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
)


def problems_of(*statuses: Literal[400, 401, 403, 404, 409, 413, 422, 429, 503]) -> dict[int, type[Problem]]:
    """The responses that an operation may give when it does not do what was asked."""
    return dict.fromkeys((400, *statuses, 429, 503), Problem)


def enter(request: Request, patient: UUID, permission: str) -> Access:
    """The right of whoever this token acts for to do this with a record of the token's practice; logs a look, and a refusal.

    Raises 403 when the token was not made for this, and 404 for what may not be seen.
    """
    verb, _, what = permission.partition(":")
    require_scope(request, WRITE if verb == "write" else IDENTITY if permission == "read:identity" else READ)
    record = Patient.objects.select_related("practice").filter(pk=patient, practice=request.token.practice_id).first()
    if record is None:
        raise Http404
    access = access_to(request.user, record, permission, source_of(request))
    if access is None:
        deny(request, record, permission)
        raise Http404
    request.access = access
    if verb != "write":
        access.log(verb, what)
    return access


def require_scope(request: Request, scope: str) -> None:
    if scope not in request.token.scopes:
        raise HttpError(403, f"this token was not made for `{scope}`")


# --- what is said when something is wrong ---


def problem(status: int, detail: str, problems: Any = (), headers: dict[str, str] | None = None) -> HttpResponse:
    body = {"detail": detail, "problems": list(problems)}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store", **(headers or {})})


@door.exception_handler(Http404)
def _not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return problem(404, "not found, or not for this token to see")


@door.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, exception: AuthenticationError) -> HttpResponse:
    return problem(401, "expected a running token, as `Authorization: Bearer ...`", headers={"WWW-Authenticate": "Bearer"})


@door.exception_handler(HttpError)
def _http_error(request: HttpRequest, exception: HttpError) -> HttpResponse:
    return problem(exception.status_code, str(exception))


@door.exception_handler(ValidationError)
def _invalid(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    found = [
        {
            "where": ".".join(map(str, one["loc"])),
            "found": "a value that does not fit",
            "expected": one["msg"],
            "cure": "see /api/openapi.json",
        }
        for one in exception.errors
    ]
    return problem(422, "the request does not fit the description", found)


@door.exception_handler(Refused)
def _refused(request: Request, exception: Refused) -> HttpResponse:
    access = getattr(request, "access", None)
    if access is not None and not access.logged:
        access.log("read", "refused answers")  # what is refused can tell something of what is known
    found = [{"where": one.file, "found": one.found, "expected": one.expected, "cure": one.cure} for one in exception.problems]
    return problem(422, "these answers are refused; nothing was written", found)


@door.exception_handler(NotReleasable)
def _not_releasable(request: HttpRequest, exception: NotReleasable) -> HttpResponse:
    return problem(409, "what is known now does not allow a programme; see `why_not` of /api/plan, or the follow page")


@door.exception_handler(IntegrityError)
@door.exception_handler(Reused)
def _taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    logger.warning("refused a call: %s", exception)
    return problem(409, TAKEN)


@door.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, exception: RequestDataTooBig) -> HttpResponse:
    return problem(413, "the request is too large")


@door.exception_handler(OperationalError)
@door.exception_handler(InterfaceError)
def _away(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(503, "the database cannot be reached now; nothing was written", headers={"Retry-After": str(RETRY_AFTER)})
