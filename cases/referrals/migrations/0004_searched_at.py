"""The moment our records were searched for who a referral names: the first step with a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty for what came before: a decision or a link to a family ends the step for those."""

    dependencies = [
        ("referrals", "0003_web_form"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="searched_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="our records searched"),
        )
        for name in ("historicalreferral", "referral")
    ]
