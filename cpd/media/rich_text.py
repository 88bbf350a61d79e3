"""The editor of rich text in the studio."""

from collections.abc import Mapping
from typing import Any, override

from wagtail.admin.rich_text import DraftailRichTextArea

from cpd.media.reading import reading

HANDS_OVER_AFTER = 0  # ms; at Draftail's own 250, who saves at once loses the last words


class PromptRichTextArea(DraftailRichTextArea):
    """Hands every change over to the form at once, so that whatever is typed is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options["stateSaveInterval"] = HANDS_OVER_AFTER

    @override
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Read what the editor wrote. Raises UnreadableForm."""
        with reading():
            return super().value_from_datadict(data, files, name)
