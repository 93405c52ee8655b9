"""Forms that come twice, late, or for something else, through the screens: done once, never a 500, and the person hears what happened."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.at_home import released
from tests.web.conftest import ClientOf, record
from tests.web.therapist_stories import by, told
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.care import services
from wervel.web.care.models import Consultation, DiaryEntry, Done, Episode, Message, ProgrammeRecord, SessionLog
from wervel.web.guideline import current
from wervel.web.patient.offline import number_of
from wervel.web.practice.models import Invitation, Membership, Practice, Treatment

SESSION = {"done": "all", "pain_before": "2", "pain_during": "3", "effort": "2", "leg_change": "same"}
DIARY = {"pain": "4", "leg": "same"}


@pytest.fixture
def mine(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> Client:
    """Alice, who has a programme."""
    released(episode, alice, bob)
    client = client_of(alice)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("page", "form", "model"),
    [
        ("diary/", DIARY, DiaryEntry),
        ("exercise/pelvic_tilt_supine/", SESSION, SessionLog),
        ("flare/", DIARY, DiaryEntry),
        ("flare/", DIARY, Message),
        ("messages/", {"text": "Mag ik weer fietsen?"}, Message),
        ("review/", {}, Consultation),
    ],
)
def test_a_form_of_the_patient_whose_answer_was_lost_is_sent_again_and_done_once(
    page: str, form: dict[str, str], model: type[DiaryEntry], mine: Client, episode: Episode
) -> None:
    before, sent = model.objects.count(), {**form, "token": str(uuid4())}
    answers = [mine.post(f"/me/{episode.patient_id}/{page}", sent) for _ in range(3)]
    assert {one.status_code for one in answers} == {302}
    assert len({one.headers["Location"] for one in answers}) == 1 or page.startswith("exercise"), "the next exercise follows"
    assert model.objects.count() == before + 1
    assert list(log.problems()) == []


def test_a_token_that_comes_back_for_something_else_is_a_page_that_says_so(mine: Client, episode: Episode) -> None:
    token, home = str(uuid4()), f"/me/{episode.patient_id}/"
    assert mine.post(f"{home}diary/", {**DIARY, "token": token}).status_code == 302
    answer = mine.post(f"{home}messages/", {"text": "Mag ik weer fietsen?", "token": token})
    assert answer.status_code == 409
    assert "Dit formulier is al eens gebruikt" in answer.content.decode()
    assert not Message.objects.exists()
    assert answer["Cache-Control"] == "no-store"


def test_an_entry_from_an_offline_queue_with_the_token_of_another_is_refused_and_told(mine: Client, episode: Episode) -> None:
    token, home = str(uuid4()), f"/me/{episode.patient_id}/"
    mine.post(f"{home}diary/", {**DIARY, "token": token})
    number = str(number_of("pelvic_tilt_supine"))
    entry = {"token": token, "kind": "1", "exercise": number, "on": clock.today().isoformat(), "values": "0,3,4,-1,1"}
    assert mine.post(f"{home}sync/", entry).status_code == 422, "the browser says so, and does not try for ever"
    assert not SessionLog.objects.exists()


def test_a_token_of_one_record_does_nothing_in_another(bob: User, practice: Practice, episode: Episode, client_of: ClientOf) -> None:
    other = record(practice, None, "Zoë Zand", "P-0002")
    Treatment.objects.create(patient=other, therapist=bob)
    Episode.objects.create(patient=other, started=clock.today())
    client, form = client_of(bob), {"text": "Tot morgen", "token": str(uuid4())}
    assert client.post(reverse("therapist:messages", args=[episode.patient_id]), form).status_code == 302
    assert client.post(reverse("therapist:messages", args=[other.id]), form).status_code == 409
    assert [one.episode.patient_id for one in Message.objects.all()] == [episode.patient_id]


def test_an_invitation_with_the_token_of_something_else_is_not_taken_for_done(lead: User, practice: Practice, client_of: ClientOf) -> None:
    client, token = client_of(lead), str(uuid4())
    Done.objects.create(token=token, user=lead.id, what="something else", result="")
    people = reverse("practice:invite", args=[practice.id])
    form = {"email": "nieuw@example.org", "role": "therapist", "language": "nl", "token": token}
    assert client.post(people, form).status_code == 409
    assert not Invitation.objects.exists()


@pytest.fixture
def draft(bob: User, episode: Episode) -> ProgrammeRecord:
    return services.draft_programme(by(bob, told(bob, episode).patient), episode, uuid4())


def test_a_colleague_who_releases_while_the_other_edits_is_not_overruled(
    bob: User, charlie: User, draft: ProgrammeRecord, client_of: ClientOf
) -> None:
    """Both have the draft on their screen. Bob releases it; what Charlie typed is shown to him and changes nothing."""
    patient = draft.episode.patient_id
    Treatment.objects.create(patient_id=patient, therapist=charlie)
    page = reverse("therapist:programme_number", args=[patient, draft.number])
    first, second = client_of(bob), client_of(charlie)
    exercise = draft.content["programme"]["sessions"][0]["choices"][0]["exercise"]
    seen = {"version": str(draft.version)}
    release = reverse("therapist:release", args=[patient, draft.number])
    assert first.post(release, {**seen, "name": "Bob Bos", "token": str(uuid4())}).status_code == 302
    change = {**seen, f"do-{exercise}": "forbid", "reason": "wish", "token": str(uuid4())}
    answer = second.post(page, change)
    assert answer.status_code == 409
    assert current().exercises[exercise].name.nl in answer.content.decode()
    now = ProgrammeRecord.objects.get()
    assert services.is_as_released(now)
    again = second.post(release, {**seen, "name": "Charlie Kok", "token": str(uuid4())})
    assert again.status_code == 409
    assert "Charlie Kok" in again.content.decode()
    assert ProgrammeRecord.objects.get().released_name == "Bob Bos"


def test_after_a_clock_that_was_set_back_what_is_written_stays_and_pages_open(
    alice: User, bob: User, episode: Episode, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(episode, alice, bob)
    client = client_of(alice)
    client.raise_request_exception = False
    home, form = f"/me/{episode.patient_id}/", {**DIARY, "token": str(uuid4())}
    client.post(f"{home}diary/", form)
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() - timedelta(days=2))
    for page in ("", "diary/", "progress/", "programme/", "record/", "messages/"):
        assert client.get(home + page).status_code == 200, page
    assert client.post(f"{home}diary/", form).status_code == 302, "the retry of what was kept before the jump"
    assert DiaryEntry.objects.count() == 1
    for page, sent in (("diary/", DIARY), ("flare/", DIARY), ("exercise/pelvic_tilt_supine/", SESSION), ("review/", {})):
        assert client.post(home + page, {**sent, "token": str(uuid4())}).status_code == 302, page
    assert {*DiaryEntry.objects.values_list("on", flat=True)} == {episode.started}, "before the care began there is no day"
    for right in (Treatment, Membership):
        right.objects.update(since=clock.now() - timedelta(days=1))  # what begins later gives no access before it
    his = client_of(bob)
    his.raise_request_exception = False
    for name in ("overview", "examination", "reasoning", "programme", "follow_up"):
        assert his.get(reverse(f"therapist:{name}", args=[episode.patient_id])).status_code == 200, name
    assert his.get(reverse("therapist:caseload")).status_code == 200
    assert list(log.problems()) == []
