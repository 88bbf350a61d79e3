"""The order in which an attempt shows what is in a question, as pure functions.

An arrangement is plain data that an attempt pins: {"question": key} with, by kind, "choices",
"rights", "items": keys in the order shown, or "questions": the arrangements of a vignette's parts.
What is shown is lettered anew in that order, so that no letter tells where its author wrote it; an
answer names these letters.
"""

from collections.abc import Mapping
from random import Random
from string import ascii_lowercase
from typing import Any

from courses.quizzes.kinds import Shuffle

Content = dict[str, Any]
Arrangement = dict[str, Any]
SHOWN = {"matching": "rights", "ordering": "items"}
CHOICES = "choices"


def arrange(question: Mapping[str, Any], chance: Random) -> Arrangement:
    """Draw the order of what is in a question. True stays before False; items never stand in their
    right order."""
    arrangement: Arrangement = {"question": question["key"]}
    if question["kind"] == "vignette":
        parts = [arrange(part, chance) for part in question["questions"]]
        return {**arrangement, "questions": parts}
    name = _shown(question)
    keys = [entry["key"] for entry in question.get(name, [])]
    if not keys:
        return arrangement
    if name == CHOICES:
        return {**arrangement, name: _choices(question, keys, chance)}
    chance.shuffle(keys)
    while name == "items" and len(keys) > 1 and keys == list(question["order"]):
        chance.shuffle(keys)
    return {**arrangement, name: keys}


def arranged(question: Mapping[str, Any], arrangement: Arrangement) -> Content:
    """Return a question with what is in it in the order shown, and lettered in it."""
    if question["kind"] == "vignette":
        pinned = {entry["question"]: entry for entry in arrangement.get("questions", [])}
        parts = [arranged(part, pinned.get(part["key"], {})) for part in question["questions"]]
        return {**question, "questions": parts}
    letters = letters_of(question, arrangement)
    if not letters:
        return dict(question)
    name = _shown(question)
    entries = {entry["key"]: entry for entry in question[name]}
    shown = [{**entries[key], "key": letter} for key, letter in letters.items()]
    return {**question, name: shown, **_key(question, letters)}


def authored(question: Mapping[str, Any], arrangement: Arrangement, answer: Any) -> Any:
    """Return an answer in the letters its author wrote; choices in the author's order."""
    if question["kind"] == "vignette":
        given = answer or {}
        pinned = {entry["question"]: entry for entry in arrangement.get("questions", [])}
        return {
            part["key"]: authored(part, pinned.get(part["key"], {}), given[part["key"]])
            for part in question["questions"]
            if part["key"] in given
        }
    keys = {letter: key for key, letter in letters_of(question, arrangement).items()}
    if isinstance(answer, Mapping):
        return {left: keys[right] for left, right in answer.items() if right in keys}
    if isinstance(answer, list):
        own = [keys[letter] for letter in answer if letter in keys]
        return own if question["kind"] == "ordering" else sorted(own)
    return answer


def letters_of(question: Mapping[str, Any], arrangement: Arrangement) -> dict[str, str]:
    """Return the author's key to the letter shown, in the order shown."""
    name = _shown(question)
    known = {entry["key"] for entry in question.get(name, [])}
    keys = [key for key in arrangement.get(name, []) if key in known]
    return dict(zip(keys, ascii_lowercase, strict=False))


def _choices(question: Mapping[str, Any], keys: list[str], chance: Random) -> list[str]:
    shuffle = question.get("shuffle", Shuffle.ALL)
    if question["kind"] == "true-false" or shuffle == Shuffle.NONE:
        return keys
    last = keys[-1:] if shuffle == Shuffle.KEEP_LAST else []
    others = keys[: len(keys) - len(last)]
    chance.shuffle(others)
    return others + last


def _key(question: Mapping[str, Any], letters: dict[str, str]) -> Content:
    if question["kind"] == "matching":
        return {"pairs": {left: letters[right] for left, right in question["pairs"].items()}}
    if question["kind"] == "ordering":
        return {"order": [letters[key] for key in question["order"]]}
    return {}


def _shown(question: Mapping[str, Any]) -> str:
    return SHOWN.get(question["kind"], CHOICES)
