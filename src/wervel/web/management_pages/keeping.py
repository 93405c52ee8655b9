"""How long what is kept, and how copies are made."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wervel.web.look.parts import Row
from wervel.web.management_pages.pages import show
from wervel.web.management_pages.phrases import say
from wervel.web.practice.access import for_practice
from wervel.web.practice.models import MANAGERS, Practice
from wervel.web.practice.services import RETENTION_YEARS


@require_safe
@for_practice(*MANAGERS)
def keeping(request: HttpRequest, practice: Practice) -> HttpResponse:
    kept = practice.patients.filter(destroyed_at=None)
    oldest = kept.order_by("last_change").values_list("last_change", flat=True).first()
    told = [
        ("kept", str(kept.count())),
        ("kept_archived", str(kept.exclude(archived_at=None).count())),
        ("kept_destroyed", str(practice.patients.exclude(destroyed_at=None).count())),
        ("kept_term", say(request, "kept_years", RETENTION_YEARS)),
        *([("kept_next", str(oldest.year + RETENTION_YEARS))] if oldest else []),
        ("kept_log", say(request, "kept_log_years")),
    ]
    return show(request, "keeping", practice, "keeping", rows=[Row(say(request, key), (value,)) for key, value in told])
