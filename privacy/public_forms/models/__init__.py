"""What people sent by a public form, the files they sent with it, and what somebody wants to go on with later."""

from privacy.public_forms.models.saved import SavedForm, SendBy
from privacy.public_forms.models.submission import Evidence, FileKind, FormKind, Outcome, Submission

__all__ = ["Evidence", "FileKind", "FormKind", "Outcome", "SavedForm", "SendBy", "Submission"]
