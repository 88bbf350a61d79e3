"""The editor of rich text in the studio."""

from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

HANDS_OVER_AFTER = 0  # ms; at Draftail's own 250, who saves at once loses the last words


class PromptRichTextArea(DraftailRichTextArea):
    """Hands every change over to the form at once, so that whatever is typed is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options["stateSaveInterval"] = HANDS_OVER_AFTER
