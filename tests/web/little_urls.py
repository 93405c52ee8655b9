"""The app with two small views on a record, for tests of what stands around every view."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path

from wervel.web import clock
from wervel.web.care.services import write_diary
from wervel.web.practice.access import AccessRequest, for_patient
from wervel.web.practice.models import Patient
from wervel.web.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


@for_patient("read:diary")
def look(request: AccessRequest, patient: Patient) -> HttpResponse:
    return HttpResponse(patient.name)


@for_patient("write:diary")
def write(request: AccessRequest, patient: Patient) -> HttpResponse:
    if request.method != "POST" or "pain" not in request.POST:
        return HttpResponse("form", status=200 if request.method == "GET" else 422)
    token = uuid.UUID(request.POST["token"])
    row = write_diary(request.access, patient.episodes.get(), clock.today(), {"pain": int(request.POST["pain"])}, token)
    return HttpResponse(str(row.pk))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


urlpatterns = [
    path("little/<uuid:patient>/look/", look),
    path("little/<uuid:patient>/write/", write),
    path("little/broken/", broken),
    *urlpatterns,
]
