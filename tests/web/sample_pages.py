"""The addresses of the house with one page more, which shows every component: for looking at, and for the accessibility check."""

from fractions import Fraction

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from wervel.consult.interview import Screen
from wervel.course.progress import Band
from wervel.narrate.report import Section
from wervel.web.guideline import current
from wervel.web.look.charts import Chart, Week
from wervel.web.look.icons import LINES, SHAPES, TONES
from wervel.web.look.parts import Entry, Row, Tab, Table
from wervel.web.look.questions import Question
from wervel.web.look.saying import language_now
from wervel.web.urls import handler400, handler403, handler404, handler500  # noqa: F401 (the handlers are read by name)
from wervel.web.urls import urlpatterns as house

PAGE = """{% extends "look/base.html" %}{% load say look %}
{% block title %}Samples{% endblock %}{% block width %}wide{% endblock %}
{% block main %}<h1>Samples</h1>
{% tabs tabs "Parts" %}
{% progress steps 2 %}
{% for level in levels %}{% urgency level %}{% endfor %}
<p>{% for tone in tones %}{% badge tone tone %} {% endfor %}{% badge "plain" %}</p>
<p>{% for name in icons %}{% icon name %}{% endfor %}</p>
{% for tone in tones %}{% alert tone "Message" %}<p>With <a href="/">a link</a> and words.</p>{% endalert %}{% endfor %}
{% card "Card" %}<p>In a box.</p><div class="actions">{% action "First" "/" "next" %}{% action "Other" "/" "back" "other" %}
{% action "Quiet" "/" "" "quiet" %}<button class="danger">Danger</button></div>{% endcard %}
{% disclosure "Why?" True %}{% section section %}{% enddisclosure %}
{% empty "Nothing yet" %}<p>It will stand here.</p>{% endempty %}
{% summary rows %}{% table table %}{% timeline entries %}{% pagination page %}
{% chart chart %}
{% pictures exercise %}
<form novalidate>{{ form }}<button>Go on</button></form>
<form>{% for one in questions %}{% question one 2 %}{% endfor %}</form>
{% endblock %}"""


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on your card")
    born = forms.DateField(label="Born", widget=forms.DateInput(attrs={"type": "date"}))
    side = forms.ChoiceField(label="Side", choices=[("l", "left"), ("r", "right")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(label="Days", choices=[("mo", "Monday"), ("tu", "Tuesday")], widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "one"), ("b", "two")])
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="I agree")


@login_not_required
def samples(request: HttpRequest) -> HttpResponse:
    guideline, language = current(), language_now()
    own = [fact for fact in guideline.facts.values() if fact.by == "patient"]
    kinds = {Question.of(Screen((fact,)), guideline, language, {}).kind: Screen((fact,)) for fact in own}
    group = next(iter(guideline.groups))
    screens = [*kinds.values(), Screen(tuple(fact for fact in own if fact.group == group), group)]
    weeks = [
        Week(
            week,
            None if week == 4 else Fraction(8 - week),
            Band(Fraction(5 - week // 2), Fraction(7 - week // 2), Fraction(9 - week // 2)),
            40 + 8 * week,
        )
        for week in range(7)
    ]
    told = {
        "tabs": [Tab("One", "/", True), Tab("Two", "/2/")],
        "steps": ["You", "Your back", "Ready"],
        "levels": list(TONES),
        "tones": list(SHAPES),
        "icons": list(LINES),
        "section": Section("Told", ["First.", "- one", "  small", "- two"]),
        "rows": [Row("Age", ["33"], "/1/"), Row("Signs", ["numb", "not sure: weak"], "/2/")],
        "table": Table("Numbers", ["Week", "Pain"], [["1", "7"], ["2", "5"]], frozenset({1})),
        "entries": [Entry("2 March", "Intake", "2026-03-02", ["By Bob"]), Entry("9 March", "Follow-up")],
        "page": Paginator(range(30), 10).page(2),
        "chart": Chart(weeks, language, Fraction(5)),
        "exercise": next(iter(guideline.exercises.values())),
        "form": Sample({"name": ""}),
        "questions": [Question.of(screen, guideline, language, {}) for screen in screens],
    }
    return HttpResponse(Template(PAGE).render(RequestContext(request, told)))


urlpatterns = [path("samples/", samples), *house]
