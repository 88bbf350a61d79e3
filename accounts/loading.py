"""Loading the bodies we know of from `bodies.yaml`; what staff changed stays as they left it."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from accounts.models import PointRule, ProfessionalBody
from accounts.models.body import refuse_overlap

FILE = Path(__file__).parent / "bodies.yaml"
FIELDS = (
    *("slug", "name", "abbreviation", "country", "kind", "website"),
    *("unit_singular", "unit_plural", "is_listed", "notes", "sources", "confidence", "as_of"),
)
RULE_FIELDS = (
    *("valid_from", "valid_until", "minutes_per_unit"),
    *("note", "source_url", "as_of", "confidence"),
)
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, by the slugs of the bodies."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def load_bodies(file: Path = FILE) -> Loaded:
    """Bring the file's bodies into the database. A body that no longer is as it was loaded, or was
    made by hand, is left alone. Raises ValidationError where the file holds what the studio would
    refuse, and then changes nothing."""
    loaded = Loaded()
    for facts in read_bodies(file):
        getattr(loaded, _load(facts)).append(facts["slug"])
    return loaded


def read_bodies(file: Path) -> list[Facts]:
    """Return the file's bodies as the fields of our rows, their rules under `rules`."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))["bodies"]
    return [_facts(entry) for entry in entries]


def _facts(entry: Facts) -> Facts:
    singular, plural = entry.get("unit", ("", ""))
    shared = {"as_of": entry.get("as_of", ""), "confidence": entry["confidence"]}
    facts = {
        **{name: entry.get(name, "") for name in FIELDS},
        "unit_singular": singular,
        "unit_plural": plural,
        "is_listed": entry.get("is_listed", True),
        "sources": "\n".join(entry.get("sources", [])),
    }
    empty = {"valid_from": None, "valid_until": None, "note": ""}
    rules = [{**empty, **shared, **rule} for rule in entry.get("rules", [])]
    return {**facts, "rules": rules}


def _load(facts: Facts) -> str:
    body = ProfessionalBody.objects.select_for_update().filter(slug=facts["slug"]).first()
    told = _hash(facts)
    if body is not None and _hash(facts_of(body)) != body.loaded_hash:
        return "left"
    if body is not None and body.loaded_hash == told:
        return "same"
    values = {name: facts[name] for name in FIELDS} | {"loaded_hash": told}
    _write(body or ProfessionalBody(), values, facts["rules"])
    return "changed" if body else "made"


def _write(body: ProfessionalBody, values: Facts, rules: list[Facts]) -> None:
    """A rule that nobody touched since it was loaded goes with its file."""
    for name, value in values.items():
        setattr(body, name, value)
    body.full_clean()
    body.save()
    PointRule.objects.filter(body=body).delete()
    rows = [PointRule(body=body, **rule) for rule in rules]
    refuse_overlap(rows)
    for row in rows:
        row.full_clean()
        row.save()


def facts_of(body: ProfessionalBody) -> Facts:
    """Return a body as it stands, in the shape of the file."""
    rules = PointRule.objects.filter(body=body).order_by("pk")
    return {
        **{name: getattr(body, name) for name in FIELDS},
        **{name: "\n".join(getattr(body, name).splitlines()) for name in ("notes", "sources")},
        "rules": [{name: getattr(rule, name) for name in RULE_FIELDS} for rule in rules],
    }


def _hash(facts: Facts) -> str:
    rules = sorted(facts["rules"], key=lambda rule: rule["valid_from"] or date.min)
    text = json.dumps({**facts, "rules": rules}, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
