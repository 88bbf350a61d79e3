"""Writing YAML in one form: the same content gives the same bytes."""

from typing import Any, override

import yaml

WIDTH = 100
STRING, NEXT_LINE = "tag:yaml.org,2002:str", "\x85"


class Text(str):
    """Markdown, written as a literal block."""

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    """Block style, keys in the order given, texts as literal blocks."""

    @override
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Dumper, value: Text) -> yaml.ScalarNode:
    return dumper.represent_scalar(STRING, str(value), style=_style(value) or "|")


def _words(dumper: Dumper, value: str) -> yaml.ScalarNode:
    """Any text, and a value of Django's choices as a model has it before it was saved and read."""
    return dumper.represent_scalar(STRING, str(value), style=_style(value))


def _style(value: str) -> str | None:
    """The old sign for the next line is read back as a plain break, unless it is escaped."""
    return '"' if NEXT_LINE in value else None


Dumper.add_representer(Text, _text)
Dumper.add_representer(str, _words)
Dumper.add_multi_representer(str, _words)


def dump(content: dict[str, Any]) -> bytes:
    """Return a mapping as YAML."""
    text = yaml.dump(
        content,
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )
    return text.encode()
