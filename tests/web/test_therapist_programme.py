"""A draft to change, the solver filling the rest, and the release by name."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import ClientOf
from tests.web.therapist_stories import told
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import DRAFT, ENDED, RELEASED, AssessmentRecord, Episode, Override, ProgrammeRecord
from wervel.web.guideline import current
from wervel.web.therapist.editing import merged


@pytest.fixture
def client(bob: User, episode: Episode, client_of: ClientOf) -> Client:
    told(bob, episode)
    return client_of(bob)


@pytest.fixture
def draft(client: Client, episode: Episode) -> ProgrammeRecord:
    client.post(reverse("therapist:draft", args=[episode.patient_id]), {"token": str(uuid4())})
    found = episode.programmerecords.get()
    found.episode = episode
    return found


def ids(record: ProgrammeRecord) -> list[str]:
    record.refresh_from_db()
    programme = services.plan_of(record).programme
    assert programme is not None
    return list(dict.fromkeys(choice.exercise.id for session in programme.sessions for choice in session.choices))


def url(record: ProgrammeRecord, page: str = "programme_number") -> str:
    return reverse(f"therapist:{page}", args=[record.episode.patient_id, record.number])


def form(client: Client, record: ProgrammeRecord, **changes: str) -> dict[str, str]:
    """The form as it stands on the page, with changes; a name with `__` for `-`."""
    sent = {"token": str(uuid4()), "version": str(record.version), "reason": "findings"}
    for row in client.get(url(record)).context["draft"].rows:
        sent[f"do-{row.id}"] = "keep"
        sent |= {field.name: field.value for field in row.fields}
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


def row(client: Client, record: ProgrammeRecord, at: int = 0) -> Any:
    return client.get(url(record)).context["draft"].rows[at]


def test_a_draft_is_made_once_for_one_form_and_the_patient_sees_nothing_of_it(
    client: Client, episode: Episode, alice: User, client_of: ClientOf
) -> None:
    sent = {"token": str(uuid4())}
    for _ in range(2):
        client.post(reverse("therapist:draft", args=[episode.patient_id]), sent)
    only = episode.programmerecords.get()
    assert only.status == DRAFT
    only.episode = episode
    assert client_of(alice).get(url(only)).status_code == 404


def test_an_exercise_that_is_left_out_is_gone_and_the_rest_is_filled_up(client: Client, draft: ProgrammeRecord) -> None:
    first = row(client, draft).id
    answer = client.post(url(draft), form(client, draft, **{f"do__{first}": "forbid"}))
    assert answer.status_code == 302
    assert first not in ids(draft)
    assert ids(draft)
    assert draft.version == 2


def test_an_exercise_is_replaced_by_the_one_that_was_chosen(client: Client, draft: ProgrammeRecord) -> None:
    one = next(one for one in client.get(url(draft)).context["draft"].rows if one.swaps)
    other = one.swaps[0][0]
    client.post(url(draft), form(client, draft, **{f"do__{one.id}": other}))
    assert other in ids(draft)
    assert one.id not in ids(draft)


def test_an_exercise_that_is_added_stays_in(client: Client, draft: ProgrammeRecord) -> None:
    pinned = client.get(url(draft)).context["draft"].more[0][1][0][0]
    client.post(url(draft), form(client, draft, pin=pinned))
    assert pinned in ids(draft)


def test_a_dose_by_hand_holds_in_every_session_and_stands_in_the_log_with_its_reason(client: Client, draft: ProgrammeRecord) -> None:
    one = next(one for one in client.get(url(draft)).context["draft"].rows if any(field.name.startswith("reps") for field in one.fields))
    client.post(url(draft), form(client, draft, **{f"reps__{one.id}": "7"}))
    draft.refresh_from_db()
    programme = services.plan_of(draft).programme
    assert programme is not None
    assert {choice.dose.reps for session in programme.sessions for choice in session.choices if choice.exercise.id == one.id} == {7}
    kept = Override.objects.get()
    kept.episode = draft.episode
    assert kept.content["to"] == {"do": "dose", "exercise": one.id, "reps": 7}
    assert kept.content["reason"] == "findings"
    more = client.get(reverse("therapist:more", args=[draft.episode.patient_id])).text
    assert "wat het onderzoek laat zien" in more
    assert "→ 7" in more


def test_a_change_is_undone_by_ticking_it(client: Client, draft: ProgrammeRecord) -> None:
    first = row(client, draft).id
    before = ids(draft)
    client.post(url(draft), form(client, draft, **{f"do__{first}": "forbid"}))
    draft.refresh_from_db()
    client.post(url(draft), {**form(client, draft), "undo-0": "on", "reason": ""})
    assert ids(draft) == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": ""}, "Kies een reden"),
        ({"sets": "0"}, "1 tot 10"),
        ({"do": "nonsense"}, "Kies iets uit de lijst"),
        ({}, "Er is niets gewijzigd"),
    ],
)
def test_a_form_that_cannot_be_is_refused_and_says_why(client: Client, draft: ProgrammeRecord, change: dict[str, str], says: str) -> None:
    one = row(client, draft)
    named = {"reason": {"reason": "", f"do__{one.id}": "forbid"}, "sets": {f"sets__{one.id}": "0"}, "do": {f"do__{one.id}": "nonsense"}}
    answer = client.post(url(draft), form(client, draft, **named.get(next(iter(change), ""), {})))
    assert answer.status_code == 422
    assert says in answer.text
    assert ('<option value="forbid" selected>' in answer.text) == ("reason" in change), "what was chosen is still chosen"
    draft.refresh_from_db()
    assert draft.version == 1


def test_two_therapists_at_one_draft_the_second_keeps_what_was_typed_and_overwrites_nothing(client: Client, draft: ProgrammeRecord) -> None:
    first = row(client, draft)
    stale = form(client, draft, **{f"do__{first.id}": "forbid"})
    effort = next(int(field.value) for field in first.fields if field.name.startswith("effort"))
    client.post(url(draft), form(client, draft, **{f"effort__{first.id}": str(effort + 1)}))
    answer = client.post(url(draft), stale)
    assert answer.status_code == 409
    assert f"{first.title} weggelaten" in answer.text
    assert url(draft) in answer.text
    assert first.id in ids(draft)


def test_the_same_change_sent_twice_is_made_once(client: Client, draft: ProgrammeRecord) -> None:
    sent = form(client, draft, **{f"do__{row(client, draft).id}": "forbid"})
    assert [client.post(url(draft), sent).status_code for _ in range(2)] == [302, 302]
    draft.refresh_from_db()
    assert draft.version == 2
    assert Override.objects.count() == 1


def test_a_release_is_by_name_ends_the_one_before_and_keeps_what_the_guideline_said(client: Client, draft: ProgrammeRecord) -> None:
    sent = {"token": str(uuid4()), "version": "1", "name": "Bob Bos, fysiotherapeut"}
    assert [client.post(url(draft, "release"), sent).status_code for _ in range(2)] == [302, 302]
    draft.refresh_from_db()
    assert (draft.status, draft.released_name) == (RELEASED, "Bob Bos, fysiotherapeut")
    assert services.is_as_released(draft)
    assert AssessmentRecord.objects.count() == 1
    assert "Bob Bos, fysiotherapeut" in client.get(url(draft)).text
    client.post(reverse("therapist:draft", args=[draft.episode.patient_id]), {"token": str(uuid4())})
    second = draft.episode.programmerecords.get(number=2)
    second.episode = draft.episode
    client.post(url(second, "release"), {**sent, "token": str(uuid4())})
    draft.refresh_from_db()
    assert draft.status == ENDED


def test_a_release_without_a_name_is_refused(client: Client, draft: ProgrammeRecord) -> None:
    answer = client.post(url(draft, "release"), {"token": str(uuid4()), "version": "1", "name": " "})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.status == DRAFT


def test_an_alarm_that_came_up_stops_the_release_and_the_draft(client: Client, draft: ProgrammeRecord, bob: User) -> None:
    told(bob, draft.episode, more={"bladder_retention_or_hesitancy": "yes"})
    answer = client.post(url(draft, "release"), {"token": str(uuid4()), "version": "1", "name": "Bob"})
    assert answer.status_code == 422
    again = client.post(reverse("therapist:draft", args=[draft.episode.patient_id]), {"token": str(uuid4())})
    assert again.status_code == 422
    assert draft.episode.programmerecords.count() == 1


def test_an_old_draft_says_that_answers_came_after_it(client: Client, draft: ProgrammeRecord, bob: User) -> None:
    assert "nieuwe antwoorden" not in client.get(url(draft)).text
    told(bob, draft.episode, more={"diabetes": "yes"})
    assert "nieuwe antwoorden" in client.get(url(draft)).text


def test_the_sheet_is_a_pdf_whose_name_says_no_more_than_a_number_and_it_is_logged(client: Client, draft: ProgrammeRecord) -> None:
    answer = client.get(url(draft, "sheet"))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="P-0001-programma-1.pdf"'
    assert AccessLog.objects.last().action == "print"  # type: ignore[union-attr]


def test_no_programme_of_that_number_is_no_page(client: Client, draft: ProgrammeRecord) -> None:
    for number in (2, 10**30):
        assert client.get(reverse("therapist:programme_number", args=[draft.episode.patient_id, number])).status_code == 404


A, B, C = list(current().exercises)[:3]


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ([{"do": "pin", "exercise": A}], {"do": "forbid", "exercise": A}, [{"do": "forbid", "exercise": A}]),
        ([{"do": "forbid", "exercise": A}], {"do": "pin", "exercise": A}, [{"do": "pin", "exercise": A}]),
        (
            [{"do": "swap", "exercise": A, "to": B}],
            {"do": "swap", "exercise": B, "to": C},
            [{"do": "forbid", "exercise": A}, {"do": "swap", "exercise": B, "to": C}],
        ),
        (
            [{"do": "swap", "exercise": A, "to": B}],
            {"do": "pin", "exercise": A},
            [{"do": "pin", "exercise": B}, {"do": "pin", "exercise": A}],
        ),
        (
            [{"do": "dose", "exercise": A, "reps": 5}],
            {"do": "dose", "exercise": A, "effort": 3},
            [{"do": "dose", "exercise": A, "reps": 5, "effort": 3}],
        ),
        ([{"do": "dose", "exercise": A, "reps": 5}], {"do": "forbid", "exercise": A}, [{"do": "forbid", "exercise": A}]),
    ],
)
def test_a_later_change_takes_the_place_of_what_it_undoes(
    before: list[dict[str, object]], new: dict[str, object], after: list[dict[str, object]]
) -> None:
    assert merged(before, new) == after
