"""The programme: drafted by the solver, changed by the therapist, released by name."""

from uuid import uuid5

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wervel.documents.schedule import schedule_of
from wervel.documents.sheet import Release, print_sheet
from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import DRAFT, ProgrammeRecord
from wervel.web.look.errors import error_page
from wervel.web.look.parts import Problem
from wervel.web.look.parts import Row as Line
from wervel.web.practice.access import AccessRequest
from wervel.web.therapist.editing import Draft, Wrong
from wervel.web.therapist.following import proposed
from wervel.web.therapist.forms import ReleaseForm, reasons, token_of
from wervel.web.therapist.phrases import REASONS
from wervel.web.therapist.record import Record, of_complaint


@of_complaint("write:programme")
@require_http_methods(["GET", "HEAD"])
def programme(request: AccessRequest, record: Record) -> HttpResponse:
    """The last programme: as a draft to change, or as it was released."""
    last = record.episode.programmerecords.last()
    return none_yet(request, record) if last is None else shown(request, record, last)


@of_complaint("write:programme")
@require_http_methods(["GET", "HEAD", "POST"])
def numbered(request: AccessRequest, record: Record, number: int) -> HttpResponse:
    """One programme. A draft is changed here."""
    kept = found(record, number)
    if request.method != "POST":
        return shown(request, record, kept)
    draft = Draft(record, kept, request.POST)
    reason = request.POST.get("reason", "")

    def change() -> ProgrammeRecord:
        """Reads the form only when it comes for the first time: the second time the draft is already another."""
        edits, new = draft.wanted(REASONS)
        changed = services.edit_programme(record.access, kept, version_of(request), edits, record.language)
        for edit in new:
            before = {part: value for part, value in draft.dose_of(edit["exercise"]).items() if part in edit}
            services.override(record.access, record.episode, f"programme {number}", {"exercise": edit["exercise"], **before}, edit, reason)
        return changed

    try:
        services.once(record.access, token_of(request), "edit_programme", ProgrammeRecord, change)
    except Wrong as wrong:
        if version_of(request) != kept.version:  # somebody else changed what the form was about
            return error_page(request, 409, look_at=record.url("programme_number", number))
        return shown(request, record, kept, draft, wrong.problems)
    except services.Stale:
        typed = [Line(record.say("changes"), draft.told(draft.new))]
        return error_page(request, 409, typed=typed, look_at=record.url("programme_number", number))
    except (Refused, services.NotReleasable):
        return shown(request, record, kept, draft, [Problem(record.say("nothing_left"), "")])
    return record.to("programme_number", number)


@of_complaint("write:programme")
@require_POST
def draft(request: AccessRequest, record: Record) -> HttpResponse:
    """A new draft, from what is known now."""
    try:
        made = services.draft_programme(record.access, record.episode, token_of(request), record.language)
    except services.NotReleasable as why:
        return none_yet(request, record, tuple(map(str, why.args)), status=422)
    return record.to("programme_number", made.number)


@of_complaint("write:programme")
@require_POST
def go_on(request: AccessRequest, record: Record) -> HttpResponse:
    """A new draft with the doses to which the rules of progression have come."""
    (out_and_in, doses), token = proposed(record), token_of(request)

    def make() -> ProgrammeRecord:
        made = services.draft_programme(record.access, record.episode, uuid5(token, "draft"), record.language)
        made.episode = record.episode
        draft = Draft(record, made)
        edits = [one for one in out_and_in if one["do"] == "forbid" or one["exercise"] in draft.offered]
        if edits:
            made = services.edit_programme(record.access, made, made.version, edits, record.language)
            draft = Draft(record, made)
        edits += [one for one in doses if draft.dose_of(one["exercise"])]
        return services.edit_programme(record.access, made, made.version, edits, record.language) if edits else made

    try:
        made = services.once(record.access, token, "go_on", ProgrammeRecord, make)
    except services.NotReleasable as why:
        return none_yet(request, record, tuple(map(str, why.args)), status=422)
    return record.to("programme_number", made.number)


@of_complaint("write:release")
@require_POST
def release(request: AccessRequest, record: Record, number: int) -> HttpResponse:
    """Lets the programme go to the patient. What the guideline says at that moment is kept beside it."""
    kept, form = found(record, number), ReleaseForm(record.language, request.POST)
    if not form.is_valid():
        return shown(request, record, kept, release=form)

    def let_go() -> ProgrammeRecord:
        services.record_assessment(record.access, record.episode, record.language)
        return services.release_programme(record.access, kept, version_of(request), form.cleaned_data["name"])

    try:
        services.once(record.access, token_of(request), "release_programme", ProgrammeRecord, let_go)
    except services.Stale:
        typed = [Line(str(form.fields["name"].label), [form.cleaned_data["name"]])]
        return error_page(request, 409, typed=typed, look_at=record.url("programme_number", number))
    except services.NotReleasable:
        return shown(request, record, kept, problems=[Problem(record.say("not_releasable"), "")])
    return record.to("programme_number", number)


@of_complaint("print:sheet")
@require_safe
def sheet(request: AccessRequest, record: Record, number: int) -> HttpResponse:
    """The sheet on paper; a draft says that it is one."""
    kept = found(record, number)
    planned = services.plan_of(kept)
    schedule = schedule_of(planned)
    assert schedule is not None, "only what holds a programme is kept"
    let_go = None
    if kept.released_at is not None:
        let_go = Release(kept.released_name, kept.released_at.astimezone(clock.HERE).date())
    pdf = print_sheet(planned.assessment, schedule, record.teller, name=record.patient.name, release=let_go)
    return pdf_answer(pdf, f"{record.patient.number}-{record.say('file_programme')}-{number}")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A file to keep. Its name holds the number of the patient and no more."""
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'})


def found(record: Record, number: int) -> ProgrammeRecord:
    kept: ProgrammeRecord | None = record.episode.programmerecords.filter(number=number).first()
    if kept is None:
        raise Http404
    kept.episode = record.episode
    return kept


def version_of(request: AccessRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def none_yet(request: AccessRequest, record: Record, collision: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    why = record.teller.why_not(collision) if status == 422 or not record.assessment.released else []
    shown = {"why": why, "released": record.assessment.released, "token": token_of(request), "kept": None}
    return record.page(request, "programme", "programme", status, **shown)


def shown(
    request: AccessRequest, record: Record, kept: ProgrammeRecord, draft: Draft | None = None, problems: list[Problem] | None = None,
    release: ReleaseForm | None = None,
) -> HttpResponse:  # fmt: skip
    kept.episode = record.episode
    draft = draft or Draft(record, kept)
    wrong = bool(problems) or (release is not None and bool(release.errors))
    content = {
        "kept": kept,
        "draft": draft,
        "plan": record.teller.plan(draft.programme)[:2],
        "is_draft": kept.status == DRAFT,
        "is_last": kept == record.episode.programmerecords.last(),
        "others": record.episode.programmerecords.exclude(pk=kept.pk),
        "changed": record.episode.answers.filter(at__gt=kept.made_at).exists(),
        "as_released": services.is_as_released(kept),
        "reasons": reasons(record.language),
        "chosen_reason": request.POST.get("reason", ""),
        "release": release or ReleaseForm(record.language, initial={"name": record.access.user.name}),
        "problems": problems or [],
        "token": token_of(request),
    }
    return record.page(request, "programme", "programme", 422 if wrong else 200, **content)
