"""Preparing compiled blocks for the page: numbers, margin notes, dotted claims, reference
numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import mark_safe

from courses.lessons.claims import tie
from courses.lessons.glossary import Glossary, anchor
from courses.lessons.grades import Design, Grade, label_of

Block = dict[str, Any]


def present(content: Mapping[str, Any], *, section: str = "") -> list[Block]:
    """Return blocks as the lesson templates take them; `section` is the number before each
    heading's own."""
    return Presenter(content, section).blocks()


def graded(content: Mapping[str, Any]) -> Iterable[Block]:
    """Yield the graded statements of a compiled lesson."""
    return (block for block in content["blocks"] if block["kind"] == "evidence")


def untied(content: Mapping[str, Any]) -> list[str]:
    """Return the claims that follow a text and do not stand in it, in one piece."""
    return [
        note["claim"]
        for block in present(content)
        if block["kind"] == "text"
        for note in block["notes"]
        if not note["is_tied"]
    ]


class Presenter:
    """Numbers headings, statements and references through one lesson."""

    def __init__(self, content: Mapping[str, Any], section: str) -> None:
        self.content = content
        self.section = section
        self.headings = 0
        self.statements = 0
        self.numbers: dict[str, int] = {}
        self.glossary = Glossary(content["blocks"])

    def blocks(self) -> list[Block]:
        """Return every block, evidence joined to the text it belongs to."""
        shown: list[Block] = []
        for position, block in enumerate(self.content["blocks"], start=1):
            if block["kind"] == "evidence":
                self._place(self._note(block), shown)
            else:
                shown.append(
                    self._plain({**block, "position": position, "id": f"block-{position}"})
                )
        return [self._finish(block) for block in shown]

    def _plain(self, block: Block) -> Block:
        if block["kind"] == "heading":
            self.headings += 1
            prefix = f"{self.section}." if self.section else ""
            number = f"{prefix}{self.headings}" if self.section else ""
            return {**block, "id": f"section-{self.headings}", "number": number}
        if block["kind"] == "text":
            return {**block, "notes": []}
        if block["kind"] == "check":
            choices = [
                {**choice, "references": self._cited(choice["references"])}
                for choice in block["choices"]
            ]
            return {**block, "choices": choices}
        if block["kind"] == "figure" and "svg" in block:
            return {**block, "svg": mark_safe(block["svg"])}  # noqa: S308 checked by cpd.media.drawings
        return block

    def _note(self, block: Block) -> Block:
        self.statements += 1
        return {
            **block,
            "id": self.statements,
            "number": self.statements,
            "grade_label": label_of(Grade, block["grade"]),
            "design_label": label_of(Design, block["design"]),
            "references": self._cited(block["references"]),
        }

    def _cited(self, keys: Iterable[str]) -> list[Block]:
        sources = self.content["sources"]
        return [
            {"key": key, "number": self._number(key), "label": sources[key]["label"]}
            for key in keys
        ]

    def _number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def _place(self, note: Block, shown: list[Block]) -> None:
        text = shown[-1] if shown else None
        if text and text["kind"] == "text":
            tied = tie(text["html"], note)
            text["html"] = tied or text["html"]
            text["notes"].append({**note, "is_tied": tied is not None})
        else:
            shown.append({"kind": "evidence", "note": note, "id": note["id"]})

    def _finish(self, block: Block) -> Block:
        if block["kind"] == "references":
            return {**block, "references": self._reference_list()}
        if block["kind"] == "video":
            return {**block, "transcript": mark_safe(block["transcript"])}  # noqa: S308 as below
        if block["kind"] == "glossary":
            terms = [{**term, "id": anchor(term["key"])} for term in block["terms"]]
            return {**block, "terms": terms}
        if block["kind"] == "text":
            notes = in_reading_order(block)
            block = {**block, "notes": notes, "html": self.glossary.mark(block["html"])}
        if block["kind"] in {"text", "callout"}:
            return {**block, "html": mark_safe(block["html"])}  # noqa: S308 cleaned when it was published
        if block["kind"] == "accordion":
            items = [{**item, "html": mark_safe(item["html"])} for item in block["items"]]  # noqa: S308 as above
            return {**block, "items": items}
        return block

    def _reference_list(self) -> list[Block]:
        sources = self.content["sources"]
        return [
            {
                **sources[key],
                "number": number,
                "id": f"reference-{number}",
                "design_label": label_of(Design, sources[key]["design"]),
            }
            for key, number in sorted(self.numbers.items(), key=lambda pair: pair[1])
        ]


def in_reading_order(text: Block) -> list[Block]:
    """Return a text’s notes in the order of their claims, so that “same source” looks back."""
    html: str = text["html"]
    return sorted(text["notes"], key=lambda note: html.find(f'id="claim-{note["number"]}"'))
