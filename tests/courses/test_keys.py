"""Keys are made from words, fit their rule, and nothing beside them has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.keys import LONGEST, free_key, key_of
from cpd.media.models import key_rule


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Which nerve is it?", "which-nerve-is-it"),
        ("snake_case_title", "snake-case-title"),
        ("Über die Rücken", "uber-die-rucken"),
        ("迷走神経", ""),
        ("__-- ", ""),
        ("word " * 20, "-".join(["word"] * 14)),
        ("x" * 90, "x" * LONGEST),
    ],
)
def test_words_become_a_key(words: str, key: str) -> None:
    assert key_of(words) == key


@given(st.text(max_size=200))
def test_every_key_fits_the_rule(words: str) -> None:
    key = free_key(words, taken=(), otherwise="part")

    key_rule(key)
    assert len(key) <= LONGEST


def test_a_taken_key_gets_a_number_and_the_first_name_with_letters_counts() -> None:
    assert free_key("?", "Neck", taken={"neck", "neck-2"}, otherwise="part") == "neck-3"
    assert free_key("?", taken={"part"}, otherwise="part") == "part-2"
