"""What is kept of a question in each format, what is said of the rest, and where faults stand."""

from decimal import Decimal

import pytest

from courses.interchange.questions.form import Kind, Reading, ReadQuestion, Unreadable
from courses.interchange.questions.reading import READERS, read_questions
from courses.interchange.questions.richtext import bare
from courses.interchange.questions.rows_in import DOI
from tests.courses.interchange.questions.fixtures import OURS, PNG, package, workbook, zipped


def read(format: str, content: str | bytes) -> Reading:  # noqa: A002
    raw = content.encode() if isinstance(content, str) else content
    return read_questions(raw, format=format)


def one(format: str, content: str | bytes) -> ReadQuestion:  # noqa: A002
    reading = read(format, content)
    assert reading.skipped == ()
    return reading.questions[0]


@pytest.mark.parametrize(
    ("format", "items", "read_"),
    [("gift", 9, 7), ("moodle-xml", 5, 4), ("qti", 1, 1), ("csv", 4, 2), ("aiken", 2, 1),
     ("missing-word", 1, 1), ("cloze", 1, 1)],
)  # fmt: skip
def test_every_item_is_read_or_named(format: str, items: int, read_: int) -> None:  # noqa: A002
    reading = read(format, OURS[format])

    assert (reading.count, len(reading.questions)) == (items, read_)
    assert all(skipped.where and skipped.reason for skipped in reading.skipped)


def test_gift_is_kept_whole() -> None:
    number, scaphoid, match, gap, truth, several, name = read("gift", OURS["gift"]).questions

    assert (number.title, number.source_id) == ("Carpal bones", "carpal-8")
    assert number.tags == ("bones", "hand")
    assert number.category == ("Anatomy", "Hand")
    assert [answer.value for answer in number.numbers] == [8, 8, None]
    assert number.numbers[1].tolerance == 1
    assert number.explanation == "Two rows of four."
    assert scaphoid.stem == "The <strong>scaphoid</strong> lies…"
    assert scaphoid.choices[2].text == "in the <em>middle</em>"
    assert [choice.weight for choice in scaphoid.choices] == [100, -50, 0]
    assert match.extra_rights == ("neither",)
    assert gap.stem == "The pisiform is the _____ carpal bone."
    assert [choice.feedback for choice in truth.choices] == ["It has two.", "Right."]
    assert several.kind is Kind.MULTIPLE
    assert [answer.text for answer in name.texts] == ["trapezium", "trapez*"]
    assert name.notes


def test_gift_names_the_line_of_what_it_leaves_out() -> None:
    essay, note = read("gift", OURS["gift"]).skipped

    assert (essay.where, essay.what) == ("line 26", "Describe a carpal tunnel.")
    assert (note.where, note.what) == ("line 28", "This is only a note.")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x{=a", "pair up"),
        ("x}{", "pair up"),
        ("x{=a} y{=b}", "pair up"),
        ("x{~%150%a =b}", "not a weight"),
        ("x{#ten}", "not a number"),
        ("x{#2..1}", "ends before"),
        ("x{=a->b =c}", "lacks its arrow"),
        ("x{=a->b}", "fewer than two"),
        ("x{=a ~a}", "the same"),
        ("{=a ~b}", "no text"),
        ("x{~a ~b}", "No choice is right"),
        ("x{=%50%a}", "fully right"),
    ],
)
def test_gift_says_what_is_wrong(source: str, reason: str) -> None:
    (skipped,) = read("gift", source).skipped

    assert skipped.where == "line 1"
    assert reason in skipped.reason


def test_an_answer_that_a_blank_line_cuts_is_joined() -> None:
    assert len(one("gift", "x{\n=a\n\n~b\n}\n\ny{T}").choices) == 2


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("é{T}".encode(), "utf-8"),
        ("é{T}".encode("utf-8-sig"), "utf-8"),
        ("é{T}".encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + "é{T}".encode("utf-16-be"), "utf-16-be"),
        ("some é{T}".encode("utf-16-le"), "utf-16-le"),
        ("é{T}".encode("cp1252"), "windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(raw: bytes, encoding: str) -> None:
    reading = read("gift", raw)

    assert reading.encoding == encoding
    assert reading.questions[0].stem.endswith("é")


def test_scripts_go_and_are_noted() -> None:
    question = read("moodle-xml", OURS["moodle-xml"]).questions[0]

    assert question.stem == "Stop for which?"
    assert "Left out: a script." in question.notes
    assert "Not kept: the penalty for a second try." in question.notes


def test_moodle_xml_is_kept_whole() -> None:
    flags, pulse, gaps, steps = read("moodle-xml", OURS["moodle-xml"]).questions

    assert (flags.category, flags.tags, flags.where) == (("Safety",), ("safety",), "line 4")
    assert pulse.stem == "Beats in a <em>minute</em> at 1 a second?"
    assert (pulse.unit, pulse.numbers[0].tolerance) == ("bpm", Decimal(2))
    assert gaps.stem == "The [[1]] has [[2]] head, in the [[3]]."
    assert [part.points for part in gaps.parts] == [2, 1, 1]
    assert gaps.parts[2].is_case_sensitive
    assert steps.items == ("First", "Then")


def test_a_broken_item_holds_back_a_moodle_file_and_an_unknown_kind_does_not() -> None:
    source = OURS["moodle-xml"].decode()
    reading = read("moodle-xml", source.replace('fraction="-100"', 'fraction="-33"'))

    assert reading.questions == ()
    assert [skipped.is_fault for skipped in reading.skipped] == [True, False, False, False, False]
    assert reading.count == 5


def test_a_qti_item_gives_a_vignette_of_its_interactions() -> None:
    question = one("qti", OURS["qti"])
    entry, match = question.parts

    assert bare(question.stem) == "The [[1]] turns. [[2]]"
    assert [answer.text for answer in entry.texts] == ["radius", "ulna"]
    assert [answer.weight for answer in entry.texts] == [100, 50]
    assert not entry.is_case_sensitive
    assert [(pair.left, pair.right) for pair in match.pairs] == [("One", "I"), ("Two", "II")]
    assert match.extra_rights == ("III",)


def test_a_qti_package_is_read_in_the_order_of_its_list() -> None:
    reading = read("qti", package())
    hip, two = reading.questions

    assert hip.where == "items/hip.xml, item hip"
    assert [image.content for image in hip.images] == [PNG]
    assert f'<img src="{hip.images[0].name}" alt="a hip">' in hip.stem
    assert hip.choices[0].feedback == "No: the elbow."
    assert two.kind is Kind.VIGNETTE
    assert [skipped.where for skipped in reading.skipped] == ["items/gone.xml"]


@pytest.mark.parametrize(
    ("format", "content", "words"),
    [
        ("qti", b"<questestinterop/>", "QTI 1.2"),
        ("qti", b"<manifest/>", "whole package"),
        ("moodle-xml", b"<html/>", "not Moodle XML"),
        ("moodle-xml", b"<quiz>", "not good XML"),
        ("csv", b"a,b\n1,2", "“type” is missing"),
        ("csv", b"type,stem,stem\n", "Two columns"),
        ("xlsx", zipped([("x", b"")]), "not an XLSX"),
        ("gift", b"", "empty"),
        ("word", b"x", "not a format"),
    ],
)
def test_a_file_of_another_kind_is_told(format: str, content: bytes, words: str) -> None:  # noqa: A002
    with pytest.raises(Unreadable, match=words):
        read(format, content)


def test_the_file_is_named_where_its_name_is_known() -> None:
    with pytest.raises(Unreadable, match=r"bank\.xml: "):
        read_questions(b"<a/>", format="moodle-xml", name="bank.xml")


def test_a_table_names_row_and_column() -> None:
    reading = read("csv", OURS["csv"])
    longer, ribs = reading.questions
    third, essay = reading.skipped

    assert longer.choices[0].weight == 100
    assert ribs.numbers[0].tolerance == 1
    assert ribs.notes == ("Not kept: the column “mood”.",)
    assert (third.where, third.reason) == ("row 4", "Column E (right): Choice 3 is empty.")
    assert essay.reason.startswith("Column A (type): “essay” is none of")


def test_a_cell_may_be_numbers_yes_or_a_formula_which_is_refused() -> None:
    head = ["type", "stem", "right", "accepted answers"]
    reading = read("xlsx", workbook([
        head, ["true-false", "Really?", True], ["numeric", "Tenths?", None, 0.1 + 0.2], [],
        ["numeric", "=1+1", None, 2], ["single", "x"],
    ]))  # fmt: skip

    assert [question.where for question in reading.questions] == ["row 2", "row 3"]
    assert reading.questions[1].numbers[0].value == Decimal("0.3")
    assert [skipped.where for skipped in reading.skipped] == ["row 5", "row 6"]
    assert "Cell B5 is a formula" in reading.skipped[0].reason


@pytest.mark.parametrize("written", ["10.1000/x", "https://doi.org/10.1000/x", "doi: 10.1000/x"])
def test_a_doi_may_be_written_in_three_ways(written: str) -> None:
    found = DOI.fullmatch(written)

    assert found
    assert found[1] == "10.1000/x"


def test_aiken_names_the_answer_that_is_no_choice() -> None:
    reading = read("aiken", OURS["aiken"])

    assert [choice.weight for choice in reading.questions[0].choices] == [0, 100]
    assert (reading.skipped[0].where, reading.skipped[0].what) == (
        "line 6",
        "Which is the smallest?",
    )


def test_html_that_nobody_escaped_is_not_cut() -> None:
    question = one("gift", """[html]x{=<b style="color:#fff">a</b> ~<i class='y'>b</i>#no}""")

    assert [choice.text for choice in question.choices] == ["<strong>a</strong>", "<em>b</em>"]


def test_several_right_choices_share_the_points() -> None:
    question = one("gift", "x{=a =b ~c}")

    assert question.kind is Kind.MULTIPLE
    assert [choice.weight for choice in question.choices] == [50, 50, 0]
    assert question.notes


def test_a_line_before_the_declaration_is_forgiven() -> None:
    source = b"\n" + OURS["moodle-xml"]

    assert read("moodle-xml", source).questions[0].where == "line 5"


def test_latex_is_kept_as_typed() -> None:
    assert one("gift", r"What is \\(x^2\\) at 2?{#4}").stem == r"What is \(x^2\) at 2?"


@pytest.mark.parametrize("format", READERS)
def test_an_empty_file_is_refused(format: str) -> None:  # noqa: A002
    with pytest.raises(Unreadable):
        read(format, b"")
