"""What has to be done, who visits whom and when, and the key of a calendar feed."""

from cases.diary.models.feed import CalendarFeed
from cases.diary.models.task import Task
from cases.diary.models.visit import CallOff, Place, Visit

__all__ = ["CalendarFeed", "CallOff", "Place", "Task", "Visit"]
