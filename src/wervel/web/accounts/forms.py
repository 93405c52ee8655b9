"""The form behind an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from wervel.logic.text import Language
from wervel.web.accounts.models import User
from wervel.web.accounts.phrases import say


class NewAccount(forms.Form):
    """A password, and a name for who works here; the name of a patient is in the record already."""

    def __init__(self, *args: Any, language: Language, email: str, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        needed = {"required": say(language, "needed")}
        if asks_name:
            self.fields["name"] = forms.CharField(
                label=say(language, "name"), max_length=120, error_messages=needed, widget=forms.TextInput(attrs={"autocomplete": "name"})
            )
        self.fields["password"] = forms.CharField(
            label=say(language, "password"), help_text=say(language, "password_hint"), max_length=200, strip=False, error_messages=needed,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )  # fmt: skip

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password

    def refuse(self, message: str) -> None:
        self.add_error(None, ValidationError(message))
