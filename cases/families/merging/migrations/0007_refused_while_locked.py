"""Records that may not be used now are not put together."""

from django.db import migrations, models

REFUSALS = [
    ("changed", "One of the two records was changed after you looked at them. Compare them again."),
    ("gone", "One of the two records is no longer there."),
    (
        "apart",
        "You cannot do this. The reason may not be shown here. Ask your service manager: a manager whose teams hold all"
        " of both records can do it.",
    ),
    (
        "locked",
        "One of these records is kept and may not be used now, because somebody used a right of theirs. The information"
        " officers can say how long this takes.",
    ),
    ("busy", "Something else is being done with one of these records. Try again in an hour."),
    ("later", "What was written since then stands in the way."),
]


def _refusal(model: str) -> migrations.AlterField:
    return migrations.AlterField(
        model_name=model,
        name="refusal",
        field=models.CharField(
            blank=True, choices=REFUSALS, max_length=10, verbose_name="why it was not done"
        ),
    )


class Migration(migrations.Migration):
    """One more reason for a refusal."""

    dependencies = [
        ("merging", "0006_gone_references_by_search"),
    ]

    operations = [_refusal("historicalmerge"), _refusal("merge")]
