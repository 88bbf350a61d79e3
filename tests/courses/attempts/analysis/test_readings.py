"""What figures mean, as a table of cases."""

import pytest

from courses.attempts.analysis.readings import FEWEST, findings_of, noise
from tests.courses.attempts.analysis.making import chosen, single

Groups = list[tuple[str, int, float]]
GOOD: Groups = [("a", 40, 8.0), ("b", 10, 4.0), ("c", 8, 3.0), ("d", 5, 3.0)]


@pytest.mark.parametrize(
    ("groups", "codes"),
    [
        (GOOD, []),
        ([("a", FEWEST - 1, 8.0)], ["too-few"]),
        ([("a", 97, 8.0), ("b", 1, 2.0), ("c", 1, 2.0), ("d", 1, 2.0)], ["too-easy"]),
        ([("a", 30, 8.0), ("b", 25, 4.0), ("c", 25, 3.0), ("d", 20, 3.0)], ["guessing"]),
        ([("a", 34, 8.0), ("b", 30, 4.0), ("c", 20, 3.0), ("d", 16, 3.0)], ["too-hard"]),
        ([("b", 40, 9.0), ("a", 50, 3.0), ("c", 5, 2.0), ("d", 5, 2.0)], ["key-doubtful"]),
        (
            [("a", 50, 4.0), ("a", 30, 9.0), ("b", 9, 9.0), ("c", 9, 8.5), ("d", 9, 8.5)],
            ["negative"],
        ),
        (
            [("a", 25, 8.0), ("a", 25, 4.0), ("b", 10, 8.0), ("c", 10, 4.0), ("d", 2, 6.0)],
            ["weak"],
        ),
        ([("a", 40, 8.0), ("b", 10, 4.0), ("c", 13, 3.0)], ["unused"]),
        ([*GOOD, ("", 10, 3.0)], ["empty"]),
    ],
)
def test_a_question_is_read_as_the_table_says(groups: Groups, codes: list[str]) -> None:
    found = findings_of(chosen(single(), *groups))

    assert [finding.code for finding in found] == codes


def test_a_question_nobody_met_has_nothing_to_say() -> None:
    assert findings_of(chosen(single())) == []


def test_the_urgent_comes_first_and_every_finding_says_what_to_do() -> None:
    found = findings_of(chosen(single(), ("b", 30, 9.0), ("a", 10, 3.0)))

    assert [finding.code for finding in found] == ["key-doubtful", "guessing", "unused"]
    assert all(finding.words and finding.advice for finding in found)
    assert "“Choice b”" in found[0].words


def test_chance_alone_makes_no_key_doubtful() -> None:
    assert noise(26) == pytest.approx(0.2)
    item = chosen(
        single(), ("a", 15, 5.0), ("a", 4, 7.0), ("b", 3, 6.0), ("c", 3, 5.5), ("d", 3, 5.0)
    )

    assert {finding.code for finding in findings_of(item)} & {"negative", "key-doubtful"} == set()
