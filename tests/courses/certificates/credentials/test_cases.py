"""Credentials made by others: what is right is accepted, what is wrong refused with a reason."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from courses.certificates.credentials.checking import CredentialCheck, Standing, check_credential
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from tests.cases import FOLDER, needs_cases
from tests.study import finish

CASES = FOLDER / "credentials"
TESTS = sorted((CASES / "vc2-tests").rglob("*.json"))
VECTORS = sorted((CASES / "eddsa-vectors").rglob("signed*.json"))
EXAMPLES = sorted(
    [*(CASES / "openbadges3-examples").glob("*"), *(CASES / "vc2-examples").glob("*.json")]
)
MOMENTS = {"PAST DATE": "2020-01-01T00:00:00Z", "FUTURE DATE": "2040-01-01T00:00:00Z"}


def named(path: Path) -> str:
    return str(path.relative_to(CASES))


def check(path: Path) -> CredentialCheck:
    """Check a file as an issuer is asked to sign it; two words in it stand for moments."""
    text = path.read_text("utf-8")
    for word, moment in MOMENTS.items():
        text = text.replace(f'"{word}"', f'"{moment}"')
    return check_credential(text, is_draft=True)


def changed(document: dict[str, Any]) -> dict[str, Any]:
    """Change one character of the first claim."""
    text = json.dumps(document)
    for word in ("School of Examples", "JOHN"):
        text = text.replace(word, word.replace("m", "n").replace("O", "U"))
    other: dict[str, Any] = json.loads(text)
    return other


@needs_cases
@pytest.mark.parametrize("path", TESTS, ids=named)
def test_what_is_right_is_accepted_and_what_is_wrong_refused(path: Path) -> None:
    found = check(path)

    is_refused = found.standing == Standing.REFUSED
    assert is_refused == ("-fail" in path.name), found.reason
    assert bool(found.reason) or not is_refused
    assert "cannot be processed" not in found.reason


@needs_cases
@pytest.mark.parametrize("path", VECTORS, ids=named)
def test_a_signature_by_others_holds_until_one_character_changes(path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    found = check_credential(json.dumps(document))
    if found.standing == Standing.UNVERIFIABLE:  # offline: another context, another kind of proof
        assert "We do not hold" in found.reason or "of the kind" in found.reason
        return

    assert found.standing == Standing.SIGNED_BY_OTHERS, found.reason
    assert check_credential(json.dumps(changed(document))).standing == Standing.CHANGED


@needs_cases
def test_the_vectors_of_our_kind_are_really_checked() -> None:
    standings = [check_credential(path.read_text("utf-8")).standing for path in VECTORS]

    assert standings.count(Standing.SIGNED_BY_OTHERS) >= 4


@needs_cases
@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_published_examples_are_well_formed(path: Path) -> None:
    assert check(path).standing != Standing.REFUSED, check(path).reason


@needs_cases
def test_what_we_sign_passes_the_schemas_of_others(enrolment: Enrolment) -> None:
    finish(enrolment)
    document = json.loads(credential_of(Certificate.objects.get()).document)
    schema = json.loads((CASES / "vc2-schema/verifiable-credential-schema.json").read_text("utf-8"))

    jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "issuer": 5}, schema)
