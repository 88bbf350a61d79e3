"""YAML that remembers its lines, and a list of problems that names them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, override

import yaml

LARGEST = 10**15
LONGEST_PROSE = 100_000
BREAK = re.compile(r"\s*[\r\n]\s*")
UNKEPT = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class PackageRefused(Exception):
    """A package has problems; nothing of it was imported."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Problems:
    """Collects every problem, so that an author mends all of them at once."""

    found: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, reason: str) -> None:
        """Note a problem."""
        self.found.append(Problem(file, line, reason))

    def hint(self, file: str, line: int, reason: str) -> None:
        """Note what a draft may have, and what keeps it from being published."""
        self.hints.append(Problem(file, line, reason))

    def refuse(self) -> None:
        """Raise PackageRefused if there is any."""
        if self.found:
            raise PackageRefused(self.found)


class Mapping(dict[str, Any]):
    """A YAML mapping with the line it starts on and those of its keys; an empty one stands for what
    could not be read, so that nothing in it is missed."""

    line: int = 1

    def __init__(self, *, is_read: bool = True) -> None:
        super().__init__()
        self.is_read = is_read
        self.lines: dict[str, int] = {}


class Sequence(list[Any]):
    """A YAML list with the line of each entry."""

    line: int = 1
    lines: list[int]


class Loader(yaml.SafeLoader):
    """Safe YAML into our mappings and lists; a repeated key, a value that cannot be read, and text
    no database keeps, are errors."""

    @override
    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        problem = "this number is too large"
        try:
            value = super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError):
            problem = "there is no such date or number"
        else:
            if not isinstance(value, int) or abs(value) < LARGEST:
                return value
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)

    @override
    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        value = super().construct_scalar(node)
        if isinstance(value, str) and UNKEPT.search(value):
            problem = "a text holds a null character or half a character"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        return value


def _mapping(loader: Loader, node: yaml.MappingNode) -> Mapping:
    result = Mapping()
    result.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in result:
            problem = f"“{key}” is given twice, first on line {result.lines[key]}"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
        result.lines[key] = key_node.start_mark.line + 1
    return result


def _sequence(loader: Loader, node: yaml.SequenceNode) -> Sequence:
    result = Sequence(loader.construct_object(child, deep=True) for child in node.value)
    result.line = node.start_mark.line + 1
    result.lines = [child.start_mark.line + 1 for child in node.value]
    return result


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG, _sequence)


def load(content: bytes, *, file: str, problems: Problems) -> Mapping:
    """Return a file's mapping; an empty one, with a problem noted, where it cannot be read."""
    text = content.decode("utf-8", "replace")
    try:
        loaded = _parse(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.add(file, line, "This is not UTF-8 text.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(file, mark.line + 1 if mark else 1, f"This is not good YAML: {error.problem}.")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems.add(file, line, f"This is not good YAML: {error.reason}.")
    except (yaml.YAMLError, RecursionError) as error:
        problems.add(file, 1, f"This is not good YAML: {error}.")
    else:
        if isinstance(loaded, Mapping):
            return loaded
        problems.add(file, 1, "The file must hold a mapping of names to values.")
    return Mapping(is_read=False)


def _parse(text: str) -> Any:
    if "&" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
        raise yaml.YAMLError("aliases are not allowed")
    return yaml.load(text, Loader)  # noqa: S506 the loader is a SafeLoader


def one_line(text: str) -> str:
    """Return a text without its line breaks; other spaces stay as they are."""
    return BREAK.sub(" ", text.strip())


class Reader:
    """Reads one mapping field by field; what is left at the end was not known."""

    def __init__(self, mapping: Any, *, file: str, problems: Problems, line: int = 1) -> None:
        self.file, self.problems = file, problems
        self.line = line
        self.mapping = mapping if isinstance(mapping, Mapping) else Mapping(is_read=False)
        self.is_mapping = self.mapping.is_read
        if mapping is not self.mapping:
            problems.add(file, line, "Here a mapping of names to values is expected.")
        self.used: set[str] = set()

    def fault(self, key: str, reason: str) -> None:
        """Note a problem at a field."""
        self.problems.add(self.file, self.line_at(key), reason)

    def line_at(self, key: str) -> int:
        """Return the line of a field; where it is missing, the line of what lacks it."""
        return self.mapping.lines.get(key, self.mapping.line if self.is_mapping else self.line)

    def value(self, key: str, *, default: Any = None, is_optional: bool = False) -> Any:
        """Return a field as it stands; a missing one that is not optional is a problem."""
        self.used.add(key)
        if key in self.mapping:
            return self.mapping[key]
        if not is_optional and self.is_mapping:
            self.fault(key, f"“{key}” is missing.")
        return default

    def line_of(self, key: str, *, longest: int = 400, is_optional: bool = False) -> str:
        """Return one line of plain text, cut where it is too long: PostgreSQL would stop there."""
        return self._plain(key, one_line, longest=longest, is_optional=is_optional)

    def prose_of(self, key: str, *, is_optional: bool = False) -> str:
        """Return plain text with its line breaks."""
        return self._plain(key, str.strip, longest=LONGEST_PROSE, is_optional=is_optional)

    def _plain(
        self, key: str, tidy: Callable[[str], str], *, longest: int, is_optional: bool
    ) -> str:
        value = self.value(key, default="", is_optional=is_optional)
        text = tidy(str(value)) if isinstance(value, str | int | float) else ""
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            self.fault(key, f"“{key}” must be text.")
        elif not text and not is_optional and key in self.mapping:
            self.fault(key, f"“{key}” is empty.")
        elif len(text) > longest:
            self.fault(key, f"“{key}” has {len(text)} characters; at most {longest} fit.")
        return text[:longest]

    def text_of(self, key: str, *, is_optional: bool = False) -> str:
        """Return Markdown."""
        value = self.value(key, default="", is_optional=is_optional)
        if not isinstance(value, str):
            self.fault(key, f"“{key}” must be text.")
            return ""
        return value.strip()

    def whole(self, key: str, *, default: int | None = None) -> int:
        """Return a whole number from 0; without a default it must be there."""
        value = self.value(key, default=default or 0, is_optional=default is not None)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
            self.fault(key, f"“{key}” must be a whole number from 0.")
            return 0
        return value

    def yes(self, key: str) -> bool:
        """Return an optional yes or no; no if absent."""
        value = self.value(key, default=False, is_optional=True)
        if not isinstance(value, bool):
            self.fault(key, f"“{key}” must be true or false.")
        return value is True

    def choice(self, key: str, options: list[str]) -> str:
        """Return one of the options."""
        value = str(self.value(key, default=""))
        if key in self.mapping and value not in options:
            self.fault(key, f"“{key}” must be one of {', '.join(options)}, not “{value}”.")
        return value if value in options else options[0]

    def items(
        self, key: str, *, fewest: int = 1, is_optional: bool | None = None
    ) -> list[tuple[Any, int]]:
        """Return a list's entries, each with its line; one that may be empty is optional, if
        nothing else is said."""
        is_optional = fewest == 0 if is_optional is None else is_optional
        value = self.value(key, default=[], is_optional=is_optional)
        if not isinstance(value, list):
            self.fault(key, f"“{key}” must be a list.")
            return []
        if len(value) < fewest and key in self.mapping:
            self.fault(key, f"“{key}” needs at least {fewest} entries.")
        lines = value.lines if isinstance(value, Sequence) else []
        return list(zip(value, lines, strict=False))

    def lines_of(self, key: str, *, fewest: int = 1, longest: int = 400) -> list[str]:
        """Return a list of plain lines."""
        texts = []
        for entry, line in self.items(key, fewest=fewest):
            text = one_line(str(entry)) if entry is not None else ""
            if isinstance(entry, dict | list) or len(text) > longest:
                self.problems.add(
                    self.file, line, f"Here one line of at most {longest} characters is expected."
                )
            texts.append(text[:longest])
        return texts

    def child(self, value: Any, line: int) -> "Reader":
        """Return a reader of a mapping inside this file."""
        return Reader(value, file=self.file, problems=self.problems, line=line)

    def done(self) -> None:
        """Note every field that nobody asked for."""
        for key in self.mapping:
            if key not in self.used:
                self.fault(key, f"“{key}” is not known here.")
