"""Plans, reviews and meetings of the team around the family; copies of assessments for families."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls


class Migration(migrations.Migration):
    """The tables."""

    dependencies = [
        ("assessments", "0002_need_to_know"),
        ("families", "0010_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="the goal")),
                ("signs", models.TextField(max_length=2000, verbose_name="how we will know")),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="FamilyCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copies",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "copies for families",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFamilyCopy",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical family copy",
                "verbose_name_plural": "historical copies for families",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("started_at", models.DateTimeField(verbose_name="begun at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.involvement",
                        verbose_name="as part of",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="begun at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="families.family",
                    ),
                ),
                (
                    "involvement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="families.involvement",
                        verbose_name="as part of",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTeamMeeting",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("starts_at", models.DateTimeField(verbose_name="starts at")),
                ("place", models.CharField(max_length=200)),
                ("minutes", models.TextField(blank=True, max_length=10000)),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next meeting on")),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "arranged_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical team meeting",
                "verbose_name_plural": "historical team meetings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanReview",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("held_on", models.DateField()),
                ("summary", models.TextField(max_length=10000, verbose_name="what has changed")),
                ("family_view", models.TextField(max_length=10000, verbose_name="what the family says")),
                ("written_at", models.DateTimeField()),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan review",
                "verbose_name_plural": "historical plan reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanNeed",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("education", "Getting a good education"),
                            ("early_years", "Early years"),
                            ("health", "Mental and physical health"),
                            ("substances", "Drugs and alcohol"),
                            ("relationships", "Family relationships"),
                            ("exploitation", "Safe from abuse and exploitation"),
                            ("crime", "Crime and antisocial behaviour"),
                            ("domestic_abuse", "Safe from domestic abuse"),
                            ("housing", "A secure home"),
                            ("money", "Money that lasts"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="the need")),
                ("added_at", models.DateTimeField()),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan need",
                "verbose_name_plural": "historical plan needs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "agency",
                    models.CharField(blank=True, max_length=200, verbose_name="agency, and who there"),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="what will be done")),
                ("due_on", models.DateField(verbose_name="by when")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To do"), ("done", "Done"), ("stopped", "No longer needed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="done or stopped on")),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="what came of it")),
                ("added_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="families.person",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="assessments.plangoal",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlanAction",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "agency",
                    models.CharField(blank=True, max_length=200, verbose_name="agency, and who there"),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="what will be done")),
                ("due_on", models.DateField(verbose_name="by when")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To do"), ("done", "Done"), ("stopped", "No longer needed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="done or stopped on")),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="what came of it")),
                ("added_at", models.DateTimeField()),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.person",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.plangoal",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan action",
                "verbose_name_plural": "historical plan actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanNeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("education", "Getting a good education"),
                            ("early_years", "Early years"),
                            ("health", "Mental and physical health"),
                            ("substances", "Drugs and alcohol"),
                            ("relationships", "Family relationships"),
                            ("exploitation", "Safe from abuse and exploitation"),
                            ("crime", "Crime and antisocial behaviour"),
                            ("domestic_abuse", "Safe from domestic abuse"),
                            ("housing", "A secure home"),
                            ("money", "Money that lasts"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="the need")),
                ("added_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="assessments.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="plangoal",
            name="need",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="assessments.planneed"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPlanGoal",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("words", models.TextField(max_length=2000, verbose_name="the goal")),
                ("signs", models.TextField(max_length=2000, verbose_name="how we will know")),
                ("added_at", models.DateTimeField()),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.planneed",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan goal",
                "verbose_name_plural": "historical plan goals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("summary", models.TextField(max_length=10000, verbose_name="what has changed")),
                ("family_view", models.TextField(max_length=10000, verbose_name="what the family says")),
                ("written_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="assessments.plan",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGoalProgress",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("achieved", "Achieved"),
                            ("better", "Some progress"),
                            ("same", "No change"),
                            ("worse", "Worse than before"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.plangoal",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.planreview",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical goal progress",
                "verbose_name_plural": "historical progress of goals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GoalProgress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("achieved", "Achieved"),
                            ("better", "Some progress"),
                            ("same", "No change"),
                            ("worse", "Worse than before"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="assessments.plangoal",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="assessments.planreview",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "progress of goals",
                "ordering": ["-review__held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="TeamMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts at")),
                ("place", models.CharField(max_length=200)),
                ("minutes", models.TextField(blank=True, max_length=10000)),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next meeting on")),
                (
                    "arranged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="assessments.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingInvitee",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "agency",
                    models.CharField(blank=True, max_length=200, verbose_name="agency, and who there"),
                ),
                (
                    "attendance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("came", "Came"),
                            ("apologies", "Sent apologies"),
                            ("absent", "Did not come"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="families.person",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitees",
                        to="assessments.teammeeting",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalMeetingInvitee",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "agency",
                    models.CharField(blank=True, max_length=200, verbose_name="agency, and who there"),
                ),
                (
                    "attendance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("came", "Came"),
                            ("apologies", "Sent apologies"),
                            ("absent", "Did not come"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.person",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.teammeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical meeting invitee",
                "verbose_name_plural": "historical meeting invitees",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(
                models.F("family"),
                models.OrderBy(models.F("started_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="plan_chronology",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("person__isnull", False),
                        ("worker__isnull", False),
                        models.Q(("agency", ""), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(("person__isnull", True), ("worker__isnull", True), _connector="OR"),
                ),
                name="planaction_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="plan_action_ended_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.UniqueConstraint(fields=("plan", "held_on"), name="plan_review_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="goalprogress",
            constraint=models.UniqueConstraint(fields=("review", "goal"), name="goal_progress_once_a_review"),
        ),
        migrations.AddConstraint(
            model_name="meetinginvitee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("person__isnull", False),
                        ("worker__isnull", False),
                        models.Q(("agency", ""), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(("person__isnull", True), ("worker__isnull", True), _connector="OR"),
                ),
                name="meetinginvitee_is_somebody",
            ),
        ),
    ]
