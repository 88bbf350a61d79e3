"""A question is known again by what it asks."""

import importlib

import pytest
from django.apps import apps

from courses.catalogue.models import Course
from courses.quizzes.fingerprints import FIELDS, fingerprint
from courses.quizzes.models import Question

NOTHING: dict[str, list] = {field: [] for field in FIELDS}


def choices(*texts: str) -> dict[str, list]:
    return {**NOTHING, "choices": [{"type": "choice", "value": {"text": text}} for text in texts]}


def single(stem: str, *texts: str) -> str:
    return fingerprint("single", stem, choices(*texts))


def test_markup_order_and_letter_case_do_not_matter() -> None:
    one = single("<p>Which <b>way</b>?</p>", "<p>Up</p>", "<p>Down</p>")

    assert one == single("<p>WHICH  way?</p>", "down", "up")


@pytest.mark.parametrize(
    "other",
    [
        single("Which road?", "Up", "Down"),
        single("Which way?", "Up", "Down", "On"),
        fingerprint("multiple", "Which way?", choices("Up", "Down")),
        single('Which way?<embed embedtype="image" id="7" alt=""/>', "Up", "Down"),
    ],
)
def test_other_words_answers_kinds_and_pictures_do(other: str) -> None:
    assert other != single("Which way?", "Up", "Down")


@pytest.mark.parametrize(
    ("kind", "field", "one", "other"),
    [
        ("matching", "pairs", {"type": "pair", "value": {"left": "a", "right": "b"}},
         {"type": "pair", "value": {"left": "a", "right": "c"}}),
        ("matching", "pairs", {"type": "extra", "value": "b"}, {"type": "extra", "value": "c"}),
        ("ordering", "items", {"type": "item", "value": "b"}, {"type": "item", "value": "c"}),
        ("numeric", "numbers", {"type": "number", "value": {"value": "1"}},
         {"type": "number", "value": {"value": None}}),
        ("text", "texts", {"type": "text", "value": {"text": "b"}},
         {"type": "text", "value": {"text": "c"}}),
    ],
)  # fmt: skip
def test_the_answers_of_every_kind_matter(kind: str, field: str, one: dict, other: dict) -> None:
    asked = [fingerprint(kind, "Q", {**NOTHING, field: [block]}) for block in (one, other)]

    assert len(set(asked)) == 2


def test_a_number_is_the_same_however_it_is_written() -> None:
    def number(written: object) -> str:
        block = {"type": "number", "value": {"value": written}}
        return fingerprint("numeric", "Q", {**NOTHING, "numbers": [block]})

    assert number("12.50") == number("12.5")


@pytest.mark.django_db
def test_a_case_is_known_by_its_questions_too() -> None:
    case = Question.objects.create(key="case", kind="vignette", stem="<p>A case.</p>")
    before = case.fingerprint

    Question.objects.create(
        key="part", kind="text", stem="<p>Q</p>", vignette=case,
        texts=[{"type": "text", "value": {"text": "x", "weight": None, "feedback": ""}}],
    )  # fmt: skip

    case.refresh_from_db()
    assert case.fingerprint != before
    assert case.fingerprint == case.known_by()


def test_questions_of_old_get_theirs(course: Course) -> None:
    before = dict(Question.objects.values_list("pk", "fingerprint"))
    Question.objects.update(fingerprint="")

    importlib.import_module("courses.quizzes.migrations.0005_fingerprints").fill(apps, None)

    assert dict(Question.objects.values_list("pk", "fingerprint")) == before


def test_saving_only_the_stem_mends_it(course: Course) -> None:
    question = Question.objects.all()[0]
    question.stem = "<p>Another?</p>"

    question.save(update_fields=["stem"])

    assert Question.objects.get(pk=question.pk).fingerprint == question.known_by()
