"""What is said by text, how it travels, and what Notify answers."""

from cases.texts.models.delivery import Delivery, Status
from cases.texts.models.objection import TextStop
from cases.texts.models.receipt import Receipt
from cases.texts.models.template import TextTemplate
from cases.texts.models.text import Text

__all__ = ["Delivery", "Receipt", "Status", "Text", "TextStop", "TextTemplate"]
