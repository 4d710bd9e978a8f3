"""Numbers and Notify's ids may be blanked when their time is over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is blanked is blanked whole: no number means nothing filled in either."""

    dependencies = [
        ("texts", "0002_first_templates"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_sent_is_known_to_notify",
        ),
        migrations.RemoveConstraint(
            model_name="text",
            name="text_has_a_number",
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "sent-to-notify"), _negated=True),
                    models.Q(
                        ("sent_at__isnull", False),
                        models.Q(
                            ("notify_id__isnull", False), ("next_try_at__isnull", True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="delivery_sent_is_known_to_notify",
            ),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True), ("personalisation", {}), _connector="OR"
                ),
                name="text_without_a_number_is_blanked",
            ),
        ),
    ]
