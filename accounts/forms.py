"""allauth's forms in our words: no text inside a box, which vanishes as soon as somebody types."""

from typing import Any

from allauth.account import forms

from govuk.forms import word_fields


class SignInForm(forms.LoginForm):  # type: ignore[misc]
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["login"].label = "Email address"
        word_fields(self.fields)


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]
    """The password of today, and the next one twice. The page itself says what makes a good one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["password1"].help_text = ""
        for name, label in (
            ("oldpassword", "Current password"),
            ("password1", "New password"),
            ("password2", "New password again"),
        ):
            self.fields[name].label = label
        word_fields(self.fields)


def _without_placeholders(form: Any) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
