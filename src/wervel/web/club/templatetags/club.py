"""`{% load club %}`, then `{{ line|seen_lines }}`: what the staff read about one player; `{% if patient|plays %}`: in a squad somewhere."""

from django import template

from wervel.web.club.models import Player
from wervel.web.club.pages import Line, words_of
from wervel.web.club.standing import records_of
from wervel.web.look.saying import language_now
from wervel.web.practice.models import Patient

register = template.Library()


@register.filter
def seen_lines(line: Line) -> list[str]:
    return words_of(line.seen, language_now())


@register.filter
def plays(patient: Patient) -> bool:
    return Player.objects.agreed().filter(patient__in=records_of(patient)).exists()
