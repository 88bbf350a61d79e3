"""Headings, statements and references are numbered through a lesson; notes stand by their text."""

from typing import Any

from courses.lessons.rendering import graded, present, untied

Block = dict[str, Any]


def source(label: str) -> Block:
    return {"label": label, "title": f"On {label}", "design": "review", "year": 2018}


def note(claim: str, *keys: str, grade: str = "supported") -> Block:
    return {
        "kind": "evidence",
        "claim": claim,
        "grade": grade,
        "design": "review",
        "limits": "",
        "references": list(keys),
    }


def text(html: str) -> Block:
    return {"kind": "text", "html": html}


def lesson(*blocks: Block) -> Block:
    return {"blocks": list(blocks), "sources": {key: source(key.upper()) for key in "abc"}}


def test_headings_carry_the_number_of_their_lesson() -> None:
    blocks = [
        {"kind": "heading", "text": "One"},
        text("<p>x</p>"),
        {"kind": "heading", "text": "2"},
    ]

    shown = present(lesson(*blocks), section="3")

    assert [(block["id"], block["number"]) for block in shown if block["kind"] == "heading"] == [
        ("section-1", "3.1"),
        ("section-2", "3.2"),
    ]


def test_headings_of_an_article_have_no_number() -> None:
    assert present(lesson({"kind": "heading", "text": "One"}))[0]["number"] == ""


def test_a_note_stands_beside_the_text_before_it() -> None:
    shown = present(lesson(text("<p>It reports upwards.</p>"), note("reports upwards", "a")))

    assert len(shown) == 1
    assert shown[0]["notes"][0]["is_tied"] is True
    assert '<span class="claim" id="claim-1">reports upwards</span>' in shown[0]["html"]


def test_the_mark_leads_to_the_note_and_names_grade_and_reference() -> None:
    html = present(lesson(text("<p>It reports.</p>"), note("It reports", "a")))[0]["html"]

    assert 'href="#note-1"' in html
    assert 'aria-label="Supported, reference 1"' in html


def test_the_mark_stands_after_the_full_stop() -> None:
    html = present(lesson(text("<p>It reports. More.</p>"), note("It reports", "a")))[0]["html"]

    assert html.startswith('<p><span class="claim" id="claim-1">It reports</span>.<a class="mark"')
    assert html.endswith("</a> More.</p>")


def test_several_notes_may_share_a_text() -> None:
    blocks = [text("<p>One thing. Another thing.</p>"), note("One thing", "a"), note("Another")]

    shown = present(lesson(*blocks))

    assert [(entry["number"], entry["is_tied"]) for entry in shown[0]["notes"]] == [
        (1, True),
        (2, True),
    ]
    assert shown[0]["html"].count('class="claim"') == 2


def test_a_note_whose_words_are_not_there_stays_untied() -> None:
    shown = present(lesson(text("<p>Something else.</p>"), note("It reports", "a")))

    assert shown[0]["html"] == "<p>Something else.</p>"
    assert (shown[0]["notes"][0]["is_tied"], shown[0]["notes"][0]["claim"]) == (False, "It reports")


def test_a_note_without_text_before_it_stands_alone() -> None:
    shown = present(lesson({"kind": "table"}, note("It reports", "a")))

    assert [block["kind"] for block in shown] == ["table", "evidence"]
    assert shown[1]["note"]["number"] == 1


def test_references_are_numbered_by_their_first_citation() -> None:
    blocks = [text("<p>x</p>"), note("x", "c", "a"), note("x", "b", "c"), {"kind": "references"}]

    listed = present(lesson(*blocks))[-1]["references"]

    numbered = [(row["number"], row["label"], row["id"]) for row in listed]
    assert numbered == [(1, "C", "reference-1"), (2, "A", "reference-2"), (3, "B", "reference-3")]


def test_a_list_before_the_last_citation_still_holds_it() -> None:
    listed = present(lesson({"kind": "references"}, text("<p>x</p>"), note("x", "b")))[0]

    assert [row["label"] for row in listed["references"]] == ["B"]


def test_the_list_holds_only_what_is_cited() -> None:
    assert present(lesson({"kind": "references"}))[0]["references"] == []


def test_a_check_cites_with_the_same_numbers() -> None:
    check = {"kind": "check", "question": "?", "choices": [{"text": "x", "references": ["b"]}]}

    shown = present(lesson(text("<p>x</p>"), note("x", "a"), check, note("x", "b")))

    assert shown[1]["choices"][0]["references"] == [{"key": "b", "number": 2, "label": "B"}]


def test_the_compiled_content_is_left_as_it_is() -> None:
    content = lesson(text("<p>It reports.</p>"), note("It reports", "a"))

    present(content)

    assert content == lesson(text("<p>It reports.</p>"), note("It reports", "a"))


def test_graded_statements_are_found() -> None:
    content = lesson(text("<p>x</p>"), note("x"), {"kind": "heading"}, note("y"))

    assert [block["claim"] for block in graded(content)] == ["x", "y"]


def test_claims_that_stand_nowhere_are_found() -> None:
    content = lesson(
        note("alone"),
        text("<p>One <b>thing</b>, another.</p>"),
        note("One"),
        note("One thing"),
        {"kind": "table"},
        note("after a table"),
    )

    assert untied(content) == ["One thing"]


def test_values_that_we_do_not_know_are_shown_as_they_stand() -> None:
    content = lesson(text("<p>x</p>"), note("x", "a", grade="sure"), {"kind": "references"})
    content["sources"]["a"]["design"] = "guess"
    content["blocks"][1]["design"] = None

    shown = present(content)

    labels = [shown[0]["notes"][0][name] for name in ("grade_label", "design_label")]
    assert [*labels, shown[1]["references"][0]["design_label"]] == ["sure", "", "guess"]
