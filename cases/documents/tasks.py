"""The work that keeps the folder of files to what is on file. Each is safe to run at any time, twice."""

from celery import shared_task

from accounts.actor import acting_as_system
from cases.documents.actions.cleaning import folder_clean, folder_sweep


@shared_task
def clean_folder() -> None:
    """Destroy files whose rows were deleted, in batches."""
    more = True
    while more:
        with acting_as_system("documents"):
            more = folder_clean()


@shared_task
def sweep_folder() -> None:
    """Once a night: destroy what failed uploads left behind."""
    with acting_as_system("documents"):
        folder_sweep()
