"""A look at an episode as titled sections of plain text: for the person first, what is for the therapist marked as such."""

from fractions import Fraction

from wervel.course.follow import FollowUp
from wervel.course.looks import Call, is_compared
from wervel.course.progress import Progress
from wervel.knowledge.course import PAIN
from wervel.logic.text import Language
from wervel.narrate.report import Section, upper
from wervel.narrate.running import RunningTeller
from wervel.programme.running import RunningPlan, Withheld

DAYS_PER_WEEK = 7
WIDE = 7
"""Columns of the table, in characters."""


class FollowTeller(RunningTeller):
    """Tells one look at an episode, and the plan that runs in it unless an alarm stopped it, in one language."""

    def __init__(self, follow: FollowUp, plan: RunningPlan | Withheld | None, language: Language) -> None:
        super().__init__(follow.assessment, language)
        self.follow, self.plan_now = follow, plan

    def number(self, value: Fraction | None) -> str:
        """At most one decimal; a dash for what is not known."""
        text = "–" if value is None else f"{float(value):.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.language == "nl" else text

    def going(self) -> Section:
        """The verdict with its numbers; what is expected is told as an average, with the range around it."""
        follow = self.follow
        lines = [self.say("day_of_care", follow.days, follow.days // DAYS_PER_WEEK)]
        pain = next((one for one in follow.progress if one.measure.fact == PAIN), None)
        if follow.standing.closed:
            lines += [self.say("care_ended", self.day(follow.standing.closed)), self.text(follow.course.prevent_text)]
        elif follow.verdict is None:
            lines.append(self.say("too_little"))
        else:
            lines.append(self.text(follow.course.judgement.text(follow.verdict)))
        if pain is not None:
            lines.append(self.say("pain_from_to", self.number(pain.start), self.number(pain.now)))
        if pain is not None and follow.band is not None:
            lines.append(self.say("expected_now", *map(self.number, (follow.band.expected, follow.band.low, follow.band.high))))
            lines.append(self.text(follow.course.honesty))
            if not follow.cohort_is_known:
                lines.append(self.say("cohort_assumed"))
            lines.append("  " + self.sources(follow.course.curve(follow.cohort).because))
        elif not is_compared(follow.assessment, follow.course):
            lines.append(self.say("no_band"))
        return Section(self.say("follow"), lines)

    def weeks(self) -> Section:
        """Week, pain, and what is usual; only weeks in which something is known."""
        head = self.say("weeks_head").split("|")
        rows = []
        for week in self.follow.weeks:
            if week.pain is not None:
                band = week.band
                usual = "" if band is None else self.say("from_to", *map(self.number, (band.expected, band.low, band.high)))
                rows.append([str(week.week), self.number(week.pain), usual])
        if len(rows) <= 1:
            return Section(self.say("weeks_table"))
        shown = [head, *rows] if rows[-1][-1] else [row[:-1] for row in (head, *rows)]
        return Section(self.say("weeks_table"), ["".join(f"{cell:<{WIDE}}" for cell in row).rstrip() for row in shown])

    def measured(self) -> Section:
        """Every measure but pain, which is told above."""
        return Section(self.say("measured"), [f"- {self._measure(one)}" for one in self.follow.progress if one.measure.fact != PAIN])

    def _measure(self, one: Progress) -> str:
        what = self.say("improved" if one.improved else "got_worse" if one.worse else "no_change")
        name = upper(self.wording.name(one.measure.fact))
        line = self.say("measured_line", name, self.number(one.start), self.number(one.now), what)
        return line if one.fresh else f"{line} {self.say('not_fresh', self.day(one.day))}"

    def now(self) -> Section:
        """What the evaluations ask for, the most pressing first."""
        calls = sorted(self.follow.calls, key=lambda call: (call.done is not None, call.due))
        return Section(self.say("now_do"), [line for call in calls for line in self._call(call)])

    def _call(self, call: Call) -> list[str]:
        actions = upper(", ".join(self.text(self.follow.course.action(one)) for one in call.evaluation.do))
        said = "was_done" if call.done else "was_due" if call.due < self.follow.today else "do_before"
        when = self.say(said, actions, self.day(call.done or call.due))
        return [
            f"- {self.text(call.evaluation.text)}",
            f"  {when}",
            f"  {self.say('because')}{self.statements(call.because)}.",
            f"  {self.say('for_therapist', self.text(call.evaluation.care))}",
            f"  {self.sources(call.evaluation.because)}",
        ]

    def ending(self) -> Section:
        lines = [f"- {upper(self.text(reason.name))}." for reason in self.follow.close]
        return Section(self.say("can_end"), lines and [*lines, f"  {self.sources(self.follow.course.close_because)}"])

    def contact(self) -> Section:
        """When somebody looks again, and what is asked again then."""
        follow = self.follow
        following = follow.next_contact
        if following is None:
            lines = [self.say("no_contact")]
        elif following.due < follow.today:
            lines = [self.say("contact_late", self.day(following.due))]
        else:
            lines = [self.say("contact_on", self.day(following.on))]
        if follow.ask_again:
            lines.append(self.say("again", "; ".join(self.text(self.guideline.groups[group].name) for group in follow.ask_again)))
        return Section(self.say("next_contact"), lines)

    def notes(self) -> Section:
        """What was done so that nothing in the file is lost."""
        lines = [f"- {self.say(note.kind, note.place)}" for note in self.follow.episode.notes]
        lines += [f"- {self.say('set_aside', self.wording.name(fact))}" for fact in self.follow.standing.set_aside]
        return Section(self.say("file_notes"), lines)

    def looked_at(self) -> list[Section]:
        """The whole look. With an alarm only that: whom to see, why, and that the plan rests."""
        if self.follow.stopped:
            rests = Section(self.say("follow"), [self.say("plan_rests")], alarm=True)
            sections = [
                self.urgency(),
                self.route(self.follow.standing.case.declined),
                rests,
                self.reasons(),
                self.safety_net(),
                self.notes(),
            ]
        else:
            declined = self.follow.standing.case.declined
            alarming = self.assessment.class_ in ("undetermined", "referral")
            sections = [
                *([self.urgency(), self.route(declined), self.questions(declined)] if alarming else []),
                self.going(),
                self.weeks(),
                self.measured(),
                self.now(),
                *(self.told(self.plan_now) if self.plan_now else []),
                self.ending(),
                self.contact(),
                *([] if alarming else [self.urgency(), self.questions(declined)]),
                self.advice(),
                self.safety_net(),
                self.notes(),
            ]
        return [section for section in sections if section.lines]
