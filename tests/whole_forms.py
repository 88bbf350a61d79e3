"""The whole form of a studio page, as a browser would send it back unchanged."""

from typing import Any

from django.forms import CheckboxInput
from django.test import Client
from wagtail.blocks import Block, FieldBlock, ListBlock, StreamBlock, StructBlock
from wagtail.test.utils import WagtailTestUtils
from wagtail.test.utils.form_data import querydict_from_html

type Posted = dict[str, list[str]]
WRITTEN = "textarea, select, [type=text], [type=file], [type=email], [type=number]"


def whole_form(client: Client, address: str) -> Posted:
    """Return every field of the form a page is for, with the blocks that scripts would build.

    Raises LookupError where the page has no such form."""
    answer = client.get(address)
    soup = WagtailTestUtils.get_soup(answer.content.decode())
    forms = [form for form in soup.select("form[method=post i]") if form.select(WRITTEN)]
    if answer.status_code != 200 or not forms:
        raise LookupError(f"{address} has no form: {answer.status_code}")
    for several in forms[0].find_all("select", multiple=True):
        if not several.find("option", selected=True):
            several.decompose()
    data = querydict_from_html(str(forms[0]))
    fields: Posted = {name: [str(value) for value in data.getlist(name)] for name in data}
    for bound in answer.context.get("form") or ():
        block = getattr(bound.field, "block", None)
        if block is not None:
            fields |= _sent(block, bound.value(), bound.html_name)
    return fields


def _sent(block: Block, value: Any, prefix: str) -> Posted:
    """Return the fields in which a block's value is sent."""
    if isinstance(block, StructBlock):
        parts = [_sent(child, value[name], f"{prefix}-{name}") for name, child in _children(block)]
        return {name: sent for part in parts for name, sent in part.items()}
    if isinstance(block, StreamBlock | ListBlock):
        found = list(value if isinstance(block, StreamBlock) else value.bound_blocks)
        fields: Posted = {f"{prefix}-count": [str(len(found))]}
        for number, child in enumerate(found):
            start = f"{prefix}-{number}"
            fields |= {f"{start}-deleted": [""], f"{start}-order": [str(number)]}
            fields |= {f"{start}-type": [child.block.name], f"{start}-id": [child.id or ""]}
            fields |= _sent(child.block, child.value, f"{start}-value")
        return fields
    return _typed(block, value, prefix) if isinstance(block, FieldBlock) else {}


def _children(block: StructBlock) -> Any:
    return block.child_blocks.items()


def _typed(block: FieldBlock, value: Any, name: str) -> Posted:
    widget = block.field.widget
    if isinstance(widget, CheckboxInput):
        return {name: ["on"]} if value else {}
    shown = widget.format_value(block.field.prepare_value(block.value_for_form(value)))
    several = shown if isinstance(shown, list) else [shown]
    return {name: ["" if one is None else str(one) for one in several]}
