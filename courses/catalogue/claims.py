"""What a course supports as a claim to a body: the words that certificates and course pages share.

Whether a claim is accepted is the body's decision; nothing here says that somebody complies."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch

from accounts.models import PointRule, ProfessionalBody
from courses.catalogue.models import Accreditation, Course
from cpd.dates import long_date, loose_date
from cpd.durations import HOUR, hours, in_full


@dataclass(frozen=True, slots=True)
class Accredited:
    """What is printed of an accreditation."""

    number: str
    amount: Decimal | None
    unit: str
    category: str
    valid_from: date
    valid_until: date | None

    @property
    def words(self) -> str:
        """The accreditation without its points."""
        if self.valid_until is None:
            return f"accreditation {self.number}, valid from {long_date(self.valid_from)}"
        days = f"{long_date(self.valid_from)} to {long_date(self.valid_until)}"
        return f"accreditation {self.number}, valid {days}"

    @property
    def points(self) -> str:
        """What the body gives for it, with its category; empty where it gives no points."""
        if self.amount is None:
            return ""
        category = f" ({self.category})" if self.category else ""
        return f"{plain(self.amount)} {self.unit}{category}"

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            **asdict(self),
            "amount": None if self.amount is None else plain(self.amount),
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """What a completion supports as a claim to one body."""

    slug: str
    name: str
    abbreviation: str
    words: str
    accreditation: Accredited | None

    def to_json(self) -> dict[str, Any]:
        """Return plain values, to be kept with a certificate."""
        accreditation = self.accreditation.to_json() if self.accreditation else None
        return {
            "slug": self.slug,
            "name": self.name,
            "abbreviation": self.abbreviation,
            "words": self.words,
            "accreditation": accreditation,
        }


class Ground(StrEnum):
    """What the worth of a course to a body rests on."""

    ACCREDITATION = "accreditation"
    RULE = "rule"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a course page says of one body."""

    body: ProfessionalBody
    ground: Ground
    claim: Claim
    units: str = ""  # 2.5 CPE points
    rule: str = ""  # 1 hour = 1 CPE point
    note: str = ""
    source_url: str = ""
    as_of: str = ""


def claims_for(
    bodies: Sequence[ProfessionalBody],
    *,
    course: Course,
    edition_number: int,
    minutes: int,
    on: date,
) -> list[Claim]:
    """Return what an edition that was completed on a day supports as a claim to each body, in the
    order given: the accreditation of that day, else minutes alone; one query."""
    found = _accreditations(bodies, course, edition_number, on)
    return [_claim(body, found.get(body.pk), minutes) for body in bodies]


def worth(
    country: str, *, course: Course, edition_number: int, minutes: int, on: date
) -> list[Worth]:
    """Return what an edition is worth on a day to each listed body of a country: those that
    accredit it first, then those whose rule we know, then the others, each time regulators last;
    three queries."""
    rules = Prefetch("rules", PointRule.objects.valid_on(on), to_attr="rules_of_the_day")
    bodies = list(ProfessionalBody.objects.listed().filter(country=country).prefetch_related(rules))
    found = _accreditations(bodies, course, edition_number, on)
    rows = [_worth(body, found.get(body.pk), minutes) for body in bodies]
    return sorted(rows, key=_place)


def units_of(minutes: int, minutes_per_unit: int) -> Decimal:
    """Return how many units minutes make by a body's rule, rounded down to quarters: we would
    rather say too little than have a claim refused."""
    return Decimal(minutes * 4 // minutes_per_unit) / 4


def plain(amount: Decimal) -> str:
    """Return an amount without empty places: 2.5, 3."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _accreditations(
    bodies: Iterable[ProfessionalBody], course: Course, edition_number: int, on: date
) -> dict[int, Accreditation]:
    """The newest of each body wins, should two hold."""
    rows = Accreditation.objects.valid_for(course, edition_number, on).filter(body__in=bodies)
    return {row.body_id: row for row in rows.order_by("valid_from", "pk")}


def _claim(body: ProfessionalBody, row: Accreditation | None, minutes: int) -> Claim:
    time = f"{in_full(minutes)} of learning"
    accredited = _accredited(row) if row else None
    words = f"{accredited.points or time}, {accredited.words}" if accredited else time
    return Claim(body.slug, body.name, body.abbreviation, words, accredited)


def _accredited(row: Accreditation) -> Accredited:
    return Accredited(
        number=row.number,
        amount=row.amount,
        unit=row.unit,
        category=row.category,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _worth(body: ProfessionalBody, row: Accreditation | None, minutes: int) -> Worth:
    claim = _claim(body, row, minutes)
    if row is not None:
        return Worth(body, Ground.ACCREDITATION, claim)
    rule = next((rule for rule in body.rules_of_the_day if rule.is_fact), None)
    if rule is None:
        return Worth(body, Ground.NOTHING, claim)
    sure = {"note": rule.note, "source_url": rule.source_url, "as_of": loose_date(rule.as_of)}
    units = units_of(minutes, rule.minutes_per_unit) if rule.minutes_per_unit else None
    if not units or not body.unit_singular:
        return Worth(body, Ground.NOTHING, claim, **sure)
    unit = body.unit_singular if units == 1 else body.unit_plural
    words = _rule_words(rule.minutes_per_unit, body.unit_singular)
    return Worth(body, Ground.RULE, claim, units=f"{plain(units)} {unit}", rule=words, **sure)


def _place(row: Worth) -> tuple[int, bool, str]:
    is_regulator = row.body.kind == ProfessionalBody.Kind.REGULATOR
    return list(Ground).index(row.ground), is_regulator, row.body.name.lower()


def _rule_words(minutes_per_unit: int, unit: str) -> str:
    if minutes_per_unit == HOUR and unit == "hour":
        return "counts hours"
    return f"{hours(minutes_per_unit)} = 1 {unit}"
