"""Reading what the studio's editors of blocks and rich text send. They read their own writing only,
and raise whatever comes of anything else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, override

from wagtail.admin.forms.models import register_form_field_override
from wagtail.blocks import Block
from wagtail.blocks.base import BlockField, BlockWidget
from wagtail.fields import StreamField

from cpd.errors import UnreadableForm

RAISED_BY_VALUES = (
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)


@contextmanager
def reading() -> Iterator[None]:
    """Name what goes wrong while a form is read. Raises UnreadableForm."""
    try:
        yield
    except RAISED_BY_VALUES as error:
        raise UnreadableForm("This form cannot be read.") from error


class ReadBlockWidget(BlockWidget):
    """Blocks, read with care."""

    @override
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the blocks that were sent. Raises UnreadableForm."""
        with reading():
            return super().value_from_datadict(data, files, name)


class ReadBlockField(BlockField):
    """A form's field of blocks."""

    def __init__(self, block: Block, **kwargs: Any) -> None:
        super().__init__(block, **{"widget": ReadBlockWidget(block), **kwargs})


def register() -> None:
    """Let every form of the studio read its blocks so."""
    register_form_field_override(StreamField, override={"form_class": ReadBlockField})
