"""The certificate on a screen shows each chosen body with what it is worth there."""

from typing import Any

from django.template.loader import render_to_string


def rendered(**certificate: Any) -> str:
    html = render_to_string("components/certificate_preview.html", {"certificate": certificate})
    return " ".join(html.split())


def test_a_body_stands_with_its_words_and_the_membership_number() -> None:
    html = rendered(bodies=[{"name": "AMT & friends", "words": "3 CPE points", "number": "12<3"}])

    assert "Supports a claim as" in html
    for words in ("AMT &amp; friends", "3 CPE points", "Member no. 12&lt;3"):
        assert words in html


def test_without_a_membership_number_none_is_mentioned() -> None:
    html = rendered(bodies=[{"name": "AMT", "words": "3 hours of learning", "number": ""}])

    assert "3 hours of learning" in html
    assert "Member no." not in html


def test_without_bodies_the_general_claim_stands() -> None:
    assert "<dd>3 hours of learning</dd>" in rendered(claims=["3 hours of learning"])


def test_an_unassessed_course_is_not_said_to_be_passed() -> None:
    assert "completed and passed" in rendered()
    assert "completed and passed" not in rendered(is_unassessed=True)
