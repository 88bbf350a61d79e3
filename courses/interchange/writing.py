"""Writing YAML in one form: the same content gives the same bytes."""

from typing import Any, override

import yaml

WIDTH = 100


class Text(str):
    """Markdown, written as a literal block."""

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    """Block style, keys in the order given, texts as literal blocks."""

    @override
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Dumper, value: Text) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style="|")


def _choice(dumper: Dumper, value: str) -> yaml.ScalarNode:
    """A value of Django's choices, as a model has it before it was saved and read again."""
    return dumper.represent_str(str(value))


Dumper.add_representer(Text, _text)
Dumper.add_multi_representer(str, _choice)


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
