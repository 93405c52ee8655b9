"""A squad plan as titled sections of plain text: with reasons for the physiotherapist, and without anything of health for the coach."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from wervel.knowledge.sport import Border
from wervel.logic.text import Language, Text
from wervel.logic.words import Wording
from wervel.narrate.report import Section, Teller, sources_line
from wervel.programme.prevention import Kept, Swap, healthy_player
from wervel.programme.return_to_play import sport_of
from wervel.programme.squad import PlayerPlan, SquadPlan, WayBack, asks, avoids, first_rules, may_do
from wervel.reasoning.assessment import rank
from wervel.reasoning.questions import ask_next

PHRASES = {
    "session": Text("Samen oefenen: {} keer per week {} minuten", "Exercise together: {} times a week for {} minutes"),
    "part": Text("Voor: {}.", "For: {}."),
    "week": Text("De week van de ploeg", "The week of the team"),
    "before_training": Text("{}. Oefen samen voor de training.", "{}. Exercise together before training."),
    "at_home": Text("{}. Oefen thuis.", "{}. Exercise at home."),
    "light": Text("Alleen licht, voor de wedstrijd van morgen: {}.", "Only light, before the match of tomorrow: {}."),
    "training": Text("Op de training", "At training"),
    "breaks": Text("In een training van {} minuten is dat rond minuut {}.", "In a training of {} minutes that is around minute {}."),
    "takes_part": Text("Doet alles mee", "Joins in everything"),
    "adapted": Text("{}: doet mee, aangepast", "{}: joins in, adapted"),
    "see_first": Text("{}: eerst kijkt iemand mee", "{}: somebody looks first"),
    "how_soon": Text("Hoe snel: {} ({}). Naar: {}.", "How soon: {} ({}). To: {}."),
    "ask": Text("Nog te vragen: {}.", "Still to ask: {}."),
    "open": Text("Eerst moet bekend zijn: {}.", "First this must be known: {}."),
    "not_asked": Text(
        "Er is niet gevraagd naar klachten. Doe dat voor de eerste keer.", "Nobody asked about complaints. Do so before the first time."
    ),
    "no_age": Text("De leeftijd is niet bekend. {}", "The age is not known. {}"),
    "replace": Text("In plaats van {}: {}.", "Instead of {}: {}."),
    "leave_out": Text("Sla over: {}.", "Leave out: {}."),
    "because": Text("Omdat: {}.", "Because: {}."),
    "stage": Text("dit past nog niet bij de fase: {}", "it does not suit the stage yet: {}"),
    "wish": Text("de eigen wens", "their own wish"),
    "mind": Text("{}: let op: {}.", "{}: take care: {}."),
    "step": Text("Stap terug naar spelen: {}.", "Step on the way back to play: {}."),
    "advance": Text("Voorstel vanaf {}: naar de stap {}. {}", "Proposal from {}: on to the step {}. {}"),
    "back": Text("Vanaf {}: terug naar de stap {}. {}", "From {}: back to the step {}. {}"),
    "stay": Text("Blijft bij deze stap. {}", "Stays at this step. {}"),
    "waits": Text("Ook nodig: {}", "Also needed: {}"),
    "missing": Text("Nog niet bekend: {}.", "Not known yet: {}."),
    "unlit": Text("Het licht van deze dagen ontbreekt: {}.", "The light of these days is missing: {}."),
    "may": Text("Mag: {}.", "May do: {}."),
    "up_to": Text("{} tot {} minuten", "{} up to {} minutes"),
    "drills": Text("Hockeyvormen: {}.", "Hockey drills: {}."),
    "load": Text(
        "Belasting deze week: {}. Vorige week: {}. Gemiddelde van de weken ervoor: {}.",
        "Load this week: {}. Last week: {}. Mean of the weeks before: {}.",
    ),
    "low": Text("Laag gespeeld deze week: {} van {} minuten.", "Played low this week: {} of {} minutes."),
    "players": Text("Wie doet mee", "Who joins"),
    "all": Text("{}: doet alles mee.", "{}: joins in everything."),
    "part_of": Text("{}: doet een deel mee.", "{}: joins in part."),
    "none": Text("{}: speelt en traint niet. Contact is geregeld.", "{}: does not play or train. Contact has been arranged."),
    "avoid": Text("Niet: {}.", "Not: {}."),
    "instead": Text("Wel: {}.", "Instead: {}."),
    "flicks": Text("Sleeppushes vandaag: {} hooguit.", "Drag flicks today: {} at most."),
    "nothing": Text("alleen de oefeningen", "the exercises only"),
}


class SquadTeller:
    """Tells one squad plan in one language."""

    def __init__(self, plan: SquadPlan, language: Language) -> None:
        self.plan, self.language = plan, language
        self.guideline, self.sport = plan.guideline, sport_of(plan.guideline)
        self.teller = Teller(healthy_player(plan.guideline), language)
        facts = {**self.guideline.facts, **self.sport.facts}
        self.wording = Wording(facts, self.guideline.words["units"], language)

    def say(self, key: str, *values: object) -> str:
        return PHRASES[key][self.language].format(*values)

    def names(self, facts: Iterable[str]) -> str:
        return "; ".join(self.wording.name(fact) for fact in facts)

    def listed(self, names: Iterable[Text]) -> str:
        return ", ".join(name[self.language] for name in names)

    def number(self, number: Fraction | int | None) -> str:
        """A whole number as people write it; a dash for what is not known."""
        return "–" if number is None else f"{float(number):.0f}"

    def day(self, day: date) -> str:
        """A date as people write it: 9 november 2026."""
        return f"{day.day} {self.teller.say('months').split('|')[day.month - 1]} {day.year}"

    # for both readers

    def session(self) -> Section:
        settings = self.sport.prevention
        lines = []
        for part, choice in self.plan.session:
            lines.append(f"- {choice.exercise.name[self.language]}: {self.teller.dose(choice)}")
            lines.append(f"  {self.say('part', part.name[self.language])}")
        return Section(self.say("session", settings.times_a_week, settings.minutes), lines)

    def week(self) -> Section:
        """Each day of the week, with the session on its days."""
        days = {one.day: one for one in self.plan.days}
        names = self.teller.say("days").split("|")
        lines = []
        for at, kind in enumerate(self.plan.week):
            told = f"{names[at]}: {self.sport.week.days[kind][self.language]}"
            if at in days:
                told = self.say("before_training" if days[at].before_training else "at_home", told)
                if days[at].light:
                    told += " " + self.say("light", self.listed(choice.exercise.name for _, choice in self.plan.on(days[at])))
            lines.append(f"- {told}")
        return Section(self.say("week"), lines)

    def training(self) -> Section:
        lines = [f"- {self.sport.warm_up.text[self.language]}", f"- {self.sport.breaks.text[self.language]}"]
        if self.plan.breaks:
            lines.append(f"  {self.say('breaks', self.plan.squad.minutes, ', '.join(map(str, self.plan.breaks)))}")
        return Section(self.say("training"), lines)

    # for the coach

    def for_coach(self) -> list[Section]:
        """Availability and what to avoid, and nothing else of a player."""
        lines = [line for player in self.plan.players for line in self._availability(player)]
        return [self.session(), self.week(), self.training(), Section(self.say("players"), lines)]

    def _availability(self, player: PlayerPlan) -> Iterator[str]:
        name, may = player.player.name, may_do(player)
        yield "- " + self.say({"takes_part": "all", "adapted": "part_of", "see_first": "none"}[player.state], name)
        if may is not None:
            yield f"  {self.may(may.items())}"
        if names := avoids(player):
            yield f"  {self.say('avoid', self.listed(names))}"
        if instead := [one.instead.exercise.name for one in player.session if isinstance(one, Swap) and one.instead]:
            yield f"  {self.say('instead', self.listed(instead))}"
        if player.way_back and player.way_back.flicks:
            yield f"  {self.say('flicks', player.way_back.flicks.count)}"

    def may(self, allows: Iterable[tuple[str, int]]) -> str:
        told = [self.say("up_to", self.sport.kinds[kind].name[self.language], minutes) for kind, minutes in allows]
        return self.say("may", ", ".join(told) or self.say("nothing"))

    # for the physiotherapist

    def for_physiotherapist(self) -> list[Section]:
        """The plan of the team, then who needs attention most first."""
        urgent = sorted(self.plan.players, key=lambda one: -rank(one.assessment.at_least))
        first = [self._see_first(one) for one in urgent if one.state == "see_first"]
        adapted = [self._adapted(one) for one in self.plan.players if one.state == "adapted"]
        joins = [line for one in self.plan.players if one.state == "takes_part" for line in (f"- {one.player.name}", *self._notes(one))]
        sections = [*first, *adapted, Section(self.say("takes_part"), joins), self.session(), self.week(), self.training()]
        return [section for section in sections if section.lines]

    def _see_first(self, player: PlayerPlan) -> Section:
        lines, rules = self._urgency(player), first_rules(player)
        for rule in rules:
            lines += [f"- {rule.text[self.language]}", f"  {sources_line(self.guideline, rule.because, self.language)}"]
        if missing := ask_next(player.assessment, player.player.case.declined):
            lines.append(self.say("open", self.teller.listed(list(missing))))
        return Section(self.say("see_first", player.player.name), [*lines, *self._notes(player)], alarm=bool(rules))

    def _urgency(self, player: PlayerPlan) -> list[str]:
        """How soon and to whom, when that is somebody else."""
        assessment = player.assessment
        if rank(assessment.at_least) < rank("soon"):
            return []
        level, route = self.guideline.urgencies[assessment.at_least], self.guideline.routes[assessment.route]
        return [self.say("how_soon", level.name[self.language], level.within[self.language], route.name[self.language])]

    def _adapted(self, player: PlayerPlan) -> Section:
        lines = [*self._urgency(player), *(line for one in player.session for line in self._part(one))]
        if player.way_back:
            lines += self._way_back(player.way_back)
        if asks(player) and (missing := ask_next(player.assessment, player.player.case.declined)):
            lines.append(self.say("ask", self.teller.listed(list(missing))))
        return Section(self.say("adapted", player.player.name), [*lines, *self._notes(player)])

    def _part(self, one: Kept | Swap) -> Iterator[str]:
        name = one.exercise.name[self.language]
        if isinstance(one, Kept):
            if one.mind:
                yield f"- {self.say('mind', name, self.names(one.mind))}"
            return
        yield f"- {self.say('replace', name, one.instead.exercise.name[self.language]) if one.instead else self.say('leave_out', name)}"
        yield f"  {self.say('because', self._reason(one))}"
        if one.instead and one.instead.cautions:
            yield f"  {self.teller.say('mind', self.names(one.instead.cautions))}"

    def _reason(self, swap: Swap) -> str:
        reasons = [self.names(swap.facts)] if swap.facts else []
        reasons += [rule.text[self.language].rstrip(".") for rule in swap.rules]
        reasons += [self.say("wish")] if swap.wish else []
        if swap.stage:
            reasons.append(self.say("stage", self.guideline.programme.stages[swap.stage].name[self.language]))
        return "; ".join(reasons)

    def _way_back(self, way: WayBack) -> Iterator[str]:
        decision, steps = way.decision, {step.id: step.name[self.language] for step in self.sport.return_to_play.steps}
        text = decision.text[self.language]
        if decision.step is None:
            yield f"- {text}"
        elif decision.action == "stay" or decision.since is None:
            yield f"- {self.say('step', steps[decision.step])} {self.say('stay', text)}"
        else:
            yield f"- {self.say(decision.action, self.day(decision.since), steps[decision.step], text)}"
        yield from (f"  {self.say('waits', one.text[self.language])}" for one in decision.waits[1:] if isinstance(one, Border))
        if decision.missing:
            yield f"  {self.say('missing', self.names(decision.missing))}"
        if decision.unlit:
            yield f"  {self.say('unlit', ', '.join(map(self.day, decision.unlit)))}"
        yield f"  {self.may(decision.allows.items())}"
        if way.warms_up:
            yield f"  {self.sport.warm_up.text[self.language]}"
        yield from (f"  {role.text[self.language]}" for role in way.roles)
        if way.drills:
            yield f"  {self.say('drills', self.listed(drill.name for drill in way.drills))}"
        if way.flicks:
            yield f"  {way.flicks.text[self.language]}"

    def _notes(self, player: PlayerPlan) -> Iterator[str]:
        """What counts whatever the state: what was not asked, a young player, the load of the week."""
        young = self.sport.prevention.young_text[self.language]
        if player.complaint is None and player.state != "see_first":
            yield f"  {self.say('not_asked')}"
        if player.young is not False:
            yield f"  {young if player.young else self.say('no_age', young)}"
        if load := player.load:
            yield f"  {self.say('load', *map(self.number, (load.week, load.last_week, load.mean)))}"
            if load.big_jump:
                yield f"  {self.sport.big_jump_text[self.language]}"
        if player.low:
            yield f"  {self.say('low', self.number(player.low.done), self.number(player.low.budget))}"
