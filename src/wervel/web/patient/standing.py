"""How a patient stands today, by everything that is known of them."""

from wervel.course.follow import FollowUp
from wervel.reasoning.assessment import rank
from wervel.web import clock
from wervel.web.care.episode import look_at
from wervel.web.care.models import Episode
from wervel.web.guideline import current


def look_now(episode: Episode) -> FollowUp:
    """How it stands today; a complaint that starts later counts from then."""
    return look_at(episode, current(), max(clock.today(), episode.started))


def is_urgent(look: FollowUp) -> bool:
    return rank(look.assessment.at_least) >= rank("urgent")
