"""`{% say "key" value %}`: a word of the room that the template is of; `as name` keeps it. `{{ text|words }}`: a Text as it is read."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePosixPath

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from wervel.logic.text import Text
from wervel.web.look.saying import Sayer, language_now

register = template.Library()


@cache
def sayer_of(room: str) -> Sayer:
    """The words of a room; those of the frame for a template outside any room, such as one of a library."""
    module = f"wervel.web.{room}.phrases"
    has_words = room.isidentifier() and find_spec(f"wervel.web.{room}") is not None and find_spec(module) is not None
    return Sayer(import_module(module).SAID if has_words else {})


class SayNode(template.Node):
    def __init__(self, sayer: Sayer, key: FilterExpression, values: list[FilterExpression], name: str | None) -> None:
        self.sayer, self.key, self.values, self.name = sayer, key, values, name

    def render(self, context: Context) -> SafeString:
        said = self.sayer(language_now(), self.key.resolve(context), *(value.resolve(context) for value in self.values))
        if self.name is None:
            return conditional_escape(said)
        context[self.name] = said
        return SafeString()


@register.tag
def say(parser: Parser, token: Token) -> SayNode:
    _, *bits = token.split_contents()
    name = bits.pop() if len(bits) > 2 and bits[-2] == "as" else None
    if name:
        bits.pop()
    sayer = sayer_of(PurePosixPath(str(parser.origin.template_name)).parts[0]) if parser.origin else Sayer({})
    key = parser.compile_filter(bits[0])
    if key.is_var is False and key.resolve(Context()) not in sayer.said:
        raise template.TemplateSyntaxError(f"{bits[0]} is no phrase of this room: add it to phrases.py")
    return SayNode(sayer, key, [parser.compile_filter(bit) for bit in bits[1:]], name)


@register.filter
def words(text: Text) -> str:
    return text[language_now()]
