"""A small course package, as files, and packages with something wrong in them."""

from typing import Any

import yaml

from tests.factories import DRAWING

Files = dict[str, bytes]

COURSE = {
    "format": 1,
    "slug": "small-course",
    "title": "A small course",
    "topic": "mind",
    "level": "core",
    "summary": "In one sentence.",
    "audience": "Therapists.",
    "prerequisites": "None.",
    "description": "What it does.\n",
    "outcomes": ["Describe it."],
    "minutes_basis": "Reading.",
    "author": {"key": "eve", "name": "Eve Lind", "role": "Therapist"},
    "modules": [
        {
            "key": "the-ground",
            "title": "The ground",
            "items": [{"lesson": "first"}, {"lesson": "second"}, {"quiz": "final"}],
        }
    ],
}
REFERENCES = {
    "lind-2020": {
        "authors": "Lind E",
        "title": "A study",
        "source": "Journal 2020;1:1",
        "year": 2020,
        "design": "trial",
    }
}
EVIDENCE = {
    "claim": "It reports upwards",
    "grade": "supported",
    "design": "trial",
    "references": ["lind-2020"],
}
LESSON = {
    "title": "First",
    "minutes": {"reading": 5},
    "blocks": [
        {"heading": "A heading"},
        {"text": "It reports upwards. **Always.**\n"},
        {"evidence": EVIDENCE},
        {"figure": {"drawing": "nerve", "title": "N", "alt": "A nerve.", "credit": "Ours"}},
        {"references": "References"},
    ],
}
SECOND = {"title": "Second", "minutes": {"reading": 5}, "blocks": [{"text": "Words.\n"}]}
CHOICES = [
    {"text": "Yes", "is_right": True, "feedback": "Since it does.", "references": ["lind-2020"]},
    {"text": "No", "feedback": "It does."},
]
QUIZ = {
    "title": "Final",
    "minutes": 5,
    "pass_mark": 80,
    "attempts": "unlimited",
    "questions": [
        {
            "key": "q1",
            "kind": "single",
            "stem": "Does it?",
            "choices": CHOICES,
            "explanation": "It does.",
        }
    ],
}


def dump(value: Any) -> bytes:
    """Return YAML as a person might write it."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()


def package(**changed: bytes | None) -> Files:
    """Return a good package; files are given by name with `__` for `/` and `_yaml` for `.yaml`."""
    files = {
        "course.yaml": dump(COURSE),
        "references.yaml": dump(REFERENCES),
        "lessons/first.yaml": dump(LESSON),
        "lessons/second.yaml": dump(SECOND),
        "quizzes/final.yaml": dump(QUIZ),
        "media/nerve.svg": DRAWING.encode() + b"\n",
    }
    for name, content in changed.items():
        path = name.replace("__", "/").replace("_yaml", ".yaml").replace("_svg", ".svg")
        if content is None:
            files.pop(path)
        else:
            files[path] = content
    return files


def swap(name: str, old: str, new: str) -> Files:
    """Return the good package with a piece of one file exchanged."""
    files = package()
    text = files[name].decode()
    if old not in text:
        raise ValueError(f"{old!r} is not in {name}")
    return {**files, name: text.replace(old, new, 1).encode()}
