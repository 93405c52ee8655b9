"""Opening a record without a treatment relation, when it cannot wait."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from wervel.knowledge.document import Refused
from wervel.web.management_pages.forms import Glass
from wervel.web.management_pages.pages import hour, show
from wervel.web.management_pages.phrases import say
from wervel.web.practice import services
from wervel.web.practice.access import access_to, deny, for_practice, source_of
from wervel.web.practice.models import CLINICIANS, Patient, Practice

PERMISSION = "write:break_glass"


@require_http_methods(["GET", "HEAD", "POST"])
@for_practice(*CLINICIANS)
def emergency(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = Glass(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"].strip()
        patient = Patient.objects.select_related("practice").filter(practice=practice, number__iexact=number).first()
        access = access_to(request.user, patient, PERMISSION, source_of(request)) if patient else None
        if patient is None or access is None:
            if patient is not None:
                deny(request, patient, PERMISSION)
            form.add_error("number", say(request, "glass_no"))
        else:
            try:
                glass = services.break_glass(access, form.cleaned_data["reason"])
            except Refused as refused:
                form.refuse(refused)
            else:
                messages.warning(request, say(request, "glass_opened", hour(glass.until), patient.number), "warn")
                return redirect(_at(patient, practice))
    return show(request, "emergency", practice, "emergency", form=form)


def _at(patient: Patient, practice: Practice) -> str:
    try:
        return reverse("therapist:overview", args=[patient.id])
    except NoReverseMatch:  # that room is not built
        return reverse("practice:emergency", args=[practice.id])
