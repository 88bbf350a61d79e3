"""The words of a QTI item as HTML, with a mark where each question stands."""

from html import escape
from xml.sax.saxutils import quoteattr

from courses.interchange.questions.formulas import formula
from courses.interchange.questions.qti_names import KINDS
from courses.interchange.questions.richtext import Texts
from courses.interchange.questions.xml_in import Element

SILENT = {"stylesheet", "responseProcessing", "catalogInfo", "companionMaterialsInfo"}
HIDDEN = {"feedbackBlock", "feedbackInline", "modalFeedback"}
BARE = {"gap": "_____", "br": "<br>", "hr": "<hr>"}
LINKS = ("href", "src", "alt")


class Body:
    """Writes elements as HTML; marks gives the HTML that stands for an interaction."""

    def __init__(self, texts: Texts, marks: dict[int, str]) -> None:
        self.texts, self.marks = texts, marks

    def inside(self, element: Element | None) -> str:
        """Return the HTML of what an element holds."""
        if element is None:
            return ""
        children = (self._child(child) for child in element.children)
        return escape(element.text, quote=False) + "".join(children)

    def _child(self, element: Element) -> str:
        return self._shown(element) + escape(element.tail, quote=False)

    def _shown(self, element: Element) -> str:
        name = element.name
        if name in KINDS:
            return self.marks.get(id(element), "")
        if name in BARE:
            return BARE[name]
        if name in SILENT or self._is_left_out(element):
            return ""
        if name == "math":
            self.texts.note("A formula was turned into signs: compare it with the original.")
            return formula(element)
        if name == "include":
            self.texts.note("Not kept: what another file would have put in here.")
            return ""
        if name == "object":
            return self._object(element)
        links = "".join(f" {key}={quoteattr(element.attributes[key])}" for key in LINKS
                        if key in element.attributes)  # fmt: skip
        return f"<{name}{links}>{self.inside(element)}</{name}>"

    def _is_left_out(self, element: Element) -> bool:
        if element.name in HIDDEN:
            self.texts.note("Not kept: feedback on the item as a whole.")
        elif element.name == "rubricBlock" and "candidate" not in element.attributes.get(
            "view", ""
        ):
            self.texts.note("Not kept: what only markers or tutors see.")
        elif element.name == "infoControl":
            self.texts.note("Not kept: a hint that learners could open.")
        else:
            return False
        return True

    def _object(self, element: Element) -> str:
        address = element.attributes.get("data", "")
        if element.attributes.get("type", "").startswith("image/"):
            alt = " ".join(f"{element.text}{element.says('p')}".split())
            return f"<img src={quoteattr(address)} alt={quoteattr(alt)}>"
        self.texts.note("Left out: a video, a sound or an embedded page.")
        return ""
