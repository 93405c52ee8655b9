"""A practice and a club to try things out in, with weeks of diaries. Made through the same services as everything else."""

import json
import os
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction

from wervel.knowledge.cases import BACKGROUNDS
from wervel.knowledge.document import read_document
from wervel.knowledge.load import PACKAGED
from wervel.web import clock, folder
from wervel.web.accounts.models import User
from wervel.web.care import services as care
from wervel.web.care.models import Episode, ProgrammeRecord
from wervel.web.club import services as team
from wervel.web.club.models import SHARED, Player, Sharing, Squad
from wervel.web.guideline import current
from wervel.web.practice import services
from wervel.web.practice.access import Access
from wervel.web.practice.models import CLUB, Membership, Patient, Practice

CONTENT = Path(__file__).with_suffix(".yaml")
SIGN_INS = "sample.json"
WORDS = ("linde", "beuk", "eik", "es", "els", "iep", "wilg", "berk", "den", "spar", "hazel", "vlier")
PERIOD = 30
"""Seconds for which a code of an app is good."""


@dataclass(frozen=True)
class SignIn:
    """How to sign in as somebody of the sample. `secret`: for an app that gives codes; a patient needs none."""

    who: str
    email: str
    password: str
    secret: str = ""

    @property
    def code(self) -> str:
        """The code of this moment."""
        moment = int(clock.now().timestamp()) // PERIOD
        return str(format_hotp_value(hotp_value(self.secret, moment))) if self.secret else ""


def sign_ins() -> list[SignIn]:
    """Those of the sample practice; none when it was not made here."""
    path = folder.data() / SIGN_INS
    return [SignIn(**one) for one in json.loads(path.read_text("utf-8"))] if path.exists() else []


def make_sample() -> list[SignIn]:
    """Makes it once; the second time it only tells how to sign in."""
    if known := sign_ins():
        return known
    with transaction.atomic():
        made = _Sample().make()
    path = folder.data() / SIGN_INS
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump([vars(one) for one in made], file, indent=1)
    return made


class _Sample:
    def __init__(self) -> None:
        self.content = cast("dict[str, Any]", read_document(CONTENT).data)
        backgrounds = cast("dict[str, dict[str, object]]", read_document(PACKAGED / "cases" / BACKGROUNDS).data)
        self.common: dict[str, object] = {**backgrounds["ordinary_back"], **self.content["calm"]}
        self.sign_ins: list[SignIn] = []
        self.people: dict[str, User] = {}

    def make(self) -> list[SignIn]:
        with clock.moved(timedelta(days=-100)):
            practice = Practice.objects.create(name=self.content["practice"], created=clock.now())
            club = Practice.objects.create(name=self.content["club"], kind=CLUB, created=clock.now())
            houses = {"practice": practice, "club": club}
            for who, one in self.content["people"].items():
                self.people[who] = self.account(who, one["email"], one["name"], second_factor=True)
                role = one.get("role", who)
                Membership.objects.create(user=self.people[who], practice=houses[one["at"]], role=role, since=clock.now())
        office = services.Office(self.people["lead"], practice, "lead", "sample")
        players = [self.patient(one, office) for one in self.content["patients"]]
        self.squad(club, [one for one in players if one is not None])
        return self.sign_ins

    def account(self, who: str, email: str, name: str, second_factor: bool) -> User:
        password = "-".join(secrets.choice(WORDS) for _ in range(5))
        user = User.objects.create_user(email, password, name=name)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        secret = generate_totp_secret() if second_factor else ""
        if secret:
            TOTP.activate(user, secret)
        self.sign_ins.append(SignIn(who, email, password, secret))
        return user

    def patient(self, one: dict[str, Any], office: services.Office) -> User | None:
        """Gives the account of who plays in the team."""
        began = int(one["began"])
        user = None
        with clock.moved(timedelta(days=-began)):
            patient = services.create_patient(office, {key: one.get(key, "") for key in services.IDENTITY}, self.people["therapist"])
            if one.get("account"):
                user = self.account("patient", one["email"], "", second_factor=False)
                patient.user = user
                patient.save(update_fields=["user"])
            own = Access(user or self.people["therapist"], patient, "self", "patient", "sample")
            treating = Access(self.people["therapist"], patient, "treatment", "therapist", "sample")
            episode = care.start_episode(treating, uuid.uuid4())
            care.record_answers(treating, episode.consultations.get(), {**self.common, **one["facts"]})
            care.write_preferences(treating, episode, one.get("preferences", {}))
            record = care.draft_programme(treating, episode, uuid.uuid4()) if one.get("programme") else None
            if record and one["programme"] == "released":
                care.record_assessment(treating, episode)
                care.release_programme(treating, record, record.version, self.people["therapist"].name)
        self.weeks(one, own, episode, record)
        if "step" in one:
            with clock.moved(timedelta(days=-int(one["step"]["ago"]))):
                care.record_step(treating, episode, one["step"]["name"], int(one["step"]["endurance"]), uuid.uuid4())
        for text in one.get("goals", ()):
            care.set_goal(own, episode, text, uuid.uuid4())
        for who, text in one.get("messages", {}).items():
            care.send_message(own if who == "patient" else treating, episode, text, uuid.uuid4())
        if "closed" in one:
            with clock.moved(timedelta(days=-int(one["closed"]))):
                course = current().course
                assert course is not None, "the packaged guideline has a course"
                care.close_episode(treating, episode, course.close_reasons[0].id)
        return user if one.get("plays") else None

    def weeks(self, one: dict[str, Any], own: Access, episode: Episode, record: ProgrammeRecord | None) -> None:
        """The diary, and the sessions that were done: so many percent of them."""
        began, does = int(one["began"]), int(one.get("does", 0))
        pains = [int(pain) for pain in one.get("diary", ())]
        for at, pain in enumerate(pains):
            with clock.moved(timedelta(days=at - began)):
                care.write_diary(own, episode, clock.today(), {"pain": pain}, uuid.uuid4())
        if record is None or not does:
            return
        programme = care.plan_of(record).programme
        assert programme is not None, "a record of a programme has one"
        shares = cycle(at * does // 100 != (at + 1) * does // 100 for at in range(100))
        for session in programme.sessions:
            since = (programme.start - episode.started).days + session.day
            if since < len(pains) and next(shares):
                with clock.moved(timedelta(days=since - began)):
                    for choice in session.choices:
                        noted = {"exercise": choice.exercise.id, "done": 100, "effort": choice.dose.effort, "pain_before": pains[since],
                                 "pain_during": pains[since], "pain_next_morning": pains[since]}  # fmt: skip
                        care.log_session(own, episode, clock.today(), noted, uuid.uuid4())

    def squad(self, club: Practice, players: list[User]) -> None:
        one = self.content["squad"]
        squad = Squad.objects.create(practice=club, **{key: one[key] for key in ("name", "training_days", "match_days")})
        office = services.Office(self.people["club_physio"], club, "club_physio", "sample")
        names = [(self.own_name(user), user) for user in players] + [(name, None) for name in one["players"]]
        for name, user in names:
            patient = services.create_patient(office, {"name": name}, self.people["club_physio"])
            if user is not None:
                Patient.objects.filter(pk=patient.pk).update(user=user)
            agreed = clock.now() if user is not None else None
            player = Player.objects.create(squad=squad, patient=patient, joined=clock.today() - timedelta(days=90), agreed_at=agreed)
            for what in SHARED if user is not None else ():
                Sharing.objects.create(player=player, what=what, granted_at=clock.now())
            if user is not None:
                self.trainings(Access(user, patient, "self", "patient", "sample"), player, one["trainings"])

    @staticmethod
    def trainings(own: Access, player: Player, trainings: list[dict[str, Any]]) -> None:
        """What the player noted of the last days."""
        for one in trainings:
            content = {key: int(value) if value.isdigit() else value for key, value in one.items() if key != "ago"}
            with clock.moved(timedelta(days=-int(one["ago"]))):
                team.note_session(own, player, clock.today(), content, uuid.uuid4())

    @staticmethod
    def own_name(user: User) -> str:
        return Patient.objects.filter(user=user)[0].name
