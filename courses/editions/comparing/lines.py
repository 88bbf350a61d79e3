"""Compiled content as labelled lines of plain words, so that two versions can be laid side by
side."""

from collections.abc import Iterable

from courses.editions.comparing.lesson_lines import block_lines, lesson_lines
from courses.editions.comparing.line import Content, Line
from courses.editions.comparing.quiz_lines import quiz_lines
from courses.quizzes.wording import words


def lines_of(content: Content) -> list[Line]:
    """Return a lesson's or a quiz's lines, its title first."""
    first = Line("Title", content["title"])
    rest = quiz_lines(content) if "questions" in content else lesson_lines(content)
    return [line for line in (first, *rest) if line.text]


def lines_of_head(head: Content) -> list[Line]:
    """Return what an edition says about itself; minutes follow from its items."""
    author = head["author"]
    lines = [
        Line("Title", head["title"]),
        Line("Summary", head["summary"]),
        *(Line("Outcome", outcome) for outcome in head["outcomes"]),
        Line("Audience", head["audience"]),
        Line("Prerequisites", head["prerequisites"]),
        Line("Level", str(head["level"])),
        Line("Description", words(head["description_html"])),
        Line("Minutes basis", head["minutes_basis"]),
        Line("Author", " · ".join(filter(None, author.values()))),
        Line("Evidence reviewed", str(head["evidence_reviewed_on"] or "")),
        *_survey(head["survey"]),
    ]
    return [line for line in lines if line.text]


def words_of_block(block: Content) -> str:
    """Return a compiled block's words on one line; of an evidence note, the claim."""
    if block["kind"] == "evidence":
        return str(block["claim"])
    return " ".join(line.text for line in block_lines(block) if line.text)


def _survey(survey: Content) -> Iterable[Line]:
    if survey:
        yield Line("Evaluation", "Required" if survey.get("is_required") else "Voluntary")
        for asked in survey["questions"]:
            choices = " / ".join(asked.get("choices", []))
            yield Line("Evaluation", f"{asked['question']} {choices}".strip())
