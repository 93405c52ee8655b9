"""The small forms of this room."""

from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest

from wervel.logic.text import Language
from wervel.web import clock
from wervel.web.look.saying import Sayer
from wervel.web.therapist.phrases import REASONS, SAID

say = Sayer(SAID)
Choices = list[tuple[str, str]]


def token_of(request: HttpRequest) -> UUID:
    """What makes that a form that is sent twice is done once: that of the form, or a new one for a form to come."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()


def reasons(language: Language) -> Choices:
    """Why somebody decides otherwise; the first says nothing, so that one has to be chosen."""
    return [("", say(language, "choose_reason")), *((key, text[language]) for key, text in REASONS.items())]


class Spoken(forms.Form):
    """A form whose labels are words of this room: of a field `receiver` the word is `field_receiver`."""

    def __init__(self, language: Language, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.language = language
        for name, field in self.fields.items():
            field.label = say(language, f"field_{name}")
            field.error_messages = {**field.error_messages, "required": say(language, "field_required")}
        self.use_required_attribute = False


class ProfileForm(Spoken):
    """Which profile, and why, where it is not the one that the guideline suggests."""

    profile = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.ChoiceField(required=False)

    def __init__(self, language: Language, profiles: Choices, suggested: str | None, *args: object, **kwargs: object) -> None:
        super().__init__(language, *args, **kwargs)
        self.suggested = suggested
        self.fields["profile"].choices = profiles  # type: ignore[attr-defined]
        self.fields["reason"].choices = reasons(language)  # type: ignore[attr-defined]

    def clean(self) -> None:
        content = self.cleaned_data
        if self.is_otherwise(content.get("profile", "")) and not content.get("reason"):
            self.add_error("reason", say(self.language, "reason_needed"))

    def is_otherwise(self, profile: str) -> bool:
        """Whether this is not what the guideline suggests. Without a suggestion there is nothing to differ from."""
        return bool(profile) and self.suggested is not None and profile != self.suggested


class ReleaseForm(Spoken):
    name = forms.CharField(max_length=120)


class LetterForm(Spoken):
    """A letter about the complaint: to whom, from whom."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="gp")
    receiver = forms.CharField(max_length=120, required=False)
    sender = forms.CharField(max_length=120)

    def __init__(self, language: Language, *args: object, **kwargs: object) -> None:
        super().__init__(language, *args, **kwargs)
        kinds = [(kind, say(language, f"letter_{kind}")) for kind in ("gp", "referral")]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class MessageForm(Spoken):
    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class CloseForm(Spoken):
    reason = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, language: Language, reasons: Choices, *args: object, **kwargs: object) -> None:
        super().__init__(language, *args, **kwargs)
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        self.fields["reason"].label = say(language, "field_close_reason")


class StartForm(Spoken):
    """Since when this complaint is under care."""

    started = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, language: Language, *args: object, **kwargs: object) -> None:
        super().__init__(language, *args, initial={"started": clock.today()}, **kwargs)

    def clean_started(self) -> object:
        if self.cleaned_data["started"] > clock.today():
            raise forms.ValidationError(say(self.language, "not_in_future"))
        return self.cleaned_data["started"]
