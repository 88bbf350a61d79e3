"""What a course is worth, as its page says it to the bodies of the visitor's country."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from accounts.models import ProfessionalBody
from courses.editions.models import Edition
from tests.bodies import make_accreditation, make_body, make_rule
from tests.courses.storefront.seeing import page

ADDRESS = "/courses/vagus-nerve/"
BRITAIN = {"accept-language": "en-GB"}


@pytest.fixture(autouse=True)
def _long_course(edition: Edition) -> None:
    """A course of two and a half hours."""
    Edition.objects.update(minutes=150)


@time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False)
def test_an_accreditation_is_shown_with_number_and_validity(edition: Edition) -> None:
    make_accreditation(edition.course, make_body("amt"), "AMT-7")

    text = page(ADDRESS)
    assert "AMT Association amt 2.5 CPE points Accredited" in text
    assert "Accreditation AMT-7, valid 1 January 2026 to 31 December 2026." in text


def test_a_known_rule_is_shown_with_its_source(edition: Edition) -> None:
    make_rule(make_body("anta"), source_url="https://rules.example/anta")

    text = page(ADDRESS)
    assert "supports a claim as 2.5 CPE points" in text
    assert "ANTA: 1 hour = 1 CPE point." in text
    assert "Source (ANTA) , 26 July 2024" in text
    assert 'href="https://rules.example/anta"' in Client().get(ADDRESS).content.decode()


def test_who_has_no_rule_is_to_be_asked(edition: Edition) -> None:
    make_body("atms")
    make_rule(make_body("lcsp"), confidence="low", note="Hearsay.")

    text = page(ADDRESS)
    assert "2 hours 30 minutes of learning" in text
    assert "Ask ATMS" in text
    assert "Ask LCSP" in text
    assert "CPE point" not in text
    assert "Hearsay" not in text


def test_only_the_bodies_of_the_visitors_country_are_shown(edition: Edition) -> None:
    make_body("amt")
    make_body("fht", country="GB")

    assert "Ask AMT" in page(ADDRESS)
    assert "Ask FHT" not in page(ADDRESS)
    assert "Ask FHT" in page(ADDRESS, **BRITAIN)


def test_boards_are_folded_unless_they_accredit_the_course(edition: Edition) -> None:
    make_rule(make_body("board", kind="regulator"))
    assert "Boards of registered professions" in page(ADDRESS)
    assert "supports a claim as 2.5 CPE points" in page(ADDRESS)

    make_accreditation(edition.course, ProfessionalBody.objects.get(), valid_until=None)
    assert "Boards of registered professions" not in page(ADDRESS)
    assert "Accredited" in page(ADDRESS)


def test_without_bodies_there_is_no_section(edition: Edition) -> None:
    assert "What it is worth" not in page(ADDRESS)


@time_machine.travel(datetime(2026, 12, 31, 14, tzinfo=UTC), tick=False)
def test_the_day_is_the_one_of_the_country(edition: Edition) -> None:
    for country, slug in (("AU", "amt"), ("GB", "fht")):
        body = make_body(slug, country=country)
        make_accreditation(edition.course, body, valid_until=date(2026, 12, 31))

    assert "Accredited" not in page(ADDRESS)
    assert "Accredited" in page(ADDRESS, **BRITAIN)


@pytest.mark.parametrize("country", ["AU", "GB"])
def test_no_page_says_that_somebody_complies(edition: Edition, country: str) -> None:
    make_rule(make_body("any", country=country))

    text = page(ADDRESS, **(BRITAIN if country == "GB" else {})).lower()
    assert "Your body decides what it counts.".lower() in text
    assert "comply" not in text
    assert "complies" not in text
