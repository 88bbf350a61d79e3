"""What goes into the bank comes out the same, by itself and through every format we write."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.interchange.bank.candidates import candidates
from courses.interchange.bank.leaving import read_of
from courses.interchange.questions.form import Kind, ReadQuestion
from courses.interchange.questions.losses import losses
from courses.interchange.questions.reading import read_questions
from tests.courses.interchange.bank.banking import bank, core, there_and_back
from tests.courses.interchange.questions.making import questions, vignettes
from tests.courses.interchange.questions.test_round_trips import WRITERS

pytestmark = pytest.mark.django_db
quick = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@st.composite
def detailed(draw: st.DrawFn) -> ReadQuestion:
    """Draw a question with everything that the bank keeps of its kind."""
    read = draw(questions())
    is_chosen = read.kind in {Kind.SINGLE, Kind.MULTIPLE}
    order = draw(st.sampled_from(["", "keeps_order", "keeps_last"]))
    return replace(
        read,
        points=draw(st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(10)])),
        difficulty=draw(st.sampled_from(["", "easy", "medium", "hard"])),
        is_all_or_nothing=read.kind in {Kind.MULTIPLE, Kind.ORDERING} and draw(st.booleans()),
        unit=draw(st.sampled_from(["", "mmHg"])) if read.kind is Kind.NUMERIC else "",
        is_case_sensitive=read.kind is Kind.TEXT and draw(st.booleans()),
        is_accent_sensitive=read.kind is Kind.TEXT and draw(st.booleans()),
        keeps_order=is_chosen and order == "keeps_order",
        keeps_last=is_chosen and order == "keeps_last",
    )


@quick
@given(read=detailed() | vignettes())
def test_the_bank_keeps_what_a_file_holds(read: ReadQuestion) -> None:
    with transaction.atomic():
        assert there_and_back(read) == core(read)
        transaction.set_rollback(True)


@pytest.mark.parametrize("format", ["gift", "moodle-xml", "csv", "xlsx"])
@settings(quick, max_examples=25)
@given(read=questions() | detailed() | vignettes())
def test_a_question_of_the_bank_survives_a_file(format: str, read: ReadQuestion) -> None:  # noqa: A002
    with transaction.atomic():
        before = read_of(bank(read))
        if not losses(format, before):
            reading = read_questions(WRITERS[format]([before]).content, format=format)
            assert reading.skipped == ()
            assert candidates(reading.questions, bank=None)[0].twin is not None
            assert core(read_of(bank(reading.questions[0]))) == core(before)
        transaction.set_rollback(True)
