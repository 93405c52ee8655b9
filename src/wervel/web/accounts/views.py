"""The page behind an invitation."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wervel.knowledge.document import Refused
from wervel.web.accounts.forms import NewAccount
from wervel.web.accounts.models import User
from wervel.web.accounts.phrases import say
from wervel.web.accounts.signals import note
from wervel.web.look.saying import language_now
from wervel.web.practice import services
from wervel.web.practice.access import source_of

RETRY_AFTER = 300
"""Seconds: the longest limit of allauth on signing in."""


def too_many(request: HttpRequest) -> HttpResponseBase:
    """So many attempts that something is wrong. Other ways to sign in stay open."""
    note("too many attempts", request)
    response = render(request, "accounts/too_many.html", status=429)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Makes an account and signs in with it; who is signed in already uses the invitation with that account."""
    found = services.find_invitation(token)
    if found is None:
        return render(request, "accounts/invitation_over.html", status=404)
    email, known = services.invited_address(found), request.user if isinstance(request.user, User) else None
    sent = request.POST if request.method == "POST" else None
    form = NewAccount(sent, language=language_now(), email=email, asks_name=found.patient is None)
    if sent is not None and (known or form.is_valid()):
        name, password = (form.cleaned_data.get("name", ""), form.cleaned_data["password"]) if not known else ("", None)
        try:
            user = services.accept(found, name, password, known, source_of(request))
        except Refused:
            form.refuse(say(request, "invitation_sign_in"))
        else:
            return redirect("/") if known else perform_login(request, Login(user=user))
    failed = sent is not None and bool(form.errors)
    told = {"invitation": found, "email": email, "known": known, "form": form, "failed": failed}
    return render(request, "accounts/invitation.html", told, status=422 if failed else 200)
