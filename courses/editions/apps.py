"""Editions: what was published, written once."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "courses.editions"
    label = "editions"
