"""`{% load club %}`, then `{{ line|seen_lines }}`: what the staff read about one player."""

from django import template

from wervel.web.club.pages import Line, words_of
from wervel.web.look.saying import language_now

register = template.Library()


@register.filter
def seen_lines(line: Line) -> list[str]:
    return words_of(line.seen, language_now())
