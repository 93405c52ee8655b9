"""Records without what is clinical: finding and making one, names, who treats, handing over, archiving, and destruction on request."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.look.saying import language_now
from wervel.web.management_pages import forms
from wervel.web.management_pages.pages import colleagues, day, office, once, show
from wervel.web.management_pages.phrases import say
from wervel.web.practice import services
from wervel.web.practice.access import AccessRequest, basis_for, for_patient, for_practice
from wervel.web.practice.models import CLINICIANS, MANAGERS, Patient, Practice, Treatment, running

MOST_FOUND = 50
LONGEST_SEARCH = 120


@require_safe
@for_practice(*MANAGERS)
def records(request: HttpRequest, practice: Practice) -> HttpResponse:
    """A search; nothing is listed before something is asked for."""
    sought = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = services.search(office(request, practice, *MANAGERS), sought)[:MOST_FOUND] if sought else []
    return show(request, "records", practice, "records", sought=sought, found=found, make=_new(practice))


@require_POST
@for_practice(*MANAGERS)
def make(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = _new(practice, request.POST)
    if form.is_valid():
        desk, therapist, made = office(request, practice, *MANAGERS), _user(form.cleaned_data["therapist"]), list[Patient]()
        try:
            once(
                desk.user,
                form.cleaned_data["token"],
                "record",
                lambda: made.append(services.create_patient(desk, form.content(), therapist)),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            if not made:
                return redirect("practice:records", practice.id)
            messages.info(request, say(request, "made", made[0].number))
            return redirect("practice:record", made[0].id)
    return show(request, "records", practice, "records", sought="", found=[], make=form)


@require_safe
@for_patient("read:identity")
def record(request: AccessRequest, patient: Patient) -> HttpResponse:
    if request.access.basis == "self":
        raise Http404  # patients have their own pages
    return _record(request, patient)


@require_POST
@for_patient("write:identity")
def identity(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.Identity(request.POST)
    return _act(request, patient, "identity", form, lambda said: services.change_identity(request.access, form.content()))


@require_POST
@for_patient("write:treatment")
def treat(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.StartTreatment(request.POST, therapist=colleagues(patient.practice, CLINICIANS))
    return _act(request, patient, "start", form, lambda said: services.start_treatment(request.access, _known(said["therapist"])))


@require_POST
@for_patient("write:treatment")
def stop(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.EndTreatment(request.POST, therapist=_treating(patient))
    return _act(request, patient, "stop", form, lambda said: services.end_treatment(request.access, _known(said["therapist"])))


@require_POST
@for_patient("write:treatment")
def transfer(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.Transfer(request.POST, giver=_treating(patient), receiver=colleagues(patient.practice, CLINICIANS))
    return _act(
        request, patient, "transfer", form,
        lambda said: services.transfer(request.access, _known(said["giver"]), _known(said["receiver"])),
    )  # fmt: skip


@require_POST
@for_patient("write:invitation")
def invite(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.InvitePatient(request.POST, language=forms.languages())
    return _act(request, patient, "invite", form, lambda said: services.invite_patient(request.access, said["language"]), "sent")


@require_POST
@for_patient("write:archive")
def archive(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.SaidForm(request.POST)
    return _act(request, patient, "archive", form, lambda said: services.archive(request.access))


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient("write:destruction")
def destroy(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = forms.Destroy(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["number"].strip() == patient.number:
            services.destroy(request.access)
            messages.info(request, say(request, "destroyed", patient.number))
            return redirect("practice:records", patient.practice_id)
        form.add_error("number", say(request, "destroy_other"))
    return show(request, "destroy", patient.practice, "records", patient=patient, form=form)


Service = Callable[[dict[str, Any]], object]


def _act(request: AccessRequest, patient: Patient, name: str, form: forms.SaidForm, act: Service, done: str = "saved") -> HttpResponse:
    """Does what a valid form asks, once, and goes back to the record; shows the record with the form when something is wrong."""
    if form.is_valid():
        try:
            once(request.access.user, form.cleaned_data["token"], f"record:{name}", lambda: act(form.cleaned_data))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.info(request, say(request, done))
            if basis_for(request.user, patient, "read:identity") is None:  # a therapist who handed over
                return redirect("/")
            return redirect("practice:record", patient.id)
    return _record(request, patient, **{name: form})


def _record(request: AccessRequest, patient: Patient, **bound: forms.SaidForm) -> HttpResponse:
    practice, user = patient.practice, request.access.user
    clinicians, treating = colleagues(practice, CLINICIANS), _treating(patient)
    may = {one for one in ("archive", "destruction", "identity", "treatment", "invitation") if basis_for(user, patient, f"write:{one}")}
    told: dict[str, Any] = {
        "patient": patient,
        "may": may,
        "account": patient.user_id is not None,
        "archived": day(patient.archived_at) if patient.archived_at else "",
        "treatments": [
            say(request, "treats_since", one.therapist.name or one.therapist.email, day(one.since))
            for one in _treatments(patient).select_related("therapist")
        ],
        "identity": forms.Identity({**patient.identity, "token": forms.SaidForm()["token"].value()}),
        "start": forms.StartTreatment(therapist=[one for one in clinicians if one not in treating]),
        "stop": forms.EndTreatment(therapist=treating) if treating else None,
        "transfer": forms.Transfer(giver=treating, receiver=[one for one in clinicians if one not in treating]) if treating else None,
        "invite": forms.InvitePatient(language=forms.languages()) if patient.identity["email"] else None,
        "archive": forms.SaidForm(),
    }
    return show(request, "record", practice, "records", **{**told, **bound})


def _treatments(patient: Patient) -> Any:
    return Treatment.objects.filter(running(clock.now()), patient=patient).order_by("since")


def _treating(patient: Patient) -> list[tuple[str, str]]:
    return [(str(one.therapist_id), one.therapist.name or one.therapist.email) for one in _treatments(patient).select_related("therapist")]


def _new(practice: Practice, data: Any = None) -> forms.NewRecord:
    return forms.NewRecord(data, therapist=[("", say(language_now(), "nobody_yet")), *colleagues(practice, CLINICIANS)])


def _user(key: str) -> User | None:
    return User.objects.get(pk=key) if key else None


def _known(key: str) -> User:
    return User.objects.get(pk=key)
