"""How pages write what is stored."""

from django import template

from govuk.fields import phone_as_written

register = template.Library()

register.filter("phone_words", phone_as_written)
