"""A lesson's form: saved by itself it keeps blocks that are not finished; saved by hand it asks for
the rest."""

import copy
from typing import Any

from courses.lessons.unfinished import lacks_of
from courses.studio.ownership import PartForm


class LessonForm(PartForm):
    """Notes what blocks lack, where they need not be finished."""

    settles = frozenset({"unfinished"})

    def allow_unfinished(self) -> None:
        """Let blocks lack what they need. Other requests clean theirs with the same blocks
        meanwhile, so these are a copy."""
        field: Any = self.fields["body"]
        field.block = field.widget.block_def = copy.deepcopy(field.block)
        field.is_deferred_validation = True

    def defer_required_fields(self) -> None:
        """For a preview: nothing needs to be finished."""
        self.allow_unfinished()
        super().defer_required_fields()

    def clean_body(self) -> Any:
        """Note what is not finished, for the compiler to leave out."""
        body = self.cleaned_data["body"]
        is_deferred = getattr(self.fields["body"], "is_deferred_validation", False)
        self.instance.unfinished = lacks_of(body) if is_deferred else {}
        return body
