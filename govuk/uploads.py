"""Which views take files, and how big. A file sent anywhere else is dropped unread and answered with a page of its own.

    @requires(Permission.X)
    @takes_files(at_most=10 * MEGABYTE)
    def document_add(request): ...

Files stay in memory until a view has looked at them; nothing is written to a disk on the way in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile

MEGABYTE = 1024 * 1024
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(*, at_most: int) -> Callable[[View], View]:
    """Let a view take files of together this many bytes. Put it right below ``@requires`` or ``@public``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def taking(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        taking.files_at_most = at_most  # type: ignore[attr-defined]
        return taking  # type: ignore[return-value]

    return decorate


class DeclaredFiles(MemoryFileUploadHandler):
    """Takes files for views that said so. It knows the length of the whole before the first byte is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - the name Django gives it
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Raises RequestDataTooBig when more is announced than the view takes."""
        match = self.request.resolver_match  # type: ignore[union-attr]
        self.at_most: int = getattr(match.func, "files_at_most", 0) if match else 0
        if content_length > self.at_most + (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            raise RequestDataTooBig("More than this page takes")
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Keep the file, or drop it and note that there was one."""
        if not self.at_most:
            self.request.files_refused = True  # type: ignore[union-attr]
            raise SkipFile
        super().new_file(*args, **kwargs)
