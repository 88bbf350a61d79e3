"""Course and Module drafts, what they name, who accredits them, and the shelf."""

from courses.catalogue.models.accreditation import Accreditation
from courses.catalogue.models.course import Course, Module
from courses.catalogue.models.people import Author, Provider
from courses.catalogue.models.price import Price
from courses.catalogue.models.product import Product, ProductItem
from courses.catalogue.models.topic import Topic

__all__ = [
    "Accreditation",
    "Author",
    "Course",
    "Module",
    "Price",
    "Product",
    "ProductItem",
    "Provider",
    "Topic",
]
