"""Serials are random enough not to be guessed, and forgive how they are typed."""

import math

import pytest

from courses.certificates.serials import ALPHABET, clean_serial, make_serial, make_token

SERIAL = "7QK4-M2WD-10HT"


def test_a_serial_holds_sixty_random_bits() -> None:
    letters = make_serial().replace("-", "")

    assert len(letters) * math.log2(len(set(ALPHABET))) >= 60
    assert set(letters) <= set(ALPHABET)


def test_a_token_holds_more_than_128_random_bits() -> None:
    assert len(make_token()) * 6 >= 160


def test_serials_and_tokens_do_not_repeat() -> None:
    assert len({make_serial() for _ in range(1000)}) == 1000
    assert len({make_token() for _ in range(1000)}) == 1000


def test_every_place_of_a_serial_varies() -> None:
    serials = [make_serial().replace("-", "") for _ in range(300)]

    assert min(len({serial[place] for serial in serials}) for place in range(12)) > 25


@pytest.mark.parametrize(
    "typed",
    [
        SERIAL,
        "7qk4-m2wd-10ht",
        "7QK4M2WD10HT",
        " 7qk4 m2wd 10ht ",
        "7QK4–M2WD–10HT",
        "7QK4.M2WD/10HT",
        "7QK4-M2WD-IOHT",
        "7qk4-m2wd-loht",
        "7QK4\tM2WD\n10HT",
    ],
)
def test_typed_forms_are_forgiven(typed: str) -> None:
    assert clean_serial(typed) == SERIAL


@pytest.mark.parametrize(
    "typed",
    ["", "7QK4", f"{SERIAL}0", "7QK4-M2WD-10H", "7QK4-M2WD-10HÄ", "7QK4-M2WD-10H²", "-" * 12],
)
def test_what_is_no_serial_is_none(typed: str) -> None:
    assert clean_serial(typed) is None
