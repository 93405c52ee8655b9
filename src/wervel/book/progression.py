"""How an exercise goes on from one session to the next, told row by row. Criteria here speak of the facts of one session."""

from collections.abc import Iterable

from wervel.book.criteria import said
from wervel.book.facts import fact_rows
from wervel.book.teller import BookTeller, Row
from wervel.consult.contents import OwnFact
from wervel.knowledge.progression import FlareUp, LoadStep, Move, Progression, ProgressionRule, Quota, StepUp, WeekLimits
from wervel.narrate.report import upper


def own_fact_rows(one: OwnFact, teller: BookTeller) -> list[Row]:
    """A fact of a session or of a player. Nothing waits for an answer to it, so when it must be asked is not told."""
    among = teller.of_sessions if one.kind == "session_fact" else teller.of_sport
    known = [row for row in fact_rows(one.fact, among) if row.fields != ("asked",)]
    told = [teller.row("by", "by", teller.say("by_log")) if row.fields == ("by",) and one.fact.by == "record" else row for row in known]
    return [*told, *teller.because(one.because)]


def progression_rule_rows(rule: ProgressionRule, teller: BookTeller) -> list[Row]:
    action = teller.say(f"action_{rule.action}", rule.percent, rule.sets, rule.sessions, rule.days)
    further = [
        *([teller.say("back_to", _stage(rule.stage, teller))] if rule.stage else []),
        *([teller.say(f"tell_{rule.tell}")] if rule.tell else []),
        *([teller.say("ask_again")] if rule.ask_again else []),
        *([teller.say("after_a_gap")] if rule.gap else []),
    ]
    otherwise = [teller.row("otherwise", "reads_otherwise", teller.text(rule.otherwise))] if rule.otherwise != rule.text else []
    return [
        teller.row("text", "patient_reads", teller.text(rule.text)),
        *otherwise,
        teller.row("when", "when", teller.of_sessions.clause(rule.when)),
        teller.row("action percent sets sessions days", "what_changes", action),
        *([teller.row("stage tell ask_again gap", "further_steps", *further)] if further else []),
        *teller.because(rule.because),
    ]


def move_rows(move: Move, teller: BookTeller) -> list[Row]:
    stages = teller.say("from_to_stage", ", ".join(_stage(one, teller) for one in move.stages), _stage(move.to, teller))
    return [
        teller.row("text", "patient_reads", teller.text(move.text)),
        teller.row("stages to", "move", upper(stages)),
        teller.row("when", "when", teller.of_sessions.clause(move.when)),
        *([teller.row("tell", "further_steps", teller.say(f"tell_{move.tell}"))] if move.tell else []),
        *teller.because(move.because),
    ]


def progression_rows(progression: Progression, teller: BookTeller) -> list[Row]:
    """All of the progression but its facts, rules and moves."""
    hours = progression.settled_hours, progression.not_settled_hours
    walking = progression.walking
    return [
        teller.row("settled_hours not_settled_hours", "next_morning", teller.say("settled", *hours)),
        *teller.because(progression.next_morning_because, "next_morning_because"),
        teller.row("mornings", "mornings", teller.say("mean_of_mornings", *progression.mornings)),
        *teller.because(progression.mornings_because, "mornings_because"),
        teller.row("modes", "steps_for", upper(", ".join(teller.say(f"mode_{mode}") for mode in progression.modes))),
        _steps(progression, teller),
        *_load_step(progression.load, teller),
        *teller.because(progression.steps_because, "steps_because"),
        *_limits(progression.limits, teller),
        *_quota(progression.quota, teller),
        teller.row("walking", "build_up", teller.say("walking_goal", walking.days, walking.minutes_by_then, walking.by_week)),
        *teller.because(walking.because, "walking"),
        teller.row("patterns", "patterns", _families(progression.patterns, teller)),
        *_flare_up(progression.flare_up, teller),
    ]


def _steps(progression: Progression, teller: BookTeller) -> Row:
    """The kinds of step in the order in which they are tried."""
    heads = map(teller.say, ("step", "step_size", "step_limit", "patient_reads"))
    steps: list[StepUp | LoadStep] = [progression.load if kind == "load" else progression.steps[kind] for kind in progression.order]
    names = [teller.say(f"step_{kind}") for kind in progression.order]
    lines = [[name, *_step(step, teller), teller.text(step.text)] for name, step in zip(names, steps, strict=True)]
    return teller.table("order steps load", teller.say("steps_in_order"), heads, lines)


def _step(step: StepUp | LoadStep, teller: BookTeller) -> tuple[str, str]:
    """How much more, and how far at most."""
    if isinstance(step, LoadStep):
        return teller.say("more_load", teller.between(step.percent), teller.between(step.kg)), teller.counted("times_in_all", step.times)
    size = teller.say("more_by", step.add) if step.add else teller.say("more_percent", step.percent) if step.percent else ""
    limits = [
        *([teller.say("of_the_library", step.up_to_percent)] if step.up_to_percent else []),
        *([teller.say("never_more", step.most)] if step.most else []),
    ]
    return size or teller.say("none_given"), "; ".join(limits) or teller.say("none_given")


def _load_step(step: LoadStep, teller: BookTeller) -> list[Row]:
    return teller.listed("load", "loaded_with", (teller.word("equipment", one) for one in sorted(step.equipment)))


def _limits(limits: WeekLimits, teller: BookTeller) -> list[Row]:
    slow = said(teller.say("slow_growth", limits.slow_percent), items=[said(teller.exercise(one)) for one in sorted(limits.slow)])
    groups = [said(_families(families, teller)) for families in limits.groups.values()]
    sets = ([_stage(stage, teller), str(most)] for stage, most in limits.hard_sets.items())
    return [
        teller.row("limits", "week_growth", teller.say("volume_growth", limits.volume_percent, limits.days)),
        teller.row("limits", "week_growth_slow", slow),
        teller.row("limits", "hard_set", teller.say("hard_from", limits.hard_effort)),
        teller.table("limits", teller.say("hard_sets"), map(teller.say, ("stage", "hard_sets")), sets),
        teller.row("limits", "families_together", *groups),
        *teller.because(limits.because, "limits"),
    ]


def _quota(quota: Quota, teller: BookTeller) -> list[Row]:
    start, step = teller.between(quota.start_percent), teller.between(quota.step_percent)
    return [
        teller.row("quota", "patient_reads", teller.text(quota.text)),
        teller.row("quota", "build_up", teller.say("quota_steps", quota.tries, start, step, quota.days)),
        *teller.because(quota.because, "quota"),
    ]


def _flare_up(flare: FlareUp, teller: BookTeller) -> list[Row]:
    days = teller.between(flare.days)
    return [
        teller.row("flare_up", "patient_reads", teller.text(flare.text)),
        teller.row("flare_up", "when", teller.say("flare_when", flare.rise)),
        teller.row("flare_up", "what_changes", teller.say("flare_plan", days, flare.sessions_per_day, flare.percent)),
        *teller.because(flare.because, "flare_up"),
    ]


def _stage(stage: str, teller: BookTeller) -> str:
    return teller.text(teller.guideline.programme.stages[stage].name)


def _families(families: Iterable[str], teller: BookTeller) -> str:
    return upper("; ".join(teller.word("families", one) for one in families))
