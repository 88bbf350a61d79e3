"""Loading the bodies of the file: again changes nothing, and what staff changed stays."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts.loading import load_bodies
from accounts.models import PointRule, ProfessionalBody

ENTRY = """
- slug: {slug}
  name: {slug} association
  abbreviation: {slug}
  country: AU
  kind: association
  website: "https://{slug}.example"
  unit: [hour, hours]
  confidence: medium
  as_of: "2021"
  rules:
  - {{minutes_per_unit: {minutes}, source_url: "https://{slug}.example/cpd"}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of two bodies."""
    return write(tmp_path / "bodies.yaml", one=60, two=60)


def write(path: Path, **minutes: int | str) -> Path:
    entries = (ENTRY.format(slug=slug, minutes=count) for slug, count in minutes.items())
    path.write_text("bodies:" + "".join(entries))
    return path


def test_loading_twice_changes_nothing(db: None, file: Path) -> None:
    assert load_bodies(file).made == ["one", "two"]

    assert load_bodies(file).same == ["one", "two"]
    assert PointRule.objects.count() == 2


def test_a_rule_takes_confidence_and_date_from_its_body(db: None, file: Path) -> None:
    load_bodies(file)

    rule = PointRule.objects.get(body__slug="one")
    assert (rule.confidence, rule.as_of, rule.is_fact) == ("medium", "2021", True)


def test_news_in_the_file_reach_what_nobody_touched(db: None, file: Path) -> None:
    load_bodies(file)

    loaded = load_bodies(write(file, one=30, two=60))

    assert (loaded.changed, loaded.same) == (["one"], ["two"])
    assert PointRule.objects.get(body__slug="one").minutes_per_unit == 30


@pytest.mark.parametrize("touched", ["body", "rule"])
def test_what_staff_changed_stays(db: None, file: Path, touched: str) -> None:
    load_bodies(file)
    if touched == "body":
        ProfessionalBody.objects.filter(slug="one").update(name="As staff have it")
    else:
        PointRule.objects.filter(body__slug="one").update(minutes_per_unit=45)

    loaded = load_bodies(write(file, one=30, two=30))

    assert (loaded.left, loaded.changed) == (["one"], ["two"])
    assert PointRule.objects.get(body__slug="one").minutes_per_unit != 30


def test_a_body_that_staff_made_is_not_taken_over(db: None, file: Path) -> None:
    ProfessionalBody.objects.create(slug="one", name="Ours", abbreviation="O", country="AU")

    assert load_bodies(file).left == ["one"]


def test_a_faulty_file_changes_nothing(db: None, file: Path) -> None:
    with pytest.raises(ValidationError):
        load_bodies(write(file, one=60, two=0))

    assert not ProfessionalBody.objects.exists()


def test_the_command_loads_our_file_and_says_so(db: None) -> None:
    first, second = StringIO(), StringIO()
    call_command("load_bodies", stdout=first)
    call_command("load_bodies", stdout=second)

    count = ProfessionalBody.objects.count()
    assert "New: " in first.getvalue()
    assert second.getvalue() == f"As they were: {count}.\n"


def test_no_minutes_are_told_where_points_go_by_kind(db: None) -> None:
    load_bodies()

    assert PointRule.objects.get(body__slug="fht").minutes_per_unit is None
    assert not PointRule.objects.filter(body__slug__in=["mma", "atms", "ctha", "iict"]).exists()
    assert not PointRule.objects.get(body__slug="lcsp").is_fact
