"""The caseload: everybody this therapist treats, who needs attention first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.accounts.second_factor import has_second_factor
from wervel.web.audit import log
from wervel.web.care.models import Episode, Message
from wervel.web.guideline import current
from wervel.web.look.saying import Sayer, language_now
from wervel.web.practice import vault
from wervel.web.practice.access import source_of
from wervel.web.practice.models import CLINICIANS, MANAGERS, Membership, Patient, PatientKey, running
from wervel.web.therapist.attention import TONES, Case, cases
from wervel.web.therapist.phrases import SAID

PER_PAGE, MOST_SEARCHED = 25, 500
say = Sayer(SAID)


@dataclass(frozen=True)
class Line:
    """One patient in the list, in words."""

    case: Case

    @property
    def patient(self) -> Patient:
        return self.case.episode.patient

    @property
    def tone(self) -> str:
        return TONES[self.case.reasons[0]] if self.case.reasons else "calm"

    @property
    def reasons(self) -> list[str]:
        return [self._say(one) for one in self.case.reasons] or [say(language_now(), "reason_none")]

    def _say(self, reason: str) -> str:
        note = self.case.note
        match reason:
            case "alarm":
                assert note is not None, "an alarm comes from a note"
                return say(language_now(), "reason_alarm", current().urgencies[note.urgency].name[language_now()])
            case "silent":
                return say(language_now(), "reason_silent", self.case.days_silent)
            case "call" if note is not None and note.examine:
                return say(language_now(), "reason_examine")
            case _:
                return say(language_now(), f"reason_{reason}")

    @property
    def dates(self) -> str:
        """The week of care, the last word of the patient, and when somebody looks again."""
        language, note = language_now(), self.case.note
        told = [say(language, "week_of_care", (self.case.today - self.case.episode.started).days // 7)]
        if note is not None:
            told.append(say(language, "last_entry", day_of(note.last)))
        if note is not None and note.contact:
            told.append(say(language, "contact_on", day_of(note.contact)))
        return " · ".join(told)


def day_of(iso: str) -> str:
    """A day as numbers: 9-11-2026."""
    day = date.fromisoformat(iso)
    return f"{day.day}-{day.month}-{day.year}"


@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """One row in the access log for the list; each record that is opened from it has its own."""
    user = request.user
    offices = _offices(user)
    if not isinstance(user, User) or not offices:
        raise Http404
    episodes = open_episodes(user)
    query = request.GET.get("q", "").strip()[:80]
    found = [one for one in episodes if _matches(one.patient, query)] if query else episodes
    unread = set(Message.objects.for_user(user).filter(read_at=None).exclude(author=user).values_list("episode", flat=True))
    page: Page[Any] = Paginator(cases(found, current(), clock.today(), unread), PER_PAGE).get_page(request.GET.get("page"))
    office, action = offices[0], "search" if query else "read"
    log.write(log.Entry(action, "caseload", None, user.id, office.role, office.practice_id, "treatment", source_of(request)))
    shown = {
        "lines": [Line(one) for one in page.object_list],
        "page": page,
        "query": query,
        "total": len(episodes),
        "others": without_complaint(user, query),
        "office": office.practice_id,
        "manages": any(one.role in MANAGERS and one.practice_id == office.practice_id for one in offices),
    }
    return render(request, "therapist/caseload.html", shown)


def _offices(user: Any) -> list[Membership]:
    if not isinstance(user, User) or not has_second_factor(user):
        return []
    return list(Membership.objects.filter(running(clock.now()), user=user, role__in=CLINICIANS, practice__archived_at=None))


def open_episodes(user: User) -> list[Episode]:
    """Of everybody this person treats, with the patients and their keys, in two questions to the database."""
    treated = Patient.objects.for_user(user).exclude(user=user).filter(archived_at=None)
    found = list(Episode.objects.filter(closed=None, patient__in=treated).select_related("patient"))
    wrapped = dict(PatientKey.objects.filter(patient__in=treated).values_list("patient", "wrapped"))
    for episode in found:
        # filled in beforehand: 2,000 records would ask for their keys one by one
        episode.patient.__dict__["_key"] = vault.unwrap(bytes(wrapped[episode.patient_id]))
    return found


def without_complaint(user: User, query: str) -> list[Patient]:
    """Whom this person treats and who has nothing open: new, or closed. The last changed first."""
    treated = Patient.objects.for_user(user).exclude(user=user).filter(archived_at=None)
    free = treated.exclude(pk__in=Episode.objects.filter(closed=None).values("patient")).order_by("-last_change")
    return [one for one in free[: MOST_SEARCHED if query else PER_PAGE] if _matches(one, query)]


def _matches(patient: Patient, query: str) -> bool:
    return query.casefold() in f"{patient.name} {patient.number}".casefold()
