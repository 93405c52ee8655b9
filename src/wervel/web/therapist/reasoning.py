"""What fits and what does not, each with its reasons, and the profile for a therapist to confirm or to change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from wervel.knowledge.types import CONFIDENCES, Hypothesis, Rule
from wervel.logic.expr import facts_beneath
from wervel.narrate.report import facts_of, upper
from wervel.reasoning.assessment import PROFILE, SUGGESTED_PROFILE
from wervel.reasoning.explanation import why
from wervel.web.care import services
from wervel.web.practice.access import AccessRequest
from wervel.web.therapist.consulting import write_today
from wervel.web.therapist.forms import ProfileForm, token_of
from wervel.web.therapist.record import Record, of_complaint

MOST_OPEN = 6


@dataclass(frozen=True)
class Because:
    """One rule of the guideline in words: what it says, which findings of this person decide it, who says so."""

    says: str
    facts: str
    sources: str
    link: str


@dataclass(frozen=True)
class Fit:
    """One condition. `pro` and `con`: rules that hold; `missing`: what is not known and could still make it fit better or worse."""

    name: str
    sure: str
    summary: str
    link: str
    pro: tuple[Because, ...]
    con: tuple[Because, ...]
    missing: str


def book(kind: str, id: str) -> str:
    """The page of the guideline about a rule, fact, condition or exercise; nothing while the book is not there."""
    try:
        return reverse("guideline_pages:thing", args=[kind, id])
    except NoReverseMatch:
        return ""


class Reasoning:
    """The reasoning about one person."""

    def __init__(self, record: Record) -> None:
        self.record, self.assessment, self.teller = record, record.assessment, record.teller
        self.rules: dict[str, list[tuple[Rule, str]]] = {}
        for rule in record.guideline.rules.values():
            if isinstance(rule.then, Hypothesis):
                self.rules.setdefault(rule.then.condition, []).append((rule, rule.then.confidence))

    def fits(self) -> list[Fit]:
        """What is suspected, and what a doctor must exclude first."""
        return [self._fit(condition, confidence) for condition, confidence in self.assessment.hypotheses.items()]

    def contradicted(self) -> list[Fit]:
        """What something speaks against and nothing for."""
        return [self._fit(condition, "against") for condition in self.assessment.contradicted]

    def others(self) -> Iterator[tuple[str, str, str]]:
        """What is not suspected: its name, its page, and what makes that its strongest rule does not hold, or what is not known for it."""
        told = {*self.assessment.hypotheses, *self.assessment.contradicted}
        for condition, rules in self.rules.items():
            if condition not in told:
                module = self.record.guideline.conditions[condition]
                strongest = max((one for one in rules if one[1] != "against"), key=lambda one: CONFIDENCES.index(one[1]), default=None)
                if strongest is not None:
                    yield upper(module.name[self.record.language]), book("condition", condition), self._why_not(strongest[0])

    def _why_not(self, rule: Rule) -> str:
        if self.assessment.verdicts.truth(rule.id) is False:
            facts = why(rule.when, self.assessment.known, self.record.guideline.definitions)
            return self.record.say("because_not", self.teller.statements(facts)) if facts else ""
        return self.record.say("not_known_for", self._missing([rule]))

    def _fit(self, condition: str, confidence: str) -> Fit:
        module, language = self.record.guideline.conditions[condition], self.record.language
        holds = [one for one in self.rules.get(condition, ()) if self.assessment.verdicts.fires(one[0])]
        alarms = [rule for rule in self.assessment.alarms if getattr(rule.then, "suspect", None) == condition]
        undecided = [rule for rule, _ in self.rules.get(condition, ()) if self.assessment.verdicts.truth(rule.id) is None]
        return Fit(
            upper(module.name[language]),
            self.record.guideline.words["confidence"][confidence][language],
            self.teller.marked(module.summary[language], module.because),
            book("condition", condition),
            tuple(self._because(rule) for rule in [*alarms, *(rule for rule, sure in holds if sure != "against")]),
            tuple(self._because(rule) for rule, sure in holds if sure == "against"),
            self._missing(undecided),
        )

    def _because(self, rule: Rule) -> Because:
        facts = facts_of(rule, self.assessment)
        says, sources = rule.text[self.record.language], self.teller.sources(rule.because)
        return Because(says, self.teller.statements(facts), sources, book("rule", rule.id))

    def _missing(self, rules: list[Rule]) -> str:
        """The names of what is not known beneath these rules, the first few."""
        definitions, facts = self.record.guideline.definitions, self.record.guideline.facts
        beneath = {fact for rule in rules for fact in facts_beneath(rule.when, definitions)} - set(self.assessment.known)
        names = [facts[fact].name[self.record.language] for fact in facts if fact in beneath]
        more = self.teller.say("and_more", len(names) - MOST_OPEN) if len(names) > MOST_OPEN else ""
        return "; ".join(names[:MOST_OPEN]) + more


@of_complaint("read:reasoning")
@require_http_methods(["GET", "HEAD"])
def reasoning(request: AccessRequest, record: Record) -> HttpResponse:
    return shown(request, record, profile_form(record))


@of_complaint("write:override")
@require_http_methods(["POST"])
def profile(request: AccessRequest, record: Record) -> HttpResponse:
    """The profile by this therapist, as an answer of today; with the reason where it is not the suggested one."""
    form = profile_form(record, request.POST)
    if not form.is_valid():
        return shown(request, record, form, status=422)
    chosen = form.cleaned_data["profile"]
    with transaction.atomic():
        changed = write_today(request, record, {PROFILE: chosen})
        if changed and form.is_otherwise(chosen):
            services.override(record.access, record.episode, "profile", form.suggested, chosen, form.cleaned_data["reason"])
    return record.to("reasoning")


def profile_form(record: Record, data: object = None) -> ProfileForm:
    suggested = record.assessment.verdicts.option_as_far_as_asked(SUGGESTED_PROFILE)
    profiles = [(one.id, upper(one.name[record.language])) for one in record.guideline.programme.profiles.values()]
    return ProfileForm(record.language, profiles, suggested, data, initial={"profile": record.assessment.profile})


def shown(request: AccessRequest, record: Record, form: ProfileForm, status: int = 200) -> HttpResponse:
    told, teller = Reasoning(record), record.teller
    sections = [one for one in (teller.roots(), teller.phenomena(), teller.diagnostics(), teller.trajectory()) if one.lines]
    content = {
        "fits": told.fits(), "contradicted": told.contradicted(), "others": list(told.others()), "sections": sections,
        "profile": teller.profile(), "confirmed": PROFILE in record.assessment.known, "form": form,
        "token": token_of(request), "questions": teller.questions(record.follow.standing.case.declined),
    }  # fmt: skip
    return record.page(request, "reasoning", "reasoning", status, **content)
