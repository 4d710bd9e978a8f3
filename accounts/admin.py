"""Staff, teams and jobs, looked after by administrators. Who leaves is ended, not deleted: what they wrote stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions.sessions import sessions_end
from accounts.actions.staff import sign_in_change, staff_save
from accounts.admin_site import GuardedAdmin, staff_of
from accounts.models import Membership, Team, User
from accounts.permissions import Permission

LONGEST_PASSWORD = 200
SIGN_IN_FIELDS = frozenset({"email", "entra_object_id", "new_password", "reset_second_factor"})


class ReasonForm(forms.ModelForm):  # type: ignore[type-arg]
    """Every change says why."""

    reason = forms.CharField(
        label="Why are you making this change?", max_length=300, help_text="Kept in the history."
    )


class UserForm(ReasonForm):
    """A member of staff, and a password to begin with."""

    new_password = forms.CharField(
        label="New password",
        required=False,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Leave empty to keep what there is. Without a password a person signs in another way or not at all. "
        "Hand it over in person; they change it under “Your account”.",
    )
    reset_second_factor = forms.BooleanField(
        label="Take away every second step",
        required=False,
        help_text="For somebody who has lost their phone and their recovery codes. Be sure who asks. They set up a new "
        "one at the next sign-in.",
    )

    sign_out = forms.BooleanField(
        label="Sign this person out everywhere",
        required=False,
        help_text="Also done when they may no longer sign in, or get a new password. What they were typing is kept.",
    )

    class Meta:
        model = User
        fields = ["email", "full_name", "job_title", "is_active", "entra_object_id"]

    def clean_new_password(self) -> str:
        """Refuse a weak password."""
        password: str = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password


class StaffAdmin(GuardedAdmin):
    """For whoever manages staff."""

    permission = Permission.STAFF_MANAGE
    form = ReasonForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the row with who and why."""
        staff_save(row=obj, by=staff_of(request), reason=form.cleaned_data["reason"])


@admin.register(User)
class UserAdmin(StaffAdmin):
    """Members of staff."""

    form = UserForm
    list_display = ("full_name", "email", "job_title", "is_active")
    list_filter = ("is_active",)
    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new person without a password cannot sign in by one."""
        password = form.cleaned_data["new_password"]
        if password:
            obj.set_password(password)
        elif not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and SIGN_IN_FIELDS.intersection(form.changed_data):
            reset = form.cleaned_data["reset_second_factor"]
            sign_in_change(user=obj, at=timezone.now(), reset_second_factor=reset)
        if (
            form.cleaned_data["sign_out"]
            or form.cleaned_data["reset_second_factor"]
            or password
            or not obj.is_active
        ):
            sessions_end(user=obj)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """A person who is new has no session to end."""
        fields = super().get_fields(request, obj)
        return [name for name in fields if obj or name != "sign_out"]


class TeamForm(ReasonForm):
    """A team below another one, never below itself."""

    class Meta:
        model = Team
        fields = ["name", "phone", "parent"]

    def clean_parent(self) -> Team | None:
        """Follow the teams above upwards: this one must not be among them."""
        parent: Team | None = self.cleaned_data["parent"]
        above, seen = parent, set()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise forms.ValidationError("Select a team that is not this team or below it")
            seen.add(above.pk)
            above = above.parent
        return parent


@admin.register(Team)
class TeamAdmin(StaffAdmin):
    """Teams."""

    form = TeamForm
    list_display = ("name", "parent", "phone")
    list_select_related = ("parent",)


class MembershipForm(ReasonForm):
    """A job with its days in order."""

    class Meta:
        model = Membership
        fields = ["user", "team", "role", "started_on", "ended_on"]

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "The last day must be the same as or after the first day")
        return data


@admin.register(Membership)
class MembershipAdmin(StaffAdmin):
    """Jobs: who works where, as what, from when to when. The last day ends the access."""

    form = MembershipForm
    list_display = ("user", "role", "team", "started_on", "ended_on")
    list_filter = ("role", "team")
    list_select_related = ("user", "team")
    list_per_page = 50
