"""What is written and read again is the same question, in all that the format holds."""

import pytest
from hypothesis import HealthCheck, given, settings

from courses.interchange.questions.form import ReadQuestion, essence
from courses.interchange.questions.gift_out import write_gift
from courses.interchange.questions.losses import losses
from courses.interchange.questions.moodle_out import write_moodle_xml
from courses.interchange.questions.reading import read_questions
from courses.interchange.questions.sheets_out import write_csv, write_xlsx
from tests.courses.interchange.questions.making import questions, vignettes

WRITERS = {
    "gift": write_gift,
    "moodle-xml": write_moodle_xml,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
quick = settings(
    derandomize=True, max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def there_and_back(format: str, question: ReadQuestion) -> ReadQuestion:  # noqa: A002
    reading = read_questions(WRITERS[format]([question]).content, format=format)
    assert reading.skipped == ()
    (found,) = reading.questions
    return essence(found)


@pytest.mark.parametrize("format", ["gift", "moodle-xml", "csv"])
@quick
@given(question=questions())
def test_nothing_is_lost_unsaid(format: str, question: ReadQuestion) -> None:  # noqa: A002
    if losses(format, question):
        assert WRITERS[format]([question]).left_out
    else:
        assert there_and_back(format, question) == essence(question)


@settings(quick, max_examples=25)
@given(question=questions())
def test_a_workbook_holds_what_a_table_holds(question: ReadQuestion) -> None:
    assert there_and_back("xlsx", question) == essence(question)


@quick
@given(question=vignettes())
def test_a_vignette_survives_moodle_xml(question: ReadQuestion) -> None:
    assert losses("moodle-xml", question) == ()
    assert there_and_back("moodle-xml", question) == essence(question)
