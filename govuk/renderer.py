"""Draws every Django form in GOV.UK style (setting FORM_RENDERER), by Django's own hooks and nothing else."""

from django.forms.renderers import TemplatesSetting

from govuk.bound_field import GovukBoundField


class GovukRenderer(TemplatesSetting):
    """``{{ form }}`` draws the fields, ``{{ form.name.as_field_group }}`` one of them."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovukBoundField
