"""The forms of practice management, in the language of who fills them in."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth.password_validation import validate_password

from wervel.knowledge.document import Refused
from wervel.web.accounts.models import User
from wervel.web.api.models import SCOPES
from wervel.web.api.tokens import DAYS, LONGEST_NAME
from wervel.web.look.saying import language_now
from wervel.web.management_pages.phrases import SAID, say
from wervel.web.practice.models import CLUB, PRACTICE, ROLES, THERAPIST

Choices = Iterable[tuple[str, str]]


class SaidForm(forms.Form):
    """A form whose labels are the phrases with the names of its fields. `token`: so that sending it twice does it once."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    names: dict[str, str] = {}  # noqa: RUF012 (a subclass says what its fields are called, where that is not their own name)

    def __init__(self, data: Any = None, **choices: Choices) -> None:
        prefix = type(self).__name__.lower()
        super().__init__(data, auto_id=f"{prefix}_%s")
        self.fields["token"].initial = uuid4()
        for name, field in self.fields.items():
            if name != "token":
                field.label = say(language_now(), self.names.get(name, name))
                field.error_messages["required"] = say(language_now(), "needed")
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(offered)

    def refuse(self, refused: Refused) -> None:
        """What a service refused, at the field that it is about."""
        for problem in refused.problems:
            key = f"wrong_{problem.file}"
            text = say(language_now(), key) if key in SAID else problem.expected
            self.add_error(problem.file if problem.file in self.fields else None, text)


def _text(longest: int, complete: str = "off", **more: Any) -> forms.CharField:
    return forms.CharField(max_length=longest, widget=forms.TextInput(attrs={"autocomplete": complete}), **more)


def _mail(complete: str = "off", **more: Any) -> forms.EmailField:
    return forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": complete}), **more)


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


def languages() -> list[tuple[str, str]]:
    return [(one, say(language_now(), one)) for one in ("nl", "en")]


def _said(prefix: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    return [(key, say(language_now(), f"{prefix}_{key}")) for key in keys]


class SignUp(SaidForm):
    names = {"name": "practice_name", "lead": "your_name", "email": "your_email"}  # noqa: RUF012
    name = _text(120, "organization")
    kind = forms.ChoiceField(widget=forms.RadioSelect, initial=PRACTICE)
    lead = _text(120, "name")
    email = _mail("email")
    password = forms.CharField(max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, kind=_said("kind", (PRACTICE, CLUB)))
        self.fields["password"].help_text = say(language_now(), "password_hint")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("lead", "")))
        return password


class Invite(SaidForm):
    email = _mail()
    role = forms.ChoiceField(initial=THERAPIST)
    language = forms.ChoiceField()

    def __init__(self, data: Any = None) -> None:
        super().__init__(
            data, role=_said("role", ROLES), language=_said("", ()) or [(one, say(language_now(), one)) for one in ("nl", "en")]
        )


class Withdraw(SaidForm):
    names = {"invitation": "who"}  # noqa: RUF012
    invitation = forms.ChoiceField()


class EndWork(SaidForm):
    names = {"membership": "who"}  # noqa: RUF012
    membership = forms.ChoiceField()


class Identity(SaidForm):
    name = _text(120)
    born = _day(required=False)
    email = _mail(required=False)
    phone = _text(40, required=False)

    def content(self) -> dict[str, str]:
        return {key: str(self.cleaned_data[key] or "") for key in ("name", "born", "email", "phone")}


class NewRecord(Identity):
    therapist = forms.ChoiceField(required=False)


class StartTreatment(SaidForm):
    therapist = forms.ChoiceField()


class EndTreatment(StartTreatment):
    pass


class Transfer(SaidForm):
    giver = forms.ChoiceField()
    receiver = forms.ChoiceField()


class InvitePatient(SaidForm):
    language = forms.ChoiceField()


class Destroy(SaidForm):
    names = {"number": "destroy_type"}  # noqa: RUF012
    number = _text(16)


class Glass(SaidForm):
    number = _text(16)
    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class NewToken(SaidForm):
    names = {"name": "token_name"}  # noqa: RUF012
    name = _text(LONGEST_NAME)
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.ChoiceField(initial="90")

    def __init__(self, data: Any = None) -> None:
        terms = [(str(days), say(language_now(), "days_of", days)) for days in DAYS]
        super().__init__(data, scopes=_said("scope", SCOPES), days=terms)


class Revoke(SaidForm):
    names = {"key": "token_name"}  # noqa: RUF012
    key = forms.ChoiceField()


class LogSearch(forms.Form):
    """A search in the address, so that a page of it can be kept as a link. It may be empty."""

    since = _day(required=False)
    until = _day(required=False)
    number = _text(16, required=False)
    person = forms.ChoiceField(required=False)

    def __init__(self, data: Any, people: Choices) -> None:
        super().__init__(data)
        for name, label in (("since", "log_from"), ("until", "log_until"), ("number", "log_number"), ("person", "who")):
            self.fields[name].label = say(language_now(), label)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [("", say(language_now(), "all_people")), *people]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("since", say(language_now(), "wrong_period"))
        return found
