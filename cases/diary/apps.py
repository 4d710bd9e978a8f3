"""The diary app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door, RecordDoor


class DiaryConfig(AppConfig):
    """Tasks, visits, the diary of a day and a week, and the calendar feed that names nobody."""

    name = "cases.diary"
    chronology_source = "cases.diary.chronology.CalledOff"
    diary_source = "cases.diary.visits.Visits"
    contact_starts = {"visit": "cases.diary.visits.contact_of_visit"}
    family_doors = (
        Door("Tasks and visits", "diary:family", Permission.TASK_KEEP),
        Door("Add a task", "diary:task_add", Permission.TASK_KEEP),
        Door("Plan a visit", "diary:visit_plan", Permission.TASK_KEEP),
    )
    home_panels = ("cases.diary.panels.Today", "cases.diary.panels.MyTasks")
    record_doors = (RecordDoor("Add a task from this record", "diary:task_from", Permission.TASK_KEEP),)
