"""A compiled quiz as labelled lines of plain words, with its key."""

from collections.abc import Iterable

from courses.editions.comparing.line import Content, Line
from courses.quizzes.showing.reviewing import accepted_range, accepted_words


def quiz_lines(content: Content) -> Iterable[Line]:
    """Return a quiz's rules and each question with its answers."""
    yield Line("Introduction", content["introduction"])
    for name, label in RULES.items():
        yield Line(label, str(content.get(name) or ""))
    for slot in content.get("slots", []):
        if "draw" in slot:
            tag = " ".join(filter(None, (slot.get("tag"), slot.get("difficulty"))))
            yield Line("Draw", f"{slot['draw']} of {len(slot['from'])} {tag}".strip())
    for question in content["questions"]:
        yield from _question(question)


RULES = {
    "minutes": "Minutes",
    "pass_mark": "Pass mark, per cent",
    "attempt_limit": "Attempts",
    "cool_down_minutes": "Minutes between attempts",
    "time_limit_minutes": "Time limit, minutes",
    "mode": "Feedback",
    "release": "Right answers are shown",
}


def _question(question: Content) -> Iterable[Line]:
    yield Line("Question", question["stem"])
    yield Line("Points", str(question.get("points") or ""))
    yield Line("Rule", str(question.get("rule") or ""))
    yield from (choice_line(choice) for choice in question.get("choices", []))
    yield from _matching(question)
    yield from _ordering(question)
    yield from (_answer(answer, question) for answer in question.get("answers", []))
    for part in question.get("questions", []):
        yield from _question(part)
    yield Line("Explanation", question.get("explanation") or "")
    cited = "; ".join(row["label"] for row in question.get("references", []))
    yield Line("References", cited)


def choice_line(choice: Content) -> Line:
    """Return a choice, and whether it is right."""
    label = "Right choice" if choice["is_right"] else "Wrong choice"
    weight = f" ({choice['weight']} %)" if choice.get("weight") else ""
    feedback = f" — {choice['feedback']}" if choice.get("feedback") else ""
    return Line(label, f"{choice['text']}{weight}{feedback}")


def _matching(question: Content) -> Iterable[Line]:
    rights = {right["key"]: right["text"] for right in question.get("rights", [])}
    pairs = question.get("pairs", {})
    for left in question.get("lefts", []):
        yield Line("Pair", f"{left['text']} → {rights[pairs[left['key']]]}")
    for key, text in rights.items():
        if key not in pairs.values():
            yield Line("Belongs to none", text)


def _ordering(question: Content) -> Iterable[Line]:
    items = {item["key"]: item["text"] for item in question.get("items", [])}
    for number, key in enumerate(question.get("order", []), start=1):
        yield Line("In order", f"{number}. {items[key]}")


def _answer(answer: Content, question: Content) -> Line:
    feedback = f" — {answer['feedback']}" if answer.get("feedback") else ""
    weight = f" ({answer['weight']} %)" if answer.get("weight") else ""
    if "text" in answer:
        return Line("Accepted text", f"{accepted_words(answer['text'])}{weight}{feedback}")
    if answer["value"] is None:
        return Line("Any other number", f"{weight}{feedback}".strip())
    span = accepted_range(answer)
    shown = span["first"] if span["is_one"] else f"{span['first']} to {span['last']}"
    return Line("Accepted number", f"{shown} {question.get('unit') or ''}{weight}{feedback}")
