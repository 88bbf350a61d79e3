"""A name is kept as typed, or refused with what cannot be printed."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from accounts.forms import CertificateNameForm
from accounts.models import User
from accounts.names import clean_name
from tests.conftest import SignIn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Alice Nguyễn", "Alice Nguyễn"),
        ("  Alice   Nguyễn ", "Alice Nguyễn"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ánh"), "Nguyễn Thị Ánh"),
        ("O", "O"),
        ("می‌خواهم", "می‌خواهم"),
        ("ශ්‍රී", "ශ්‍රී"),
        ("<b>Bob</b> {{ 7 }}", "<b>Bob</b> {{ 7 }}"),
        ("X Æ A-12", "X Æ A-12"),
    ],
)
def test_a_name_is_kept_in_nfc_with_single_spaces(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "-", "…", "🙂", "\u200d"])
def test_a_name_has_a_letter(typed: str) -> None:
    with pytest.raises(ValidationError, match="at least one letter"):
        clean_name(typed)


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u202e", "“U+202E” (right-to-left override)"),
        ("\u200b", "“U+200B” (zero width space)"),
        ("\ufeff", "“U+FEFF” (zero width no-break space)"),
        ("\u00ad", "“U+00AD” (soft hyphen)"),
        ("\x00", "“U+0000” (U+0000)"),
        ("\n", "“U+000A” (U+000A)"),
        ("\u2028", "“U+2028” (line separator)"),
        ("\ue000", "“U+E000” (U+E000)"),
        ("\u0605", "“U+0605” (arabic number mark above)"),
        ("\u1160", "(hangul jungseong filler)"),
        ("Ꮏ", "“Ꮏ” (cherokee letter hna)"),
        ("ܐ", "“ܐ” (syriac letter alaph)"),
        ("\U0001d4e3", "(mathematical bold script capital t)"),
        ("࢈", "“࢈” (arabic raised round dot)"),
        ("\u1680", "(ogham space mark)"),
    ],
)
def test_what_cannot_be_printed_is_named(character: str, named: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_name(f"Bob{character}Hale")

    assert named.lower() in refusal.value.messages[0].lower()


def test_each_faulty_character_is_named_once_and_five_at_most() -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_name("Bob ᎠᎡᎢᎣᎤᎥᎠᎡ")

    assert refusal.value.messages[0].count("cherokee") == 5


def test_the_form_keeps_the_name_and_shows_the_fault(
    alice: User, sign_in: SignIn, db: None
) -> None:
    client, data = sign_in(alice), {"country": "AU"}

    refused = client.post("/accounts/profile/", {**data, "certificate_name": "Ꮏ Bob"})
    taken = client.post("/accounts/profile/", {**data, "certificate_name": "Zoë"})

    alice.refresh_from_db()
    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "cherokee letter hna" in refused.content.decode()
    assert alice.certificate_name == "Zoë"


def test_a_name_has_at_most_two_hundred_characters() -> None:
    assert CertificateNameForm({"certificate_name": "a" * 200}).is_valid()
    assert not CertificateNameForm({"certificate_name": "a" * 201}).is_valid()
