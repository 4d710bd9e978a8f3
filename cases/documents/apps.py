"""The documents app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door


class DocumentsConfig(AppConfig):
    """Files about families: kept outside the web root, described, versioned, and gone with the family's file."""

    name = "cases.documents"
    chronology_source = "cases.documents.chronology.Documents"
    family_doors = (Door("Documents", "documents:list", Permission.DOCUMENT_VIEW),)
