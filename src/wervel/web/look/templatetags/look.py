"""The components. In a template: `{% load look %}`, then

{% icon "phone" %}                                       a drawing for beside words
{% urgency "same_day" %} {% sign "warn" %}               a signal: shape and words
{% badge "New" %} {% action "Start" url "next" %}        a label; a link that looks like a button
{% card "Title" %}...{% endcard %}                       a box with a title
{% alert "warn" "Title" %}...{% endalert %}              a message; tones calm, info, soon, warn, today, alarm
{% disclosure "Waarom?" %}...{% enddisclosure %}         what opens when asked for
{% empty "Nothing yet" %}...{% endempty %}               where a list would stand
{% summary rows %} {% table table %} {% timeline entries %} {% tabs tabs "Name" %} {% progress steps 2 %} {% pagination page %}
{% problems found %} {% form_problems form %}            the summary of what to mend, focused
{% section section %} {% question question %} {% chart chart %} {% pictures exercise %}

A form of Django renders with the same look through `look.forms.Renderer`: `{{ form }}` or `{{ form.name.as_field_group }}`.
"""

import re
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wervel.knowledge.types import Exercise
from wervel.narrate.report import Section, upper
from wervel.web.guideline import current
from wervel.web.look.body import BACK_X, FRONT_X, OUTLINE, SITES
from wervel.web.look.charts import Chart
from wervel.web.look.icons import LINES, SHAPES, TONES
from wervel.web.look.parts import Problem
from wervel.web.look.questions import Question
from wervel.web.look.saying import Sayer, language_now

register = template.Library()
say = Sayer({})
EMERGENCY_NUMBER = re.compile(r"\b(112)\b")


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        LINES[name],
    )


@register.simple_tag
def sign(tone: str) -> SafeString:
    """The shape of a signal; the words stand beside it."""
    outline, inside = SHAPES[tone]
    return format_html(
        '<svg class="sign" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        '<path d="{}" fill="currentColor"/>'
        '<path class="in" d="{}" fill="none" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>',
        outline,
        inside,
    )


@register.simple_tag
def urgency(level: str) -> SafeString:
    """How urgent: shape, word, and how soon."""
    told, tone = current().urgencies[level], TONES[level]
    language = language_now()
    return format_html(
        '<p class="urgency {}">{} <strong>{}</strong> <span>{}</span></p>',
        tone,
        sign(tone),
        upper(told.name[language]),
        told.within[language],
    )


@register.filter
def tone(level: str) -> str:
    """The tone of a message about this urgency."""
    return TONES[level]


@register.simple_tag(takes_context=True)
def notices(context: Context) -> SafeString:
    """What Django has to say about what was just done; settings name the tone of each level. A page may have `messages` of its own."""
    request = context.get("request")
    told = [(one.level_tag, sign(one.level_tag), one) for one in get_messages(request)] if request else []
    return format_html_join("", '<div class="alert {}" role="status"><p>{} {}</p></div>', told)


@register.simple_tag
def badge(text: str, tone: str = "") -> SafeString:
    return format_html('<span class="badge {}">{}{}</span>', tone, sign(tone) if tone else "", text)


@register.simple_tag
def action(text: str, href: str, icon_name: str = "", kind: str = "") -> SafeString:
    """A link that looks like a button; `kind` quiet for what is not the first thing to do."""
    before, after = ("", icon(icon_name)) if icon_name == "next" else (icon(icon_name) if icon_name else "", "")
    return format_html('<a class="button {}" href="{}">{}{}{}</a>', kind, href, before, text, after)


@register.simple_block_tag
def card(content: str, title: str, level: int = 2) -> SafeString:
    return format_html('<section class="card"><h{0}>{1}</h{0}>{2}</section>', level, title, content)


@register.simple_block_tag
def alert(content: str, tone: str, title: str) -> SafeString:
    return format_html(
        '<section class="alert {}"><h2>{}<span class="hidden">{}: </span>{}</h2>{}</section>',
        tone,
        sign(tone),
        say(language_now(), {"soon": "info", "today": "alarm"}.get(tone, tone)),
        title,
        content,
    )


@register.simple_block_tag
def disclosure(content: str, title: str, open: bool = False) -> SafeString:
    return format_html("<details{}><summary>{}</summary><div>{}</div></details>", SafeString(" open") if open else "", title, content)


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    return format_html('<div class="empty"><p><strong>{}</strong></p>{}</div>', title, content)


@register.filter
def calls(text: str) -> SafeString:
    """A text in which the emergency number can be dialled."""
    parts = EMERGENCY_NUMBER.split(text)
    return format_html_join("", "{}", ((format_html('<a href="tel:{0}">{0}</a>', one) if at % 2 else one,) for at, one in enumerate(parts)))


@register.simple_tag
def section(told: Section) -> SafeString:
    """Told text as paragraphs and items; what belongs to an item stands small under it."""
    items: list[tuple[bool, list[str]]] = []
    for line in told.lines:
        if line.startswith("  ") and items:
            items[-1][1].append(line.strip())
        else:
            items.append((line.startswith("- "), [line.removeprefix("- ")]))
    html, inside = [], False
    for is_item, (first, *rest) in items:
        if is_item != inside:
            html.append(SafeString("<ul>" if is_item else "</ul>"))
            inside = is_item
        small = format_html_join("", "<small>{}</small>", ((calls(one),) for one in rest))
        html.append(format_html("<li>{}{}</li>" if is_item else "<p>{}{}</p>", calls(first), small))
    return SafeString("".join([*html, SafeString("</ul>" if inside else "")]))


@register.filter
def drawn(svg: str, says: str) -> SafeString:
    """An SVG file of our own making, such as a QR code, as part of the page: a picture with words for who cannot see it."""
    return format_html('<div class="picture" role="img" aria-label="{}">{}</div>', says, SafeString(svg[svg.index("<svg") :]))


@register.inclusion_tag("look/parts/summary.html")
def summary(rows: object) -> dict[str, object]:
    return {"rows": rows}


@register.inclusion_tag("look/parts/table.html")
def table(table: object) -> dict[str, object]:
    return {"table": table}


@register.inclusion_tag("look/parts/timeline.html")
def timeline(entries: object) -> dict[str, object]:
    return {"entries": entries}


@register.inclusion_tag("look/parts/tabs.html")
def tabs(tabs: object, name: str) -> dict[str, object]:
    """Links to pages that belong together, under a name for who cannot see that."""
    return {"tabs": tabs, "name": name}


@register.inclusion_tag("look/parts/progress.html")
def progress(steps: list[str], current: int) -> dict[str, object]:
    """Steps in order; `current` counts from 1."""
    return {"steps": steps, "current": current, "name": steps[current - 1]}


@register.inclusion_tag("look/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> dict[str, object]:
    """Links to the other pages of a list, with the search that is in the address now."""
    query = context["request"].GET.copy()

    def href(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    before = href(page.previous_page_number()) if page.has_previous() else None
    return {"page": page, "before": before, "after": href(page.next_page_number()) if page.has_next() else None}


@register.inclusion_tag("look/parts/problems.html")
def problems(found: object) -> dict[str, object]:
    return {"problems": found}


@register.inclusion_tag("look/parts/problems.html")
def form_problems(form: BaseForm) -> dict[str, object]:
    found = [Problem(str(error), "") for error in form.non_field_errors()]
    for field in form:
        at = field.id_for_label or f"{field.auto_id}_0"
        found += [Problem(f"{field.label}: {error}", at) for error in field.errors]
    return {"problems": found}


@register.inclusion_tag("look/parts/question.html")
def question(question: Question, level: int = 1) -> dict[str, object]:
    """A question as a set of controls; at `level` 1 it is the title of its page."""
    return {"question": question, "level": level}


@register.simple_tag
def body_chart(question: Question) -> SafeString:
    """The body with the places of the options, hidden from screen readers: the list says the same. A script makes it answer to a touch."""
    shapes = format_html_join(
        "",
        '<path class="site{}" data-picks="{}" transform="translate({})" d="{}"/>',
        (
            (" ticked" if option.ticked else "", option.id, x, path)
            for option in question.options
            for x, path in SITES.get(option.value, ())
        ),
    )
    outlines = format_html_join("", '<path class="outline" transform="translate({})" d="{}"/>', ((x, OUTLINE) for x in (BACK_X, FRONT_X)))
    captions = format_html_join(
        "",
        '<text x="{}" y="312" text-anchor="middle">{}</text>',
        ((x + 50, say(language_now(), key)) for x, key in ((BACK_X, "seen_back"), (FRONT_X, "seen_front"))),
    )
    return format_html(
        '<svg class="body" viewBox="0 0 204 318" aria-hidden="true" focusable="false">{}{}{}</svg>', outlines, shapes, captions
    )


@register.inclusion_tag("look/parts/chart.html")
def chart(chart: Chart) -> dict[str, object]:
    """A chart with the same numbers in a table under it."""
    return {"chart": chart, "drawn": chart.svg(), "table": chart.table()}


@register.inclusion_tag("look/parts/pictures.html")
def pictures(exercise: Exercise) -> dict[str, object]:
    """The poses of an exercise in order."""
    from wervel.documents.figures import VIEWS, figure_of  # noqa: PLC0415 (most pages show no exercise)

    language, name = language_now(), exercise.name[language_now()]
    shown = []
    for at, pose in enumerate(exercise.poses, 1):
        figure, view = figure_of(pose), VIEWS[pose.view][language]
        shown.append(
            {
                "src": reverse("look:picture", args=[current().version, exercise.id, at]),
                "alt": say(language, "picture", name, at, len(exercise.poses), pose.label[language], view),
                "label": pose.label[language],
                "width": round(figure.width * PICTURE_PX),
                "height": round(figure.height * PICTURE_PX),
            }
        )
    return {"shown": shown}


PICTURE_PX = 150
"""The height of a standing figure on the screen."""
