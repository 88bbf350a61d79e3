"""The choices of a question, as the studio edits them."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.quizzes.kinds import FEWEST, MOST


class QuestionChoiceBlock(blocks.StructBlock):
    """A choice with its feedback."""

    text = blocks.CharBlock(max_length=400)
    is_right = blocks.BooleanBlock(required=False, label="Right")
    feedback = blocks.CharBlock(max_length=600, help_text="Why it is right or wrong.")
    references = blocks.ListBlock(SnippetChooserBlock("lessons.Reference"), min_num=0)

    class Meta:
        icon = "radio-full"
        label = "Choice"


class QuestionChoices(blocks.StreamBlock):
    """Two to eight choices."""

    choice = QuestionChoiceBlock()

    class Meta:
        min_num = FEWEST
        max_num = MOST
