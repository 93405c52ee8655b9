"""Signing up a practice. Whether an address has an account already is told to its owner alone, by mail."""

from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wervel.knowledge.document import Refused
from wervel.web.accounts.models import User
from wervel.web.management_pages.forms import SignUp
from wervel.web.management_pages.pages import once
from wervel.web.management_pages.phrases import say
from wervel.web.practice import services
from wervel.web.practice.access import source_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def sign_up(request: HttpRequest) -> HttpResponse:
    form = SignUp(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if limited := ratelimit.consume_or_429(request, action="signup"):
            assert isinstance(limited, HttpResponse)
            return limited
        if form.is_valid():
            said = form.cleaned_data
            try:
                if once(None, said["token"], "sign_up", lambda: _make(request, said)):
                    EmailAddress.objects.get(email=User.objects.normalize_email(said["email"])).send_confirmation(request)
            except Refused as refused:
                if not User.objects.filter(email=User.objects.normalize_email(said["email"])).exists():
                    form.refuse(refused)
                else:
                    _tell_owner(request, said["email"])
            if not form.errors:
                return redirect("practice:mailed")
    return render(request, "management_pages/sign_up.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_safe
def mailed(request: HttpRequest) -> HttpResponse:
    return render(request, "management_pages/mailed.html")


def _make(request: HttpRequest, said: dict[str, str]) -> None:
    services.sign_up_practice(said["name"], said["email"], said["lead"], said["password"], said["kind"], source_of(request))


def _tell_owner(request: HttpRequest, email: str) -> None:
    body = say(request, "has_account", settings.URL + reverse("account_login"))
    send_mail(say(request, "has_account_subject"), body, None, [email])
