"""Tokens for software: everybody makes their own, and the lead can revoke all."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from wervel.web.api import tokens
from wervel.web.api.models import Token
from wervel.web.look.parts import Table
from wervel.web.management_pages.forms import NewToken, Revoke
from wervel.web.management_pages.pages import STAFF, day, office, once, show
from wervel.web.management_pages.phrases import say
from wervel.web.practice.access import for_practice, source_of
from wervel.web.practice.models import LEAD, Practice


@require_http_methods(["GET", "HEAD", "POST"])
@for_practice(*STAFF)
def overview(request: HttpRequest, practice: Practice) -> HttpResponse:
    """The answer to the form shows the secret; it is not kept, so no later page can."""
    form = NewToken(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, user, secrets = form.cleaned_data, office(request, practice, *STAFF).user, list[str]()
        once(user, said["token"], "token", lambda: secrets.append(
            tokens.make(user, practice, said["name"], said["scopes"], int(said["days"]), source_of(request))[1]))  # fmt: skip
        if not secrets:
            return redirect("practice:tokens", practice.id)
        return _tokens(request, practice, secret=secrets[0])
    return _tokens(request, practice, form)


@require_POST
@for_practice(*STAFF)
def revoke(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = Revoke(request.POST, key=_choices(request, practice))
    if not form.is_valid():
        return _tokens(request, practice, revoke=form)
    tokens.revoke(office(request, practice, *STAFF).user, _visible(request, practice).get(pk=form.cleaned_data["key"]), source_of(request))
    messages.info(request, say(request, "revoked"))
    return redirect("practice:tokens", practice.id)


def _visible(request: HttpRequest, practice: Practice) -> QuerySet[Token]:
    desk, running = office(request, practice, LEAD, *STAFF), tokens.running(practice)
    return running if desk.role == LEAD else running.filter(user=desk.user)


def _choices(request: HttpRequest, practice: Practice) -> list[tuple[str, str]]:
    return [(str(one.id), f"{one.name} ({one.user.name})") for one in _visible(request, practice)]


def _tokens(
    request: HttpRequest, practice: Practice, form: NewToken | None = None, revoke: Revoke | None = None, secret: str = ""
) -> HttpResponse:
    rows = [
        (one.name, one.user.name, ", ".join(say(request, f"scope_{scope}") for scope in one.scopes), day(one.expires),
         f"{one.used_on.day}-{one.used_on.month}-{one.used_on.year}" if one.used_on else say(request, "token_never"))
        for one in _visible(request, practice)
    ]  # fmt: skip
    heads = [say(request, key) for key in ("token_name", "token_of", "scopes", "until", "token_used")]
    return show(
        request, "tokens", practice, "tokens", form=form or NewToken(), secret=secret,
        table=Table(say(request, "token_table"), heads, rows) if rows else None,
        revoke=revoke or (Revoke(key=_choices(request, practice)) if rows else None),
    )  # fmt: skip
