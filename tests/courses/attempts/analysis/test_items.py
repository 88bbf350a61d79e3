"""A question's statistics: their definitions, and the cases at the edge."""

import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.attempts.analysis.items import effective_weights, item_statistics
from courses.attempts.analysis.options import guess_score
from courses.attempts.analysis.tallies import MOST_TYPED, Answered, Tally
from tests.courses.attempts.analysis.making import calm, chosen, single, tally_of

rows = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 9)), max_size=50)


@calm
@given(rows)
def test_discrimination_is_the_correlation_with_the_other_questions(
    answers: list[tuple[float, int]],
) -> None:
    item = item_statistics(tally_of(single(), [(["a"], x, float(y)) for x, y in answers]))

    left, right = [x for x, _ in answers], [float(y) for _, y in answers]
    if len(set(left)) < 2 or len(set(right)) < 2:
        assert item.discrimination is None
        return
    assert item.discrimination == pytest.approx(statistics.correlation(left, right), abs=1e-6)
    most = statistics.covariance(sorted(left), sorted(right))
    assert item.efficiency == pytest.approx(statistics.covariance(left, right) / most, abs=1e-6)


@calm
@given(rows)
def test_alike_answers_added_together_count_as_each_by_itself(
    answers: list[tuple[float, int]],
) -> None:
    one, together = Tally(single()), Tally(single())
    for credit, rest in answers:
        row = Answered(credit, 1.0, credit + rest, 10.0, ["a"])
        for _ in range(3):
            one.add(row)
        together.add(row, 3)

    assert item_statistics(one) == item_statistics(together)


def test_the_points_of_other_questions_do_not_matter_to_discrimination() -> None:
    few, many = Tally(), Tally()
    for credit, rest in [(1.0, 0.9), (0.0, 0.4), (1.0, 0.5), (0.0, 0.1)]:
        few.add(Answered(credit, 1.0, credit + rest * 9, 10.0))
        many.add(Answered(credit, 5.0, credit * 5 + rest * 200, 205.0))

    one, other = item_statistics(few), item_statistics(many)

    assert one.discrimination == pytest.approx(other.discrimination)
    assert one.efficiency == pytest.approx(other.efficiency)


def test_no_attempt_and_one_attempt_have_no_spread() -> None:
    nobody, one = chosen(single()), chosen(single(), ("a", 1, 5.0))

    assert (nobody.attempts, nobody.facility, nobody.discrimination) == (0, None, None)
    assert (one.attempts, one.facility, one.deviation, one.discrimination) == (1, 1.0, None, None)


def test_the_only_question_of_a_quiz_has_no_discrimination() -> None:
    tally = Tally(single())
    for credit in (0.0, 1.0, 1.0):
        tally.add(Answered(credit, 1.0, credit, 1.0, ["a"]))

    item = item_statistics(tally)

    assert item.facility == pytest.approx(2 / 3)
    assert item.discrimination is None


def test_a_question_left_out_of_the_mark_is_compared_with_the_whole_mark() -> None:
    tally = Tally(single())
    for credit, earned in [(1.0, 9.0), (0.0, 2.0), (1.0, 8.0)]:
        tally.add(Answered(credit, 1.0, earned, 9.0, ["a"], is_counted=False))

    item = item_statistics(tally)

    assert (item.left_out, item.weight) == (3, 0.0)
    assert item.discrimination is not None
    assert item.discrimination > 0.9


def test_options_say_who_took_them() -> None:
    item = chosen(single(), ("a", 6, 9.0), ("b", 3, 3.0), ("", 1, 0.0))

    a, b, c, _ = item.places[0].options
    assert [a.count, b.count, c.count, item.left_empty] == [6, 3, 0, 1]
    assert [a.mean_rest, b.mean_rest] == pytest.approx([1.0, 1 / 3])
    assert [a.upper, a.lower, b.lower] == pytest.approx([1.0, 0.0, 3 / 4])


def test_matching_counts_partners_for_each_left_side() -> None:
    content = {
        "kind": "matching",
        "lefts": [{"key": "a", "text": "Ulna"}, {"key": "b", "text": "Tibia"}],
        "rights": [{"key": "a", "text": "Arm"}, {"key": "b", "text": "Leg"}],
        "pairs": {"a": "a", "b": "b"},
    }

    item = item_statistics(
        tally_of(content, [({"a": "a", "b": "a"}, 0.5, 5.0), ({"a": "a", "b": "b"}, 1.0, 7.0)])
    )

    ulna, tibia = item.places
    assert [row.count for row in ulna.options] == [2, 0]
    assert [(row.option.text, row.count, row.option.is_right) for row in tibia.options] == [
        ("Arm", 1, False),
        ("Leg", 1, True),
    ]


def test_ordering_counts_items_at_their_places() -> None:
    content = {
        "kind": "ordering",
        "items": [{"key": "a", "text": "Look"}, {"key": "b", "text": "Touch"}],
        "order": ["a", "b"],
    }

    item = item_statistics(tally_of(content, [(["b", "a"], 0.0, 2.0), (["a", "b"], 1.0, 5.0)]))

    assert [place.text for place in item.places] == ["Look", "Touch"]
    assert [row.count for row in item.places[0].right] == [1]


def test_typed_answers_are_counted_alike_whatever_their_capitals() -> None:
    content = {"kind": "text", "answers": [{"text": "vagus"}]}

    item = item_statistics(
        tally_of(content, [("Vagus", 1.0, 5.0), ("vagus", 1.0, 4.0), ("sciatic", 0.0, 2.0)])
    )

    got = [(row.option.text, row.count, row.option.is_right) for row in item.places[0].options]
    assert got == [("vagus", 2, True), ("sciatic", 1, False)]


def test_endless_different_texts_take_bounded_memory() -> None:
    content = {"kind": "text", "answers": [{"text": "vagus"}]}

    tally = tally_of(content, [(f"word {number}", 0.0, 1.0) for number in range(MOST_TYPED * 3)])

    assert len(tally.options) == MOST_TYPED + 1
    assert item_statistics(tally).attempts == MOST_TYPED * 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (single(), 0.25),
        ({"kind": "multiple", "choices": single()["choices"]}, None),
        ({"kind": "matching", "rights": [{"key": key} for key in "abcd"]}, 0.25),
        ({"kind": "ordering", "order": ["a", "b", "c"]}, pytest.approx(1 / 6)),
        ({"kind": "ordering", "order": ["a", "b", "c"], "rule": "adjacent"}, pytest.approx(1 / 3)),
        ({"kind": "numeric", "answers": []}, None),
    ],
)
def test_guessing_earns_what_chance_gives(content: dict[str, Any], expected: Any) -> None:
    assert guess_score(content) == expected


def test_effective_weights_share_out_what_moves_the_mark() -> None:
    steady = chosen(single(), ("a", 5, 9.0), ("a", 5, 1.0))
    telling = chosen(single(), ("a", 5, 9.0), ("b", 5, 1.0))

    assert effective_weights([steady, telling]) == [0.0, pytest.approx(1.0)]
