"""Roles may do the casework that a worker's day is made of."""

from django.db import migrations

from accounts.row_security import InstallRoles


class Migration(migrations.Migration):
    """The functions every policy asks know the permissions of referrals, assessments, groups, tasks and documents."""

    dependencies = [("accounts", "0008_access_review")]
    operations = [InstallRoles()]
