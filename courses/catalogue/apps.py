"""The catalogue: courses, modules, topics, authors and who provides them."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "courses.catalogue"
    label = "courses"
    verbose_name = "Courses"
