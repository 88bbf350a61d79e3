"""What keeps a draft from being published, and what is only worth a look, each with its place."""

from courses.editions.readiness.findings import Check, Finding, Place
from courses.editions.readiness.listing import blocking_faults, readiness_of

__all__ = ["Check", "Finding", "Place", "blocking_faults", "readiness_of"]
