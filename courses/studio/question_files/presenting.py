"""A question of a file as the preview prints it: its answers as rows, the right ones marked."""

from collections.abc import Callable
from typing import Any

from courses.quizzes.kinds import CHOOSING, QuestionKind

Content = dict[str, Any]
Row = dict[str, Any]


def present(content: Content) -> Content:
    """Return what a template prints of a question's content."""
    return {
        "kind": QuestionKind(content["kind"]).label,
        **_text(content, "stem"),
        "explanation": content.get("explanation", ""),
        "points": content.get("points", "1"),
        "rows": ROWS.get(content["kind"], _none)(content),
        "parts": [present(part) for part in content.get("questions", [])],
    }


def _text(content: Content, name: str) -> Row:
    return {"text": content.get(name, ""), "html": content.get(f"{name}_html", "")}


def _choices(content: Content) -> list[Row]:
    return [
        {
            **_text(choice, "text"),
            "is_right": choice["is_right"],
            "worth": choice.get("weight", ""),
            "feedback": choice.get("feedback", ""),
        }
        for choice in content["choices"]
    ]


def _pairs(content: Content) -> list[Row]:
    rights = {right["key"]: right for right in content["rights"]}
    used = set(content["pairs"].values())
    rows = [
        {**_text(left, "text"), "is_right": True,
         "partner": rights[content["pairs"][left["key"]]]["text"]}
        for left in content["lefts"]
    ]  # fmt: skip
    extra = [
        {**_text(right, "text"), "is_right": False}
        for key, right in rights.items()
        if key not in used
    ]
    return rows + extra


def _items(content: Content) -> list[Row]:
    return [
        {**_text(item, "text"), "is_right": True, "place": place}
        for place, item in enumerate(content["items"], start=1)
    ]


def _numbers(content: Content) -> list[Row]:
    return [
        {
            "text": _number(answer, content.get("unit", "")),
            "is_right": _earns(answer),
            "worth": answer.get("weight", ""),
            "feedback": answer.get("feedback", ""),
        }
        for answer in content["answers"]
    ]


def _number(answer: Content, unit: str) -> str:
    if answer["value"] is None:
        return "any other number"
    near = answer.get("tolerance") or "0"
    tolerance = f" ± {near}" if near != "0" else ""
    return f"{answer['value']}{tolerance} {unit}".strip()


def _texts(content: Content) -> list[Row]:
    return [
        {
            "text": answer["text"],
            "is_right": _earns(answer),
            "worth": answer.get("weight", ""),
            "feedback": answer.get("feedback", ""),
        }
        for answer in content["answers"]
    ]


def _earns(answer: Content) -> bool:
    return float(answer.get("weight", 100)) > 0


def _none(_: Content) -> list[Row]:
    return []


ROWS: dict[str, Callable[[Content], list[Row]]] = {
    **dict.fromkeys(CHOOSING, _choices),
    QuestionKind.MATCHING: _pairs,
    QuestionKind.ORDERING: _items,
    QuestionKind.NUMERIC: _numbers,
    QuestionKind.TEXT: _texts,
}
