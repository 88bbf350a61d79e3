"""The right answers of a QTI item: declared, mapped to points, and how they are marked."""

from dataclasses import dataclass, field
from decimal import Decimal

from courses.interchange.questions.form import NONE
from courses.interchange.questions.numbers import decimal
from courses.interchange.questions.xml_in import Element


@dataclass
class Key:
    """What is declared of one response. points is empty where no mapping is used."""

    cardinality: str = "single"
    base: str = ""
    right: list[str] = field(default_factory=list)
    points: dict[str, Decimal] = field(default_factory=dict)
    otherwise: Decimal = NONE
    is_case_sensitive: bool = True
    is_all_or_nothing: bool = False
    tolerance: Decimal = NONE
    is_relative: bool = False

    @property
    def named(self) -> list[str]:
        """What earns points, or is right, in the file's order."""
        earning = [value for value, points in self.points.items() if points > 0]
        return earning or self.right


def keys_of(item: Element) -> dict[str, Key]:
    """Return the key of each response, by its identifier."""
    processing = [one for one in item.children if one.name == "responseProcessing"]
    rules = [element for one in processing for element in one.every()]
    is_mapped = any(rule.name == "mapResponse" or "map_response" in _template(rule)
                    for rule in rules)  # fmt: skip
    is_matched = not is_mapped and any(
        rule.name == "correct" or "match_correct" in _template(rule) for rule in rules
    )
    keys = {}
    for declared in item.all("responseDeclaration"):
        key = _key(declared, is_mapped=is_mapped)
        key.is_all_or_nothing = is_matched
        _add_rules(key, declared.attributes.get("identifier", ""), rules)
        keys[declared.attributes.get("identifier", "")] = key
    return keys


def _template(rule: Element) -> str:
    return rule.attributes.get("template", "") if rule.name == "responseProcessing" else ""


def _key(declared: Element, *, is_mapped: bool) -> Key:
    correct = declared.first("correctResponse")
    values = [value.text.strip() for value in correct.all("value")] if correct else []
    key = Key(
        cardinality=declared.attributes.get("cardinality", "single"),
        base=declared.attributes.get("baseType", ""),
        right=[" ".join(value.split()) for value in values if value],
    )
    mapping = declared.first("mapping")
    entries = mapping.all("mapEntry") if mapping else []
    if mapping and entries and (is_mapped or not key.right):
        key.points = {
            " ".join(entry.attributes.get("mapKey", "").split()): _points(entry, "mappedValue")
            for entry in entries
        }
        key.otherwise = _points(mapping, "defaultValue")
    if entries:
        said = {entry.attributes.get("caseSensitive", "true").lower() for entry in entries}
        key.is_case_sensitive = not said <= {"false", "0"}
    return key


def _points(element: Element, name: str) -> Decimal:
    return decimal(element.attributes.get(name, "0")) or NONE


def _add_rules(key: Key, identifier: str, rules: list[Element]) -> None:
    """Take tolerance and letter case from the comparisons that name this response."""
    for rule in rules:
        compared = any(child.name == "variable" and child.attributes.get("identifier") == identifier
                       for child in rule.children)  # fmt: skip
        if compared and rule.name == "equal":
            mode = rule.attributes.get("toleranceMode", "exact")
            first = rule.attributes.get("tolerance", "0").split() or ["0"]
            key.tolerance = NONE if mode == "exact" else abs(decimal(first[0]) or NONE)
            key.is_relative = mode == "relative"
        elif compared and rule.name == "stringMatch":
            key.is_case_sensitive = rule.attributes.get("caseSensitive", "true") != "false"
