"""Moment: something that happened to an order or a learner, as a timeline shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: when, of what kind, in words; by whom and why; where it is shown;
    and the key of a mail that can be sent again."""

    at: datetime
    kind: str
    text: str
    by: str = ""
    why: str = ""
    address: str = ""
    mail: str = ""
