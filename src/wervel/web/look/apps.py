"""What every page shares: the frame, the style, the components, the words around them."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "wervel.web.look"
    label = "look"
