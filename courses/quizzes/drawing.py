"""Which questions an attempt asks, and in which order: a pure function of a quiz's content."""

from collections.abc import Collection, Mapping
from random import Random
from typing import Any

from courses.quizzes.arranging import Arrangement, arrange

Content = Mapping[str, Any]


def draw(content: Content, chance: Random, *, seen: Collection[str] = ()) -> list[Arrangement]:
    """Draw an attempt's questions and arrange each. No question is asked twice; where a draw
    prefers unseen ones, those among `seen` are its last resort. Contents of before there were slots
    ask every question in order."""
    questions = {question["key"]: question for question in content["questions"]}
    keys = _keys(content["slots"], chance, seen) if "slots" in content else list(questions)
    if content.get("shuffles_questions"):
        chance.shuffle(keys)
    return [arrange(questions[key], chance) for key in keys]


def _keys(slots: list[Content], chance: Random, seen: Collection[str]) -> list[str]:
    fixed = [slot["question"] for slot in slots if "question" in slot]
    wishes = {
        number: _wishes(slot, chance, seen, fixed)
        for number, slot in enumerate(slots)
        if "draw" in slot
    }
    drawn = share_out({number: slots[number]["draw"] for number in wishes}, wishes)
    keys: list[str] = []
    for number, slot in enumerate(slots):
        keys += drawn[number] if number in drawn else [slot["question"]]
    return list(dict.fromkeys(keys))


def _wishes(
    slot: Content, chance: Random, seen: Collection[str], fixed: Collection[str]
) -> list[str]:
    """Return what a draw may take, in the order it would like to."""
    keys = [key for key in slot["from"] if key not in fixed]
    chance.shuffle(keys)
    return sorted(keys, key=lambda key: key in seen) if slot["prefers_unseen"] else keys


def share_out(counts: dict[int, int], wishes: dict[int, list[str]]) -> dict[int, list[str]]:
    """Let every draw have as many as it asks for, where that can be done at all: one that finds its
    questions taken makes another draw take a different one (augmenting paths; H. W. Kuhn, “The
    Hungarian method for the assignment problem”, 1955). Small pools choose first."""
    taken: dict[str, int] = {}

    def take(number: int, tried: set[str]) -> bool:
        free = [key for key in wishes[number] if key not in taken and key not in tried]
        if free:
            taken[free[0]] = number
            return True
        for key in wishes[number]:
            if key in tried or taken[key] == number:
                continue
            tried.add(key)
            if take(taken[key], tried):
                taken[key] = number
                return True
        return False

    for number in sorted(wishes, key=lambda number: len(wishes[number])):
        for _ in range(counts[number]):
            take(number, set())
    return {
        number: [key for key in wishes[number] if taken.get(key) == number] for number in wishes
    }
