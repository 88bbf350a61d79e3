"""QTI 2 and QTI 3 under one set of names: qti-choice-interaction becomes choiceInteraction."""

import re

from courses.interchange.questions.xml_in import Element

HYPHEN = re.compile(r"-([a-z])")
KINDS = {
    "choiceInteraction": "choice", "matchInteraction": "match", "orderInteraction": "order",
    "textEntryInteraction": "text entry", "inlineChoiceInteraction": "choice within a text",
}  # fmt: skip
UNKEPT = {
    "extendedTextInteraction": "free writing",
    "associateInteraction": "free pairing",
    "gapMatchInteraction": "words dragged into gaps",
    "graphicGapMatchInteraction": "labels dragged onto a picture",
    "hottextInteraction": "words marked in a text",
    "hotspotInteraction": "places marked on a picture",
    "graphicOrderInteraction": "places ordered on a picture",
    "graphicAssociateInteraction": "places paired on a picture",
    "positionObjectInteraction": "things placed on a picture",
    "positionObjectStage": "things placed on a picture",
    "selectPointInteraction": "points marked on a picture",
    "sliderInteraction": "a slider",
    "uploadInteraction": "an uploaded file",
    "drawingInteraction": "a drawing",
    "mediaInteraction": "a video or sound to be played",
    "endAttemptInteraction": "a button that ends the attempt",
    "customInteraction": "a program of its own",
    "portableCustomInteraction": "a program of its own",
}


def rename(root: Element) -> Element:
    """Give an element and all within it QTI 2's names."""
    for element in root.every():
        if element.name.startswith("qti-"):
            element.name = _camel(element.name.removeprefix("qti-"))
            element.attributes = {_camel(key): value for key, value in element.attributes.items()}
    return root


def interactions(root: Element) -> list[Element]:
    """Return where something is to be answered, in order."""
    return [element for element in root.every() if element.name in KINDS or element.name in UNKEPT
            or element.name.endswith("Interaction")]  # fmt: skip


def _camel(name: str) -> str:
    return HYPHEN.sub(lambda match: match[1].upper(), name)
