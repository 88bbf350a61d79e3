"""JSON-LD contexts from the package, never from the network."""

from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.contexts import document_loader
from openbadgeslib.ob3.contexts import load_context as _bundled

VC2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
UNDEFINED_TERMS = "https://www.w3.org/ns/credentials/undefined-terms/v2"
# Two contexts of the W3C hold one line each: every term that is not defined gets this prefix.
VOCABULARIES = {
    EXAMPLES: "https://www.w3.org/ns/credentials/examples#",
    UNDEFINED_TERMS: "https://www.w3.org/ns/credentials/undefined-term#",
}
_more: dict[str, dict[str, Any]] = {
    address: {"@context": {"@vocab": prefix}} for address, prefix in VOCABULARIES.items()
}
load = document_loader(_more)


def is_known(address: str) -> bool:
    """Whether we hold this context."""
    if address in _more:
        return True
    try:
        _bundled(address)
    except LibOpenBadgesException:
        return False
    return True


SET_FIRST = {"@vocab": "urn:none:", "@language": "en", "@direction": "ltr"}


def workable(value: Any) -> Any:
    """Return a document in which whatever a context sets to null is set before: PyLD 3.3 fails to
    unset what nobody set. The meaning stays the same."""
    if isinstance(value, list):
        return [workable(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: workable(one) for name, one in value.items()}
    if "@context" in found:
        listed = found["@context"] if isinstance(found["@context"], list) else [found["@context"]]
        found["@context"] = [part for context in listed for part in _set_first(context)]
    return found


def _set_first(context: Any) -> list[Any]:
    if not isinstance(context, dict):
        return [context]
    unset = {name for name in SET_FIRST if name in context and context[name] is None}
    return [*({name: SET_FIRST[name]} for name in sorted(unset)), context]
