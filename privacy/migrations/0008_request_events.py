"""More that can happen to a request: authority, decisions about a child, being told; and longer reasons."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Kinds of events are words alone; the database keeps them as before."""

    dependencies = [
        ("privacy", "0007_request_right"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalrequestevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledged", "Told them that we have their request"),
                    ("identity_asked", "Proof of identity asked for"),
                    ("identity_seen", "Proof of identity seen"),
                    ("authority_asked", "Proof asked for that they may act for somebody else"),
                    ("authority_seen", "Proof seen that they may act for somebody else"),
                    ("child_decides", "Decided: the child understands and decides themselves"),
                    ("parent_acts", "Decided: the parent may act for the child"),
                    ("nobody_acts", "Decided: the parent may not act, and the child cannot decide"),
                    ("clarification_asked", "Question asked to find the data"),
                    ("clarification_answered", "Question answered"),
                    ("extended", "Told them that we need two more months"),
                    ("updated", "Told them how far we are"),
                    ("contact", "Other contact with them"),
                ],
                max_length=30,
                verbose_name="what happened",
            ),
        ),
        migrations.AlterField(
            model_name="historicalrequestevent",
            name="note",
            field=models.CharField(blank=True, max_length=2000),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledged", "Told them that we have their request"),
                    ("identity_asked", "Proof of identity asked for"),
                    ("identity_seen", "Proof of identity seen"),
                    ("authority_asked", "Proof asked for that they may act for somebody else"),
                    ("authority_seen", "Proof seen that they may act for somebody else"),
                    ("child_decides", "Decided: the child understands and decides themselves"),
                    ("parent_acts", "Decided: the parent may act for the child"),
                    ("nobody_acts", "Decided: the parent may not act, and the child cannot decide"),
                    ("clarification_asked", "Question asked to find the data"),
                    ("clarification_answered", "Question answered"),
                    ("extended", "Told them that we need two more months"),
                    ("updated", "Told them how far we are"),
                    ("contact", "Other contact with them"),
                ],
                max_length=30,
                verbose_name="what happened",
            ),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="note",
            field=models.CharField(blank=True, max_length=2000),
        ),
    ]
