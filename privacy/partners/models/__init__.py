"""What is given to partners; see the module."""

from privacy.partners.models.download import Download, DownloadFile, Opening

__all__ = ["Download", "DownloadFile", "Opening"]
