"""What a question's answers and a quiz's entries are made of, as the studio edits them."""

from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser

from courses.lessons.blocks import CitingBlock
from courses.quizzes.kinds import FEWEST, MOST, Difficulty

WORDS = ["bold", "italic", "superscript", "subscript", "code", "link", "image"]
PARAGRAPHS = [*WORDS, "ol", "ul"]


class WordsBlock(blocks.RichTextBlock):
    """A few words of rich text."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": WORDS, **kwargs})


class WeightBlock(blocks.DecimalBlock):
    """A share of the points."""

    def __init__(self, **kwargs: object) -> None:
        defaults = {"required": False, "min_value": Decimal(-100), "max_value": Decimal(100)}
        super().__init__(**{**defaults, "max_digits": 8, "decimal_places": 5, **kwargs})


class QuestionChoiceBlock(CitingBlock):
    """A choice with its feedback."""

    text = WordsBlock()
    is_right = blocks.BooleanBlock(required=False, label="Right")
    weight = WeightBlock(
        help_text="Per cent of the points, if not the usual: 100 is all, -50 takes half away."
    )
    feedback = WordsBlock(required=False, help_text="Why it is right or wrong.")
    references = blocks.ListBlock(SnippetChooserBlock("lessons.Reference"), min_num=0)

    class Meta:
        icon = "radio-full"
        label = "Choice"


class QuestionChoices(blocks.StreamBlock):
    """The choices of a question."""

    choice = QuestionChoiceBlock()

    class Meta:
        min_num = FEWEST
        max_num = MOST
        required = False


class PairBlock(blocks.StructBlock):
    """Two texts that belong together."""

    left = WordsBlock()
    right = WordsBlock()

    class Meta:
        icon = "link"
        label = "Pair"


class QuestionPairs(blocks.StreamBlock):
    """The pairs of a matching question, and right sides that belong to none."""

    pair = PairBlock()
    extra = WordsBlock(label="A right side that belongs to none", icon="cross")

    class Meta:
        max_num = MOST
        required = False


class QuestionItems(blocks.StreamBlock):
    """What is to be put in order, in the right order."""

    item = WordsBlock(icon="list-ol", label="Item")

    class Meta:
        max_num = MOST
        required = False


class NumberBlock(blocks.StructBlock):
    """An accepted number."""

    value = blocks.DecimalBlock(
        required=False, help_text="Leave empty for feedback to every other number."
    )
    tolerance = blocks.DecimalBlock(
        required=False,
        min_value=Decimal(0),
        help_text="Right from value less tolerance to value plus tolerance, both included.",
    )
    weight = WeightBlock(help_text="Per cent of the points; empty means all.")
    feedback = WordsBlock(required=False)

    class Meta:
        icon = "order"
        label = "Accepted number"


class QuestionNumbers(blocks.StreamBlock):
    """The accepted numbers, the first that fits counts."""

    number = NumberBlock()

    class Meta:
        max_num = MOST
        required = False


class AcceptedTextBlock(blocks.StructBlock):
    """An accepted text."""

    text = blocks.CharBlock(
        max_length=400, help_text="* stands for any characters; write \\* for an asterisk."
    )
    weight = WeightBlock(help_text="Per cent of the points; empty means all.")
    feedback = WordsBlock(required=False)

    class Meta:
        icon = "pilcrow"
        label = "Accepted text"


class QuestionTexts(blocks.StreamBlock):
    """The accepted texts, the first that fits counts."""

    text = AcceptedTextBlock()

    class Meta:
        max_num = 60
        required = False


class DrawBlock(blocks.StructBlock):
    """Questions drawn from the bank for each attempt."""

    count = blocks.IntegerBlock(min_value=1, max_value=100, default=4, label="How many")
    tag = blocks.CharBlock(
        max_length=80, required=False, help_text="Only questions with this tag; empty for all."
    )
    difficulty = blocks.ChoiceBlock(choices=Difficulty.choices, required=False)
    prefers_unseen = blocks.BooleanBlock(
        required=False, default=True, label="Prefer questions that the learner has not seen"
    )

    class Meta:
        icon = "rotate"
        label = "Draw from the bank"


class AskedBlock(SnippetChooserBlock):
    """A question of the banks that the quiz may ask from: its chooser is told the quiz's module,
    which stands in the form of a new quiz as a field and in that of an old one as a hidden one."""

    MODULE = "asked-in-module"

    @cached_property
    def widget(self) -> AdminSnippetChooser:
        """Give the chooser the module."""
        linked = {"module": f"#id_module, #{self.MODULE}"}
        return AdminSnippetChooser(self.target_model, icon=self.meta.icon, linked_fields=linked)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """To the database it is a chooser like others."""
        _, positional, named = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", positional, named


class QuizEntries(blocks.StreamBlock):
    """What a quiz asks, in order: fixed questions and draws."""

    question = AskedBlock("quizzes.Question", icon="help", label="Question")
    draw = DrawBlock()

    class Meta:
        required = False
