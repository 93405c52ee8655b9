"""A record, or a whole practice, as plain JSON, and back in another house.

Content is opened for it and sealed again with new keys where it arrives. Passwords, second factors and addresses of calendars do not
travel: people set those again. The access log travels with its record as a text to read; its chain stays where it was written.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import BinaryField, DateField, DateTimeField, ForeignKey, Model, UUIDField

from wervel.knowledge.document import Located, Refused
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.care import models as care
from wervel.web.club.models import CheckIn, Player, Sharing, Squad
from wervel.web.guideline import current
from wervel.web.practice import vault
from wervel.web.practice.models import BreakGlass, Membership, Patient, PatientKey, Practice, Treatment

FORMAT = 1
PARTS: tuple[type[Model], ...] = (
    care.Consultation, care.Answer, care.AssessmentRecord, care.ProgrammeRecord, care.SessionLog, care.DiaryEntry, care.Goal, care.Message,
    care.Override,
)  # fmt: skip
"""What belongs to an episode, in an order in which it can be put back."""

Json = dict[str, Any]


def record_json(patient: Patient) -> Json:
    """Everything there is of one patient."""
    return {
        "id": str(patient.id),
        "number": patient.number,
        "identity": patient.identity,
        "account": patient.user.email if patient.user else None,
        "archived_at": _plain(patient.archived_at),
        "last_change": _plain(patient.last_change),
        "treatments": list(_rows(Treatment.objects.filter(patient=patient), patient)),
        "broken_glass": list(_rows(BreakGlass.objects.filter(patient=patient), patient)),
        "episodes": [
            {
                **_row(episode, patient, without=("look", "look_on")),
                "parts": {
                    part.__name__: list(_rows(part._default_manager.filter(episode=episode).order_by("pk"), patient)) for part in PARTS
                },
            }
            for episode in patient.episodes.all()
        ],
        "access_log": [
            {key: _plain(getattr(row, key)) for key in ("at", "user", "role", "action", "object", "basis")}
            for row in AccessLog.objects.filter(patient=patient.id).order_by("number")
        ],
    }  # fmt: skip


def practice_json(practice: Practice) -> Json:
    members = Membership.objects.filter(practice=practice).select_related("user")
    patients = Patient.objects.filter(practice=practice, destroyed_at=None).order_by("number")
    accounts = {user.email: user for user in (*(one.user for one in members), *(one.user for one in patients if one.user))}
    return {
        "wervel_practice": FORMAT,
        "guideline": current().version,
        "practice": _row(practice, None),
        "accounts": [{"email": user.email, "name": user.name, "language": user.language} for _, user in sorted(accounts.items())],
        "members": list(_rows(members, None)),
        "patients": [record_json(patient) for patient in patients],
        "squads": [
            {
                **_row(squad, None),
                "players": [
                    {
                        **_row(player, None),
                        "sharings": list(_rows(Sharing.objects.filter(player=player), None)),
                        "check_ins": list(_rows(CheckIn.objects.filter(player=player), player.patient)),
                    }
                    for player in squad.players.select_related("patient")
                    if player.patient.destroyed_at is None
                ],
            }
            for squad in Squad.objects.filter(practice=practice)
        ],
    }


def read_practice(content: Json, source: str = "command") -> Practice:
    """Puts a practice here, in one transaction. Raises `Refused` when it is here already, or is no such file."""
    if not isinstance(content, dict) or content.get("wervel_practice") != FORMAT:
        raise Refused([Located("practice", 1, "another kind of file", f"an export of a practice, format {FORMAT}", "name that file")])
    try:
        with transaction.atomic():
            return _Arrival(content, source).practice()
    except (KeyError, TypeError, ValueError) as error:
        missing = f"{type(error).__name__}: {error}"
        raise Refused([Located("practice", 1, missing, "a whole export", "export it again; nothing was written")]) from error


class _Arrival:
    def __init__(self, content: Json, source: str) -> None:
        self.content, self.source = content, source
        self.users: dict[str, User] = {}

    def practice(self) -> Practice:
        practice = Practice(**self.values(Practice, self.content["practice"]))
        ids = [UUID(one["id"]) for one in self.content["patients"]]
        if Practice.objects.filter(pk=practice.pk).exists() or Patient.objects.filter(pk__in=ids).exists():
            raise Refused([Located("practice", 1, "a practice that is here already", "one that is not", "nothing needs to be done")])
        practice.save(force_insert=True)
        for one in self.content["accounts"]:
            self.users[one["email"]] = self.account(one)
        for one in self.content["members"]:
            Membership.objects.create(**{**self.values(Membership, one), "practice": practice})
        for one in self.content["patients"]:
            self.patient(one, practice)
        for one in self.content["squads"]:
            self.squad(one, practice)
        log.write(log.Entry("import", "practice", practice=practice.id, source=self.source))
        return practice

    def account(self, one: Json) -> User:
        """Who has an account here keeps it; another sets a password by mail."""
        known = User.objects.filter(email=one["email"]).first()
        if known is not None:
            return known
        user = User.objects.create_user(one["email"], None, name=one["name"], language=one["language"])
        EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
        return user

    def patient(self, one: Json, practice: Practice) -> None:
        patient = Patient(
            id=UUID(one["id"]), practice=practice, number=one["number"], user=self.users.get(one["account"]),
            archived_at=_moment(one["archived_at"]), last_change=datetime.fromisoformat(one["last_change"]),
        )  # fmt: skip
        patient.save(force_insert=True)
        PatientKey.objects.create(patient=patient, wrapped=vault.new_key())
        patient.sealed = patient.seal(one["identity"])
        patient.save(update_fields=["sealed"])
        for model, rows in ((Treatment, one["treatments"]), (BreakGlass, one["broken_glass"])):
            for row in rows:
                model.objects.create(**{**self.values(model, row, patient), "patient": patient})
        for each in one["episodes"]:
            episode = care.Episode.objects.create(**{**self.values(care.Episode, each, patient), "patient": patient})
            for part in PARTS:
                for row in each["parts"][part.__name__]:
                    part._default_manager.create(**{**self.values(part, row, patient), "episode": episode})
        log.write(log.Entry("import", "record", patient.id, practice=practice.id, source=self.source))

    def squad(self, one: Json, practice: Practice) -> None:
        squad = Squad.objects.create(**{**self.values(Squad, one), "practice": practice})
        for each in one["players"]:
            patient = Patient.objects.get(pk=each["patient"])
            player = Player.objects.create(**{**self.values(Player, each), "squad": squad, "patient": patient})
            for row in each["sharings"]:
                Sharing.objects.create(**{**self.values(Sharing, row), "player": player})
            for row in each["check_ins"]:
                CheckIn.objects.create(**{**self.values(CheckIn, row, patient), "player": player})

    def values(self, model: type[Model], row: Mapping[str, Any], patient: Patient | None = None) -> Json:
        """The fields of a row. People are named by their address; what is unknown here is nobody."""
        found: Json = {}
        for field in model._meta.concrete_fields:
            if field.name not in row:
                continue
            value = row[field.name]
            match field:
                case ForeignKey() if field.related_model is User:
                    found[field.name] = self.users.get(value)
                case ForeignKey():
                    found[field.attname] = UUID(value) if value and isinstance(field.target_field, UUIDField) else value
                case BinaryField():
                    assert patient is not None, "sealed content belongs to a record"
                    found[field.name] = patient.seal(value) if value is not None else None
                case DateTimeField():
                    found[field.name] = _moment(value)
                case DateField():
                    found[field.name] = date.fromisoformat(value) if value else None
                case UUIDField():
                    found[field.name] = UUID(value)
                case _:
                    found[field.name] = value
        return found


def _rows(rows: Iterable[Any], patient: Patient | None) -> Iterator[Json]:
    for row in rows:
        yield _row(row, patient)


def _row(row: Model, patient: Patient | None, without: tuple[str, ...] = ()) -> Json:
    """A row as JSON: sealed content opened, people by their address, numbers of rows left out."""
    found: Json = {}
    for field in row._meta.concrete_fields:
        if field.name in without or (field.primary_key and not isinstance(field, UUIDField)):
            continue
        value = getattr(row, field.attname)
        match field:
            case ForeignKey() if field.related_model is User:
                person = getattr(row, field.name)
                found[field.name] = person.email if person else None
            case BinaryField():
                assert patient is not None, "sealed content belongs to a record"
                found[field.name] = patient.open(value) if value else None
            case _:
                found[field.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def text_of(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
