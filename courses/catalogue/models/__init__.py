"""Course and Module drafts, what they name, and the shelf: Product and Price."""

from courses.catalogue.models.course import Course, Module
from courses.catalogue.models.people import Author, Provider
from courses.catalogue.models.price import Price
from courses.catalogue.models.product import Product, ProductItem
from courses.catalogue.models.topic import Topic

__all__ = ["Author", "Course", "Module", "Price", "Product", "ProductItem", "Provider", "Topic"]
