"""Corrections of keys: what they make of a question, as it is marked from then on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from courses.attempts.models import KeyCorrection
from courses.hashing import content_hash

Content = Mapping[str, Any]
Corrections = Mapping[str, KeyCorrection]
KEPT = ("key", "points", "hash")
Effect = KeyCorrection.Effect


def hash_of(content: Content) -> str:
    """Return the content hash by which a question's version is known; contents of before there were
    question versions do not name theirs."""
    return str(content["hash"]) if "hash" in content else content_hash(content)


def answered_units(question: Content) -> list[Content]:
    """Return the questions with an answer of their own: a vignette's parts, else itself."""
    return list(question["questions"]) if question["kind"] == "vignette" else [question]


def corrections_of(contents: Iterable[Content], *, course_id: int) -> dict[str, KeyCorrection]:
    """Return the newest correction of each question that has one, by its hash; one query. Two
    courses may hold the same words under the same key: each has corrections of its own."""
    hashes = [hash_of(unit) for content in contents for unit in answered_units(content)]
    own = Q(version__question__course=course_id) | Q(version__question__course=None)
    rows = KeyCorrection.objects.filter(own, version__content_hash__in=hashes)
    oldest_first = rows.select_related("version").defer("version__content").order_by("pk")
    return {row.version.content_hash: row for row in oldest_first}


def corrected(content: Content, corrections: Corrections) -> dict[str, Any]:
    """Return a question as it is marked now: with the right key in its place, and its correction
    under "correction". It counts for what it did."""
    if content["kind"] == "vignette":
        parts = [corrected(part, corrections) for part in content["questions"]]
        return {**content, "questions": parts}
    correction = corrections.get(hash_of(content))
    if correction is None:
        return dict(content)
    told = {
        "effect": correction.effect,
        "reason": correction.reason,
        "made_at": correction.made_at,
    }
    if correction.content is None:
        return {**content, "correction": told}
    kept = {name: content[name] for name in KEPT if name in content}
    return {**correction.content, **kept, "correction": told}


def effect_on(content: Content) -> str:
    """Return the effect of a question's correction; nothing if it has none."""
    return str(content.get("correction", {}).get("effect", ""))
