"""Forms of the rights: one for each right that is decided, and those for what follows."""

from privacy.rights.forms.decide import (
    DecideForm,
    ErasureForm,
    ObjectionForm,
    PortabilityForm,
    RectificationForm,
)
from privacy.rights.forms.restriction import RestrictionForm

FORMS: dict[str, type[DecideForm]] = {
    form.right: form
    for form in (ErasureForm, ObjectionForm, RectificationForm, RestrictionForm, PortabilityForm)
}
