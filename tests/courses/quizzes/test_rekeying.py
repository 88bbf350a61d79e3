"""Another key for a published question: allowed where a learner read the same."""

from typing import Any

import pytest

from courses.quizzes.rekeying import AskedOtherwise, is_same_key, rekeyed

Content = dict[str, Any]


def entry(key: str, text: str, **values: Any) -> Content:
    return {"key": key, "text": text, **values}


def single(*choices: Content, **values: Any) -> Content:
    content = {"key": "q", "kind": "single", "stem": "Which?", "choices": list(choices), **values}
    return {"points": "2", "hash": "one", **content}


WRONG = single(
    entry("a", "Up", is_right=True, feedback="Yes."),
    entry("b", "Down", is_right=False, feedback="No.", weight="50"),
    explanation="Old.",
)


def test_a_choice_takes_key_weights_feedback_and_explanation_from_the_draft() -> None:
    draft = single(
        entry("a", "Up", is_right=False, feedback="No."),
        entry("b", "Down", is_right=True, feedback="Yes."),
        explanation="New.",
        points="9",
        hash="two",
    )

    content = rekeyed(WRONG, draft)

    assert content["choices"] == draft["choices"]
    assert [content[name] for name in ("explanation", "points", "hash")] == ["New.", "2", "one"]
    assert not is_same_key(WRONG, content)


def test_choices_that_moved_in_the_draft_keep_the_letters_learners_saw() -> None:
    draft = single(entry("a", "Down", is_right=True), entry("b", "Up", is_right=False))

    content = rekeyed(WRONG, draft)

    assert [(row["key"], row["text"], row["is_right"]) for row in content["choices"]] == [
        ("a", "Up", False),
        ("b", "Down", True),
    ]


def test_matching_takes_partners_by_their_words() -> None:
    lefts = [entry("a", "Ulna"), entry("b", "Tibia")]
    published = {
        "key": "q",
        "kind": "matching",
        "stem": "Match.",
        "lefts": lefts,
        "rights": [entry("a", "Leg"), entry("b", "Arm")],
        "pairs": {"a": "a", "b": "b"},
    }
    draft = {
        **published,
        "rights": [entry("a", "Arm"), entry("b", "Leg")],
        "pairs": {"a": "a", "b": "b"},
    }

    content = rekeyed(published, draft)

    assert content["rights"] == published["rights"]
    assert content["pairs"] == {"a": "b", "b": "a"}


def test_ordering_takes_the_order_of_the_drafts_items() -> None:
    published = {
        "key": "q",
        "kind": "ordering",
        "stem": "Order.",
        "rule": "all-or-nothing",
        "items": [entry("a", "Look"), entry("b", "Move"), entry("c", "Touch")],
        "order": ["a", "b", "c"],
    }
    draft = {**published, "items": [entry("a", "Look"), entry("b", "Touch"), entry("c", "Move")]}

    content = rekeyed(published, draft)

    assert (content["items"], content["order"]) == (published["items"], ["a", "c", "b"])


def test_a_number_takes_other_answers_and_tolerances() -> None:
    published = {"key": "q", "kind": "numeric", "stem": "How many?", "unit": "mm"}
    wrong, right = [{"value": "12", "tolerance": "0"}], [{"value": "13", "tolerance": "1"}]

    content = rekeyed({**published, "answers": wrong}, {**published, "answers": right})

    assert content["answers"] == right


def test_questions_of_before_there_were_rules_take_a_key_too() -> None:
    old = {
        "key": "q",
        "kind": "multiple",
        "stem": "Which?",
        "choices": [entry("a", "Up", is_right=True), entry("b", "Down", is_right=False)],
    }
    draft = {
        "key": "q",
        "kind": "multiple",
        "stem": "Which?",
        "rule": "all-or-nothing",
        "choices": [entry("a", "Up", is_right=True), entry("b", "Down", is_right=True)],
    }

    assert [row["is_right"] for row in rekeyed(old, draft)["choices"]] == [True, True]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "multiple"}, "another kind"),
        ({"stem": "Which one?"}, "another text"),
        ({"stem_html": "<p>Which?</p>"}, "another text"),
        ({"rule": "per-choice"}, "another marking rule"),
        ({"choices": WRONG["choices"][:1]}, "other choices"),
        ({"choices": [entry("a", "Up"), entry("b", "Downwards")]}, "other choices"),
    ],
)
def test_what_learners_would_have_read_otherwise_is_refused(values: Content, words: str) -> None:
    with pytest.raises(AskedOtherwise, match=words):
        rekeyed(WRONG, {**WRONG, **values})
