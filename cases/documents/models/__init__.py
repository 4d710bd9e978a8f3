"""What is known of a document; see the module of each noun. The files themselves are in ``cases.documents.folder``."""

from cases.documents.models.document import Document, DocumentAbout, DocumentKind
from cases.documents.models.file import DocumentVersion, FileType, UnwantedFile

__all__ = ["Document", "DocumentAbout", "DocumentKind", "DocumentVersion", "FileType", "UnwantedFile"]
