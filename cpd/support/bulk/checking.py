"""What becomes of each row of a table, before anything happens."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.db.models.lookups import In
from django.utils import timezone

from accounts.models import User
from accounts.names import LONGEST, clean_name
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.enrolment.enrolling import CLOSED_BY_STAFF
from courses.enrolment.models import Enrolment, Grant
from courses.enrolment.staffing import has_ended
from cpd.sheets import RUNS
from cpd.support.bulk.reading import Row
from cpd.support.forms import end_of

MOST_ADDRESS = 254
FURTHEST = timedelta(days=36_500)
BATCH = 500  # names in one query, below what SQLite takes
WANTED = ("email", "is_active", "is_staff", "country", "time_zone")
Pair = tuple[int, str]  # a learner's key and a course's address


class Known:
    """What the database knows of all that the rows name; a handful of queries for a batch."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.courses = set(
            Course.objects.filter(
                retired_at=None, pk__in=Edition.objects.live().values("course")
            ).values_list("slug", flat=True)
        )
        addresses = sorted({row.get("email", "").lower() for row in rows})
        self.people: dict[str, User] = {}
        for start in range(0, len(addresses), BATCH):
            self._learn(addresses[start : start + BATCH])
        keys = sorted({person.pk for person in self.people.values()})
        self.active: set[Pair] = set()
        self.withdrawn: set[Pair] = set()
        for start in range(0, len(keys), BATCH):
            self._look_up(keys[start : start + BATCH])

    def _learn(self, addresses: list[str]) -> None:
        """Accounts' own addresses first, so that who proved an address wins, as in `by_address`."""
        users = User.objects.filter(In(Lower("email"), addresses))
        self.people |= {user.email.lower(): user for user in users.only(*WANTED)}
        proved = EmailAddress.objects.filter(email__in=addresses, verified=True)
        owners = proved.select_related("user").only("email", *(f"user__{name}" for name in WANTED))
        self.people |= {row.email.lower(): row.user for row in owners}

    def _look_up(self, keys: list[int]) -> None:
        enrolments = Enrolment.objects.filter(learner__in=keys)
        pairs = ("learner", "course__slug")
        self.active |= set(enrolments.active().values_list(*pairs))
        taken = Grant.objects.filter(revoked_at__isnull=False, reason=CLOSED_BY_STAFF)
        self.withdrawn |= set(enrolments.filter(grants__in=taken).values_list(*pairs))


def check(rows: list[tuple[int, Row]]) -> list[dict[str, Any]]:
    """Return each row as a preview keeps it: a fault, or what will be done."""
    known = Known(row for _, row in rows)
    seen: dict[tuple[str, str], int] = {}
    return [_checked(number, row, known, seen) for number, row in rows]


def _checked(
    number: int, row: Row, known: Known, seen: dict[tuple[str, str], int]
) -> dict[str, Any]:
    email, course = row.get("email", "").lower(), row.get("course", "").lower()
    entry: dict[str, Any] = {
        "number": number,
        "email": email,
        "course": course,
        "name": row.get("name", ""),
        "until": row.get("access_until", ""),
        "fault": "",
        "plan": "",
        "outcome": "",
    }
    entry["fault"] = (
        _fault_of_cells(entry) or _fault_of_day(entry, known) or _fault_of_people(entry, known)
    )
    first = seen.setdefault((email, course), number)
    if not entry["fault"] and first != number:
        entry["fault"] = f"The same as row {first}."
    if not entry["fault"]:
        is_new = email not in known.people
        entry["plan"] = "new account, then enrolled" if is_new else "enrolled"
    return entry


def _fault_of_cells(entry: dict[str, Any]) -> str:
    if any(str(entry[name]).startswith(RUNS) for name in ("email", "course", "name", "until")):
        return "A cell begins like a formula."
    try:
        validate_email(entry["email"])
    except ValidationError:
        return "This is no e-mail address."
    if len(entry["email"]) > MOST_ADDRESS or not entry["email"].isascii():
        return "This e-mail address cannot be used."
    return _fault_of_name(entry["name"])


def _fault_of_name(name: str) -> str:
    if not name:
        return ""
    if len(name) > LONGEST:
        return f"The name is longer than {LONGEST} characters."
    try:
        clean_name(name)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _fault_of_day(entry: dict[str, Any], known: Known) -> str:
    """A day lasts as long as enrolling will say: to its end where the learner lives."""
    if not entry["until"]:
        return ""
    try:
        day = date.fromisoformat(entry["until"])
    except ValueError:
        return "Write the last day of access as 2027-06-30."
    if day > timezone.localdate() + FURTHEST:
        return "The last day of access is too far away."
    learner = known.people.get(entry["email"]) or User(email=entry["email"])
    if has_ended(end_of(day, learner=learner)):
        return "The last day of access is over where the learner lives."
    return ""


def _fault_of_people(entry: dict[str, Any], known: Known) -> str:
    if entry["course"] not in known.courses:
        return "No published course has this address."
    person = known.people.get(entry["email"])
    if person is None:
        return ""
    pair = (person.pk, entry["course"])
    if not person.is_active:
        return "This account is closed."
    if person.is_staff:
        return "This account belongs to staff: grant the course on its page."
    if pair in known.active:
        return "Has access already."
    if pair in known.withdrawn:
        return "Staff took this access away: give it back on the learner’s page."
    return ""
