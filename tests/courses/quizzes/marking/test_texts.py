"""Short texts: what counts as the same words."""

from fractions import Fraction
from typing import Any

import pytest

from courses.quizzes.marking import clean_answer, credit


def question(*texts: str, **flags: bool) -> dict[str, Any]:
    return {"kind": "text", "answers": [{"text": text} for text in texts], **flags}


@pytest.mark.parametrize(
    ("accepted", "typed", "flags", "earned"),
    [
        ("Paris", "paris", {}, 1),
        ("Paris", "  PARIS\t", {}, 1),
        ("Paris", "paris", {"is_case_sensitive": True}, 0),
        ("no one", "no   one", {}, 1),
        ("no one", "noone", {}, 0),
        ("café", "cafe", {}, 1),
        ("café", "cafe\u0301", {"is_accent_sensitive": True}, 1),
        ("café", "cafe", {"is_accent_sensitive": True}, 0),
        ("Straße", "STRASSE", {}, 1),
        ("it’s", "it's", {}, 1),
        ("L5–S1", "l5-s1", {}, 1),
        ("ﬁbula", "fibula", {}, 1),
        ("\uff11\uff12", "12", {}, 1),
        ("soft\u00adtissue", "softtissue", {}, 1),
        ("Paris", "", {}, 0),
        ("Paris", "Parsi", {}, 0),
    ],
)
def test_the_same_words_are_right(
    accepted: str, typed: str, flags: dict[str, bool], earned: int
) -> None:
    assert credit(question(accepted, **flags), typed) == earned


@pytest.mark.parametrize(
    ("accepted", "typed", "earned"),
    [
        ("*", "anything", 1),
        ("sci*", "sciatic nerve", 1),
        ("sci*", "the sciatic nerve", 0),
        ("*sciatic*", "the sciatic nerve", 1),
        ("*nerve", "sciatic nerve", 1),
        ("sci*nerve", "sciatic nerve", 1),
        ("a*a", "a", 0),
        ("a*a", "aa", 1),
        ("2\\*3", "2*3", 1),
        ("2\\*3", "2\u00d73", 0),
        ("a\\b", "a\\b", 1),
        ("." * 3 + "*", "abc", 0),
    ],
)
def test_a_star_stands_for_any_characters(accepted: str, typed: str, earned: int) -> None:
    assert credit(question(accepted), typed) == earned


def test_many_stars_take_no_time() -> None:
    assert credit(question("*a" * 200 + "*b"), "a" * 500) == 0


def test_the_answer_in_full_comes_before_the_star() -> None:
    ranked = {"kind": "text", "answers": [{"text": "*", "weight": "0"},
                                          {"text": "Nazereth", "weight": "75"},
                                          {"text": "Nazareth"}]}  # fmt: skip

    assert credit(ranked, "nazareth") == 1
    assert credit(ranked, "nazereth") == Fraction(3, 4)
    assert credit(ranked, "rome") == 0


@pytest.mark.parametrize(
    ("raw", "kept"), [(None, ""), (5, ""), (["a"], ""), ("a\x00b\n c", "ab c"), ("x" * 501, "")]
)
def test_only_a_line_can_be_an_answer(raw: Any, kept: str) -> None:
    assert clean_answer(question("a"), raw) == kept
