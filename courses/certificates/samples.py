"""A sample certificate: real in every printed word, marked as a sample, and no record of
anybody."""

from datetime import date

from courses.certificates.drawing import draw_pdf
from courses.certificates.issuing import facts_for
from courses.certificates.serials import make_serial, make_token
from courses.editions.models import Edition


def draw_sample(edition: Edition, *, name: str, on: date) -> bytes:
    """Return the sample's PDF; its serial belongs to no certificate."""
    facts = facts_for(edition, started_on=on, completed_on=on)
    serial, token = make_serial(), make_token()
    return draw_pdf(facts, name=name, serial=serial, token=token, is_sample=True)
