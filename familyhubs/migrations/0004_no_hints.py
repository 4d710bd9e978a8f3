"""What is hidden leaves no hints, in the tables there were by then; no page reads how far a sequence has counted."""

from django.db import migrations

from accounts.statistics import keep_no_statistics

COUNTERS = """
REVOKE SELECT ON ALL SEQUENCES IN SCHEMA public FROM familyhubs_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON SEQUENCES FROM familyhubs_web;
"""


class Migration(migrations.Migration):
    """After every table about people."""

    dependencies = [
        ("familyhubs", "0003_history_is_kept"),
        ("accounts", "0008_access_review"),
        ("families", "0008_access_patterns"),
        ("contacts", "0002_need_to_know"),
        ("texts", "0004_need_to_know"),
        ("privacy", "0004_access_audit"),
        ("retention", "0006_access_checks"),
    ]
    operations = [keep_no_statistics(), migrations.RunSQL(COUNTERS, migrations.RunSQL.noop)]
