"""The two ways in which a draft of a question or quiz is previewed."""

from django.utils.translation import gettext_lazy as _

from cpd.media.previews import Previewed

PREVIEW_ASKED, PREVIEW_ANSWERED = "asked", "answered"


class PreviewedTwice(Previewed):
    """A draft that is previewed as asked, and with key and feedback."""

    preview_modes = [
        (PREVIEW_ASKED, _("As it is asked")),
        (PREVIEW_ANSWERED, _("With key and feedback")),
    ]
