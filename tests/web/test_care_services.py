"""What happens in the course of care: answers, a programme from draft to release, a diary, and who may do which."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.course.people import ORDINARY
from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.episode import case_of, facts_of, look_at, to_episode
from wervel.web.care.models import ENDED, RELEASED, Answer, DiaryEntry, Episode, ProgrammeRecord, SessionLog
from wervel.web.care.programmes import programme_json
from wervel.web.guideline import current
from wervel.web.practice.access import Access, access_to
from wervel.web.practice.models import Patient

TODAY = date(2026, 11, 22)


def at(user: User, patient: Patient, permission: str = "read:record") -> Access:
    access = access_to(user, patient, permission, "test")
    assert access is not None
    return access


def token() -> uuid.UUID:
    return uuid.uuid4()


def answered(access: Access, episode: Episode, facts: Mapping[str, Any], kind: str = "intake") -> tuple[str, ...]:
    return services.record_answers(access, services.open_consultation(access, episode, kind, token()), facts)


@pytest.fixture
def ready(bob: User, alice_record: Patient, episode: Episode) -> Access:
    """Bob at Alice's record, with an ordinary back that has been asked about."""
    access = at(bob, alice_record)
    answered(access, episode, ORDINARY)
    return access


def released(access: Access, episode: Episode) -> ProgrammeRecord:
    return services.release_programme(access, services.draft_programme(access, episode, token()), 1, "Bob Bos")


def test_an_answer_is_kept_as_it_was_given_and_opens_only_with_the_key_of_the_record(ready: Access, episode: Episode) -> None:
    facts = facts_of(episode, clock.today())
    assert facts["pain_now_nprs"] == 6
    assert facts["stress"] is False
    assert facts["daily_limitation"] == "clear"
    raw = b"".join(bytes(row) for row in Answer.objects.values_list("sealed", flat=True))
    assert b"pain_now_nprs" not in raw


def test_the_latest_answer_counts_and_the_earlier_one_stays(ready: Access, episode: Episode) -> None:
    before = episode.answers.count()
    assert answered(ready, episode, {"pain_now_nprs": 3, "stress": "no"}, "follow_up") == ("pain_now_nprs", "stress")
    assert facts_of(episode, clock.today())["pain_now_nprs"] == 3
    assert episode.answers.count() == before + 2


def test_answering_the_same_again_adds_nothing(ready: Access, episode: Episode) -> None:
    consultation = episode.consultations.get()
    rows, log = episode.answers.count(), AccessLog.objects.count()
    assert services.record_answers(ready, consultation, ORDINARY) == ()
    assert (episode.answers.count(), AccessLog.objects.count()) == (rows, log)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"pain_now_nprs": 11}, "from 0 to 10"),
        ({"no_such_fact": 1}, "a fact of the guideline"),
        ({"leg_pain": "none", "leg_pain_side": "left"}, "together"),
    ],
)
def test_wrong_answers_are_refused_together_and_nothing_is_written(
    facts: dict[str, Any], expected: str, ready: Access, episode: Episode
) -> None:
    rows = episode.answers.count()
    with pytest.raises(Refused, match=expected):
        services.record_answers(ready, episode.consultations.get(), {"stress": "yes", **facts})
    assert episode.answers.count() == rows


def test_a_patient_does_not_answer_what_only_an_examination_can_tell(alice: User, alice_record: Patient, episode: Episode) -> None:
    access = at(alice, alice_record)
    assert answered(access, episode, {"pain_now_nprs": 4}) == ("pain_now_nprs",)
    with pytest.raises(Refused, match="one of a professional"):
        answered(access, episode, {"slr_positive": "yes"}, "review")


def test_what_nobody_knows_is_kept_as_unknown_and_never_as_no(ready: Access, episode: Episode) -> None:
    answered(ready, episode, {"stress": None}, "follow_up")
    case = case_of(episode, current(), clock.today())
    assert "stress" in case.declined
    assert "stress" not in case.known


def test_a_review_by_the_patient_is_no_consultation_to_the_course(
    alice: User, alice_record: Patient, ready: Access, episode: Episode
) -> None:
    answered(at(alice, alice_record), episode, {"pain_avg_7d": 5}, "review")
    assert not to_episode(episode, current(), clock.today()).consultations
    answered(ready, episode, {"pain_avg_7d": 5}, "follow_up")
    assert len(to_episode(episode, current(), clock.today()).consultations) == 1


def test_an_assessment_is_kept_as_the_published_json_with_its_guideline(ready: Access, episode: Episode) -> None:
    record = services.record_assessment(ready, episode)
    assert record.content["assessment"]["released"] is True
    assert record.guideline_version == record.content["assessment"]["guideline"] == current().version


def test_a_programme_goes_from_draft_to_release_with_a_name_and_a_digest(ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token(), "en")
    assert draft.content["plan"]["programme"]["sessions"][0]["exercises"]
    done = services.release_programme(ready, draft, 1, "Bob Bos")
    assert (done.status, done.released_name, len(done.digest)) == (RELEASED, "Bob Bos", 64)
    kept = ProgrammeRecord.objects.get(pk=done.pk)
    assert services.is_as_released(kept)
    kept.sealed = ready.patient.seal({**kept.content, "weeks": 1})
    assert not services.is_as_released(kept)


def test_the_programme_that_was_kept_is_the_one_that_was_made(ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token())
    planned = services.plan_of(draft)
    assert planned.programme is not None
    assert programme_json(planned.programme) == draft.content["programme"]


def test_a_new_release_ends_the_one_before(ready: Access, episode: Episode) -> None:
    first = released(ready, episode)
    second = released(ready, episode)
    assert (first.number, second.number) == (1, 2)
    assert ProgrammeRecord.objects.get(pk=first.pk).status == ENDED


def test_an_alarm_that_came_up_since_the_draft_stops_the_release(ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token())
    answered(ready, episode, {"saddle_sensation_change": "yes", "ces_onset_days": 1}, "follow_up")
    with pytest.raises(services.NotReleasable):
        services.release_programme(ready, draft, 1, "Bob Bos")
    assert ProgrammeRecord.objects.get().status == "draft"
    with pytest.raises(services.NotReleasable):
        services.draft_programme(ready, episode, token())


def exercises(record: ProgrammeRecord) -> set[str]:
    return {one["exercise"] for session in record.content["programme"]["sessions"] for one in session["choices"]}


def test_what_a_therapist_forbids_leaves_and_the_solver_fills_the_rest(ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token())
    home = [one["exercise"] for one in draft.content["programme"]["sessions"][0]["choices"]]
    edited = services.edit_programme(ready, draft, 1, [{"do": "forbid", "exercise": home[0]}])
    assert home[0] not in exercises(edited)
    assert len(exercises(edited)) >= 4
    assert edited.version == 2
    assert home[0] in {one["exercise"] for session in edited.content["base"]["sessions"] for one in session["choices"]}


def test_what_is_swapped_in_pinned_and_dosed_is_in_the_programme(ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token())
    choice = next(one for session in draft.content["programme"]["sessions"] for one in session["choices"] if one["easier"])
    edits = [
        {"do": "swap", "exercise": choice["exercise"], "to": choice["easier"]},
        {"do": "dose", "exercise": choice["easier"], "sets": 2, "reps": 7},
    ]
    edited = services.edit_programme(ready, draft, 1, edits)
    assert choice["exercise"] not in exercises(edited)
    doses = [one["dose"] for session in edited.content["programme"]["sessions"] for one in session["choices"]
             if one["exercise"] == choice["easier"]]  # fmt: skip
    assert doses
    assert all((dose["sets"], dose["reps"]) == (2, 7) for dose in doses)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"do": "pin", "exercise": "drag_flick_full"}, "an exercise of the guideline"),
        ({"do": "pin", "exercise": "broad_jump"}, "one that is offered|exercise of the guideline"),
        ({"do": "dose", "exercise": "walking_interval", "sets": 99}, "from 1 to 10"),
        ({"do": "triple", "exercise": "walking_interval"}, "one of: forbid"),
    ],
)
def test_an_edit_that_is_unsafe_or_unknown_is_refused(edit: dict[str, Any], expected: str, ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token())
    with pytest.raises(Refused, match=expected):
        services.edit_programme(ready, draft, 1, [edit])
    assert ProgrammeRecord.objects.get().version == 1


def test_two_therapists_at_one_draft_the_second_hears_that_it_changed(ready: Access, episode: Episode) -> None:
    draft = services.draft_programme(ready, episode, token())
    other = ProgrammeRecord.objects.get()
    home = [one["exercise"] for one in draft.content["programme"]["sessions"][0]["choices"]]
    services.edit_programme(ready, draft, 1, [{"do": "forbid", "exercise": home[0]}])
    with pytest.raises(services.Stale) as stale:
        services.edit_programme(ready, other, 1, [{"do": "forbid", "exercise": home[1]}])
    assert isinstance(stale.value.now, ProgrammeRecord)
    assert stale.value.now.version == 2
    with pytest.raises(services.Stale):
        services.release_programme(ready, other, 1, "Charlie Kok")


def test_a_form_that_is_sent_twice_is_done_once(alice: User, alice_record: Patient, episode: Episode) -> None:
    access, once = at(alice, alice_record), token()
    first = services.write_diary(access, episode, clock.today(), {"pain": 4, "note": "tuin"}, once)
    again = services.write_diary(access, episode, clock.today(), {"pain": 4, "note": "tuin"}, once)
    assert first == again
    assert DiaryEntry.objects.count() == 1
    assert AccessLog.objects.filter(object="diary").count() == 1


def test_the_last_entry_of_a_day_counts(alice: User, alice_record: Patient, episode: Episode) -> None:
    access = at(alice, alice_record)
    for pain in (4, 7):
        services.write_diary(access, episode, clock.today(), {"pain": pain, "leg_change": "same"}, token())
    (day,) = to_episode(episode, current(), clock.today()).diary
    assert (day.pain, day.leg_change) == (7, "same")


def test_a_session_is_kept_with_what_was_noted_and_nothing_for_what_was_not(
    alice: User, alice_record: Patient, ready: Access, episode: Episode
) -> None:
    access = at(alice, alice_record)
    services.log_session(
        access, episode, clock.today(), {"exercise": "walking_interval", "done": 80, "effort": "", "pain_before": 3}, token()
    )
    assert SessionLog.objects.get().episode == episode
    (done,) = to_episode(episode, current(), clock.today()).sessions
    assert (done.exercise, done.done, done.pain_before) == ("walking_interval", Fraction(80), Fraction(3))
    assert done.effort is None
    assert look_at(episode, current(), clock.today()).today == clock.today()


@pytest.mark.parametrize(
    ("on", "content"),
    [(1, {"pain": 3}), (-400, {"pain": 3}), (0, {"pain": 11}), (0, {"pain": 3, "leg_change": "sideways"}), (0, {}), (0, {"pain": 2.5})],
)
def test_a_diary_line_that_cannot_be_is_refused(
    on: int, content: dict[str, Any], alice: User, alice_record: Patient, episode: Episode
) -> None:
    with pytest.raises(Refused):
        services.write_diary(at(alice, alice_record), episode, clock.today() + timedelta(days=on), content, token())
    assert not DiaryEntry.objects.exists()


def test_preferences_are_checked_and_kept(ready: Access, episode: Episode) -> None:
    services.write_preferences(ready, episode, {"days": ["monday", "thursday"], "minutes": "20", "equipment": []})
    assert Episode.objects.get().preferences == {"days": ["monday", "thursday"], "minutes": 20}
    assert case_of(Episode.objects.get(), current(), clock.today()).preferences.minutes == 20
    with pytest.raises(Refused, match="someday"):
        services.write_preferences(ready, episode, {"days": ["someday"]})


def test_care_ends_for_a_reason_that_the_course_reads_and_can_begin_again(ready: Access, episode: Episode) -> None:
    released(ready, episode)
    course = current().course
    assert course is not None
    reason = course.close_reasons[0].id
    services.close_episode(ready, episode, reason)
    closed = Episode.objects.get()
    assert (closed.closed, closed.close_reason) == (clock.today(), reason)
    assert look_at(closed, current(), clock.today()).standing.closed == clock.today()
    assert ProgrammeRecord.objects.get().status == ENDED
    services.reopen_episode(ready, closed)
    assert look_at(Episode.objects.get(), current(), clock.today()).standing.closed is None


def test_goals_messages_overrides_and_feeds_are_kept_sealed_and_logged(
    alice: User, alice_record: Patient, ready: Access, episode: Episode
) -> None:
    access = at(alice, alice_record)
    goal = services.set_goal(access, episode, "de hond uitlaten", token())
    services.score_goal(access, goal, 3)
    services.score_goal(access, goal, 4)
    goal.refresh_from_db()
    assert goal.content == {"activity": "de hond uitlaten", "scores": [{"on": clock.today().isoformat(), "score": 4}]}
    services.send_message(access, episode, "Het gaat beter.", token())
    assert services.mark_read(ready, episode) == 1
    assert services.mark_read(access, episode) == 0
    services.override(ready, episode, "profile", "low", "moderate", "knows more than was asked")
    services.new_feed(access, "one")
    services.new_feed(access, "two")
    assert alice_record.feeds.filter(revoked_at=None).count() == 1
    assert services.revoke_feed(access) == 1
    written = set(AccessLog.objects.filter(action="write").values_list("object", flat=True))
    assert {"goal", "message", "override", "feed"} <= written


def test_every_change_throws_away_the_note_of_how_it_stood(ready: Access, episode: Episode) -> None:
    version = Episode.objects.get().version
    Episode.objects.update(look=b"x", look_on=TODAY)
    answered(ready, episode, {"pain_now_nprs": 2}, "follow_up")
    now = Episode.objects.get()
    assert (now.look, now.look_on) == (None, None)
    assert now.version > version
