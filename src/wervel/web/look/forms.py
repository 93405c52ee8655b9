"""Django's own forms with the look of the app: settings name this renderer."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "look/form.html"
    field_template_name = "look/field.html"
