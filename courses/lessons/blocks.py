"""The blocks an author builds a lesson from."""

from typing import Any, override

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.lessons.grades import Design, Grade
from courses.lessons.tidying import tidy

INLINE = ["bold", "italic", "link", "superscript", "subscript"]
FEATURES = [*INLINE, "ol", "ul"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists; headings are blocks of their own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    @override
    def value_from_form(self, value: Any) -> Any:
        """Take in what was meant, where it came from a word processor."""
        text = super().value_from_form(value)
        return RichText(tidy(text.source))

    class Meta:
        icon = "pilcrow"
        label = "Text"


class CitingBlock(blocks.StructBlock):
    """Something that may rest on references: a row of them that was left empty says nothing."""

    @override
    def clean(self, value: Any) -> Any:
        """Leave out the empty rows, so that what needs no reference is kept without one."""
        rows = self.child_blocks["references"].normalize(value["references"])
        chosen = [row for row in rows.bound_blocks if row.value is not None]
        return super().clean(
            {**value, "references": ListValue(rows.list_block, bound_blocks=chosen)}
        )


class EvidenceBlock(CitingBlock):
    """A graded statement; stands in the margin beside the text block before it."""

    claim = blocks.CharBlock(
        max_length=200, help_text="The exact words of the text above; they get the dotted line."
    )
    grade = blocks.ChoiceBlock(choices=Grade.choices)
    design = blocks.ChoiceBlock(choices=Design.choices, label="Rests on")
    references = blocks.ListBlock(SnippetChooserBlock("lessons.Reference"), min_num=0)
    limits = blocks.CharBlock(
        max_length=300, required=False, help_text="What the source cannot say."
    )

    class Meta:
        icon = "clipboard-list"
        label = "Evidence note"


class CalloutBlock(blocks.StructBlock):
    """A framed aside."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("clinic", "In the treatment room"),
            ("safety", "Safety"),
            ("evidence", "Evidence"),
            ("note", "Note"),
        ]
    )
    title = blocks.CharBlock(max_length=120)
    body = TextBlock()

    class Meta:
        icon = "info-circle"
        label = "Callout"


WANTED = {"alt": "Say what it shows.", "credit": "Say who made it."}


class FigureBlock(blocks.StructBlock):
    """A drawing of ours or a picture, with what it says for who cannot see it."""

    drawing = SnippetChooserBlock("media.Drawing", required=False)
    image = ImageChooserBlock(required=False)
    title = blocks.CharBlock(max_length=150)
    alt = blocks.TextBlock(
        label="Alternative text",
        rows=2,
        required=False,
        help_text="What it says here, for who cannot see it. Left empty, a picture's own is taken.",
    )
    caption = blocks.CharBlock(max_length=400, required=False)
    credit = blocks.CharBlock(
        max_length=250,
        required=False,
        help_text="Who made it. Left empty, a picture's own is taken.",
    )

    class Meta:
        icon = "image"
        label = "Figure"

    @override
    def clean(self, value: Any) -> Any:
        """Ask for exactly one of drawing and picture, and for words that no picture has."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned["drawing"]) == bool(cleaned["image"]):
            message = ValidationError("Choose a drawing or a picture, one of the two.")
            raise blocks.StructBlockValidationError(block_errors={"drawing": message})
        image = cleaned["image"]
        own = {"alt": image.description if image else "", "credit": image.credit if image else ""}
        missing = {name: WANTED[name] for name in own if not (cleaned[name].strip() or own[name])}
        if missing:
            errors = {name: ValidationError(words) for name, words in missing.items()}
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class TableBlock(blocks.StructBlock):
    """A table; on a phone each row becomes a card."""

    caption = blocks.CharBlock(max_length=200)
    header = blocks.ListBlock(blocks.CharBlock(max_length=120), min_num=2, max_num=6)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(max_length=600, required=False)), min_num=1
    )

    class Meta:
        icon = "table"
        label = "Table"

    @override
    def clean(self, value: Any) -> Any:
        """Ask for as many cells in each row as there are columns."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        width = len(cleaned["header"])
        uneven = {
            index: ValidationError(f"This row has {len(row)} cells; the header has {width}.")
            for index, row in enumerate(cleaned["rows"])
            if len(row) != width
        }
        if uneven:
            raise blocks.StructBlockValidationError(
                block_errors={"rows": ListBlockValidationError(block_errors=uneven)}
            )
        return cleaned


class AccordionItemBlock(blocks.StructBlock):
    """One fold of an accordion."""

    title = blocks.CharBlock(max_length=200)
    body = TextBlock()


class ChoiceBlock(CitingBlock):
    """A choice of a knowledge check."""

    text = blocks.CharBlock(max_length=300)
    is_right = blocks.BooleanBlock(required=False, label="Right")
    feedback = blocks.CharBlock(max_length=500)
    references = blocks.ListBlock(SnippetChooserBlock("lessons.Reference"), min_num=0, default=[])


class CheckBlock(blocks.StructBlock):
    """A knowledge check: ungraded, with feedback at once."""

    question = blocks.CharBlock(max_length=400)
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=6)

    class Meta:
        icon = "help"
        label = "Knowledge check"

    @override
    def clean(self, value: Any) -> Any:
        """Ask for a right choice."""
        cleaned = super().clean(value)
        is_answered = any(choice["is_right"] for choice in cleaned["choices"])
        if not is_answered and not self.is_deferred_validation:
            message = ValidationError("Mark at least one choice as right.")
            raise blocks.StructBlockValidationError(block_errors={"question": message})
        return cleaned


class ReflectionBlock(blocks.StructBlock):
    """A prompt to think about one's own practice."""

    prompt = blocks.TextBlock(rows=3)
    help = blocks.CharBlock(max_length=400, required=False)

    class Meta:
        icon = "edit"
        label = "Reflection prompt"


class VideoBlock(blocks.StructBlock):
    """A video; captions and transcript are not optional."""

    file = DocumentChooserBlock(label="Video file")
    captions = DocumentChooserBlock(label="Caption file (WebVTT)")
    title = blocks.CharBlock(max_length=150)
    transcript = TextBlock(
        required=False, help_text="Left empty, it is made from what the captions say."
    )

    class Meta:
        icon = "media"
        label = "Video"


class FileBlock(blocks.StructBlock):
    """A file to download."""

    file = DocumentChooserBlock()
    title = blocks.CharBlock(max_length=150)

    class Meta:
        icon = "doc-full"
        label = "File"


class GlossaryBlock(blocks.StructBlock):
    """Terms with their meaning; where a text first has one, it leads here."""

    title = blocks.CharBlock(max_length=150, default="Words in this lesson")
    terms = blocks.ListBlock(SnippetChooserBlock("lessons.Term"), min_num=1, max_num=40)

    class Meta:
        icon = "openquote"
        label = "Glossary"


class LessonBlocks(blocks.StreamBlock):
    """Everything a lesson can be made of."""

    heading = blocks.CharBlock(max_length=150, icon="title")
    subheading = blocks.CharBlock(max_length=150, icon="title")
    text = TextBlock()
    evidence = EvidenceBlock()
    callout = CalloutBlock()
    figure = FigureBlock()
    table = TableBlock()
    accordion = blocks.ListBlock(AccordionItemBlock(), icon="list-ul")
    key_points = blocks.ListBlock(blocks.CharBlock(max_length=300), icon="tick", label="Key points")
    check = CheckBlock()
    reflection = ReflectionBlock()
    video = VideoBlock()
    file = FileBlock()
    glossary = GlossaryBlock()
    references = blocks.CharBlock(
        max_length=150, icon="list-ol", label="Reference list", default="References"
    )

    class Meta:
        required = False
