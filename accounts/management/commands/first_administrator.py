"""Makes the first person who can sign in to a new portal."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from accounts.actions.staff import first_administrator_add
from accounts.models import User


class Command(BaseCommand):
    """One administrator, who then adds everybody else in the admin. Refused where somebody can sign in already."""

    help = "Make the first administrator of a new portal and print a password to hand over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who it is."""
        parser.add_argument("--email", required=True, help="the address they sign in with")
        parser.add_argument("--name", required=True, help="their full name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them and print the password once; it is stored only as a hash."""
        email, name = options["email"].strip(), options["name"].strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError("--email must be an email address.") from None
        if not name:
            raise CommandError("--name must not be empty.")
        if User.objects.exists():
            raise CommandError("Somebody can sign in already: ask them to add people in the admin.")
        password = "-".join(secrets.token_hex(2) for _ in range(5))
        first_administrator_add(email=email, full_name=name, password=password, on=timezone.localdate())
        self.stdout.write(f"{name} can sign in with the password {password} and should change it at once.")
