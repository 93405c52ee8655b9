"""The forms of the club, in the language of who fills them in."""

from typing import Any
from uuid import uuid4

from django import forms

from wervel.documents.phrases import WEEKDAYS
from wervel.knowledge.document import Refused
from wervel.knowledge.shapes import DAYS
from wervel.knowledge.sport import STEP
from wervel.web import clock
from wervel.web.club.models import SHARED, Squad
from wervel.web.club.phrases import SAID, say
from wervel.web.club.services import Plan
from wervel.web.guideline import current
from wervel.web.look.saying import language_now

MAIL, DAY = forms.EmailInput(attrs={"autocomplete": "off"}), forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Spoken(forms.Form):
    """The label of a field `born` is the phrase `field_born`. `token`: so that sending it twice does it once."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["token"].initial = uuid4()
        for name, field in self.fields.items():
            if name != "token":
                field.label = say(language_now(), f"field_{name}")
                field.error_messages["required"] = say(language_now(), "needed")

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def refuse(self, refused: Refused) -> None:
        """What a service refused, at the field that it is about."""
        for problem in refused.problems:
            key = f"wrong_{problem.file}"
            text = say(language_now(), key) if key in SAID else problem.expected
            self.add_error(problem.file if problem.file in self.fields else None, text)


class SquadForm(Spoken):
    name = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    training_days = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    match_days = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    minutes = forms.IntegerField(min_value=15, max_value=240, initial=90)
    equipment = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, squad: Squad | None = None) -> None:
        kept = ("name", "training_days", "match_days", "minutes", "equipment")
        super().__init__(*args, initial={key: getattr(squad, key) for key in kept} if squad else {})
        days = [(day, name[language_now()]) for day, name in zip(DAYS, WEEKDAYS, strict=True)]
        self.offer("training_days", days)
        self.offer("match_days", days)
        self.offer("equipment", [(key, name[language_now()]) for key, name in current().words["equipment"].items()])

    @property
    def plan(self) -> Plan:
        content = self.cleaned_data
        return Plan(
            content["name"], tuple(content["training_days"]), tuple(content["match_days"]), content["minutes"], tuple(content["equipment"])
        )  # fmt: skip


class PlayerForm(Spoken):
    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    born = forms.DateField(widget=DAY)
    email = forms.EmailField(max_length=254, widget=MAIL)

    def clean_born(self) -> object:
        if self.cleaned_data["born"] > clock.today():
            raise forms.ValidationError(say(language_now(), "wrong_born"))
        return self.cleaned_data["born"]

    @property
    def identity(self) -> dict[str, str]:
        return {key: str(self.cleaned_data[key]) for key in ("name", "born", "email")}


class JoinForm(Spoken):
    """What is shared from the start; nothing is ticked beforehand."""

    shares = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.offer("shares", [(one, say(language_now(), f"share_{one}")) for one in SHARED])


class ParentForm(Spoken):
    email = forms.EmailField(max_length=254, widget=MAIL)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["email"].label = say(language_now(), "field_parent")


class StepForm(Spoken):
    """The step on the way back to play, from today on."""

    step = forms.ChoiceField(widget=forms.RadioSelect)
    endurance = forms.IntegerField(min_value=0, max_value=300, required=False)

    def __init__(self, *args: Any, step: str = "") -> None:
        super().__init__(*args, initial={"step": step})
        self.offer("step", [(key, f"{key.upper()}: {name[language_now()]}") for key, name in current().facts[STEP].options])
