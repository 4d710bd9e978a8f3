"""A role for the front door, which takes and screens referrals."""

from django.db import migrations, models

from accounts.row_security import InstallRoles


class Migration(migrations.Migration):
    """The functions every policy asks know the front door officer."""

    dependencies = [
        ("accounts", "0009_casework_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalmembership",
            name="role",
            field=models.CharField(
                choices=[
                    ("hub_worker", "Family hub worker"),
                    ("hub_manager", "Family hub manager"),
                    ("triage_officer", "Front door officer"),
                    ("yj_officer", "Youth justice officer"),
                    ("yj_manager", "Youth justice manager"),
                    ("victim_worker", "Victim worker"),
                    ("victim_manager", "Victim service manager"),
                    ("safeguarding_lead", "Safeguarding lead"),
                    ("information_officer", "Information officer"),
                    ("records_officer", "Records officer"),
                    ("admin", "Administrator"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("hub_worker", "Family hub worker"),
                    ("hub_manager", "Family hub manager"),
                    ("triage_officer", "Front door officer"),
                    ("yj_officer", "Youth justice officer"),
                    ("yj_manager", "Youth justice manager"),
                    ("victim_worker", "Victim worker"),
                    ("victim_manager", "Victim service manager"),
                    ("safeguarding_lead", "Safeguarding lead"),
                    ("information_officer", "Information officer"),
                    ("records_officer", "Records officer"),
                    ("admin", "Administrator"),
                ],
                max_length=40,
            ),
        ),
        InstallRoles(),
    ]
