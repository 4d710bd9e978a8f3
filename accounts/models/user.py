"""A member of staff."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from accounts.models.team import Membership
from accounts.permissions import Permission
from accounts.roles import ROLE_BY_CODE, managing_roles, roles_with
from accounts.together import together
from accounts.walls import PASSES, Wall

DEMO_DOMAIN = "@demo.example"
MANAGERS = """
WITH RECURSIVE line AS (
    SELECT t.id, t.parent_id FROM accounts_team t WHERE t.id = ANY (%s)
    UNION SELECT t.id, t.parent_id FROM accounts_team t JOIN line l ON t.id = l.parent_id
) SELECT m.user_id FROM accounts_membership m JOIN line l ON l.id = m.team_id
   WHERE m.role = ANY (%s) AND m.started_on <= %s AND (m.ended_on IS NULL OR m.ended_on >= %s)
"""

TEAMS = "ARRAY(SELECT team_ids_of(%s))"


def _jobs_of(user: uuid.UUID) -> QuerySet[Membership, Any]:
    teams = RawSQL(TEAMS, [user], output_field=ArrayField(models.UUIDField()))  # noqa: S611 - a constant
    jobs = Membership.objects.filter(user=user).annotate(teams=teams)
    rows: QuerySet[Membership, Any] = jobs.values_list("role", "started_on", "ended_on", "teams")
    return rows


class UserManager(BaseUserManager["User"]):
    """Finds staff by the email address they sign in with, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this email address; raises ``User.DoesNotExist``."""
        return self.get(email__iexact=username)

    def with_jobs(self, key: uuid.UUID) -> User | None:
        """The person with this key, who need not be asked about their jobs any more."""
        users, jobs = together(self.filter(pk=key), _jobs_of(key))
        if users:
            users[0]._jobs_ever = jobs
        return users[0] if users else None

    def holding(self, permission: Permission, on: datetime.date) -> QuerySet[User]:
        """Whoever has a permission by a job of theirs on a day."""
        jobs = Membership.objects.current(on).filter(role__in=roles_with(permission))
        return self.filter(is_active=True, memberships__in=jobs).distinct()

    def personas(self) -> QuerySet[User]:
        """The demo's made-up people whom anybody may be; real addresses never end like this (RFC 2606)."""
        return self.filter(email__endswith=DEMO_DOMAIN, is_active=True).exclude(
            password__startswith=UNUSABLE_PASSWORD_PREFIX
        )

    def managing(self, teams: Iterable[uuid.UUID], on: datetime.date) -> QuerySet[User]:
        """Whoever manages one of these teams, or a team above it, on a day: the line that answers for its work."""
        keys = RawSQL(MANAGERS, [list(teams), managing_roles(), on, on])  # noqa: S611 - a constant
        return self.filter(pk__in=keys, is_active=True)


class User(AbstractBaseUser):
    """Somebody employed by the council or a partner, signing in with an email address.

    Their name stays on what they wrote after they leave: families have a right to know who decided what.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField("email address", max_length=254)
    full_name = models.CharField("full name", max_length=150)
    job_title = models.CharField("job title", max_length=100, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    entra_object_id = models.UUIDField(
        "Entra object ID",
        null=True,
        blank=True,
        unique=True,
        help_text="From the person's page in Entra ID. It lets them alone sign in with their council account.",
        error_messages={"unique": "Somebody else signs in with this object ID"},
    )

    history = HistoricalRecords(
        excluded_fields=["password", "last_login"],
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )
    objects: ClassVar[UserManager] = UserManager()

    emergency: uuid.UUID | None = None
    """The break-glass that alone lets this person see what this request is about; set by the page, not kept."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "id"]
        verbose_name = "member of staff"
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Somebody already signs in with this email address",
            ),
            models.CheckConstraint(condition=~models.Q(full_name=""), name="user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row. Signing in touches only what the history leaves out, and is no version of a person."""
        if set(kwargs.get("update_fields") or ["everything"]) <= {"last_login", "password"}:
            self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            self.__dict__.pop("skip_history_when_saving", None)

    def permissions(self) -> frozenset[Permission]:
        """Everything the person's memberships of today allow; asked once and kept for the life of this object."""
        if not hasattr(self, "_permissions"):
            today = timezone.localdate()
            codes = [role for role, first, last, _ in self._jobs() if first <= today <= (last or today)]
            allowed = (ROLE_BY_CODE[code].permissions for code in codes if self.is_active)
            own = {Permission.OWN_ACCOUNT} if self.is_active else set()
            self._permissions: frozenset[Permission] = frozenset(own).union(*allowed)
        return self._permissions

    def has_left(self) -> bool:
        """Whether the last of this person's jobs is over. Who has not begun yet, or never had a job, has not left."""
        jobs, today = self._jobs(), timezone.localdate()
        return bool(jobs) and all(last is not None and last < today for _, _, last, _ in jobs)

    def leads_a_team(self) -> bool:
        """Whether a job of today is that of a manager; asked with what every page asks of a person's jobs."""
        leading, today = set(managing_roles()), timezone.localdate()
        return any(
            role in leading and first <= today <= (last or today) for role, first, last, _ in self._jobs()
        )

    def forget_what_was_asked(self) -> None:
        """Ask again: something has changed who sees what within this request."""
        for name in ("_permissions", "_jobs_ever", "_opened_families", "_due_parts"):
            self.__dict__.pop(name, None)

    def _jobs(self) -> list[tuple[str, datetime.date, datetime.date | None, list[uuid.UUID]]]:
        """Role, first and last day of each membership there ever was, and beside each the teams that today's give.

        Asked once, because sign-in, permissions and need-to-know are on every page.
        """
        if not hasattr(self, "_jobs_ever"):
            self._jobs_ever: list[Any] = list(_jobs_of(self.pk))
        return self._jobs_ever

    def team_ids(self) -> list[uuid.UUID]:
        """Teams whose families this person sees today; asked once and kept for the life of this object."""
        jobs = self._jobs()
        return jobs[0][3] if jobs else []

    def walls(self) -> list[Wall]:
        """The walls this person passes today."""
        return [wall for wall, permission in PASSES.items() if self.can(permission)]

    def can(self, permission: Permission) -> bool:
        """Whether a membership of today allows this."""
        return self.is_active and permission in self.permissions()

    @property
    def is_staff(self) -> bool:
        """Django admin's word for who may enter it."""
        return self.can(Permission.ADMIN_USE)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permission names are not used: pages ask ``can``; the admin asks its model admins."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See ``has_perm``."""
        return False

    def get_full_name(self) -> str:
        """The name shown to colleagues and families."""
        return self.full_name
