"""What a check found amiss."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold, the thing that breaks it, and what to tell staff."""

    rule: str
    thing: str
    says: str
