"""Files that are taken for question files and are something else: what they are, and what to do."""

import io
import re
import zipfile

SIGNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), "This is a PDF: export the questions from where they were made."),
    (re.compile(rb"\{\\rtf"), "This is a text of a word processor: save it as plain text."),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "This is an old Office file: save it as XLSX or CSV."),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!"), "This is an archive we do not open: use a zip."),
    (re.compile(rb"(?i)\s*(?:<!doctype\s+html|<html[\s>])"), "This is a web page, perhaps of a"
     " sign-in: download the export itself."),
)  # fmt: skip
QTI_1 = "This is QTI 1.2, as {} exports it: export the questions as QTI 2.1 or later."
ENTRIES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"h5p\.json"), "This is an H5P package: H5P content is not read here."),
    (re.compile(r"moodle_backup\.xml"), "This is a course backup of Moodle: export the question"
     " bank as Moodle XML."),
    (re.compile(r"word/document\.xml"), "This is a Word document: use our table, or GIFT."),
    (re.compile(r"ppt/presentation\.xml"), "These are slides: use our table, or GIFT."),
    (re.compile(r"mimetype"), "This is an OpenDocument file: save it as XLSX or CSV."),
    (re.compile(r".*\.xml\.qti"), QTI_1.format("Canvas")),
    (re.compile(r"res\d+\.dat"), QTI_1.format("Blackboard")),
    (re.compile(r"course\.yaml|[^/]+/course\.yaml"), "This is a course package: whoever runs the"
     " site imports it with import_course."),
    (re.compile(r"adlcp_rootv1p2\.xsd"), "This is a SCORM package, which holds no questions that"
     " can be read."),
)  # fmt: skip


def reason(content: bytes) -> str:
    """Return what a file is and what to do, if it is surely no question file; else nothing."""
    if content.startswith(b"PK"):
        return _of_archive(content)
    head = content[:500].removeprefix(b"\xef\xbb\xbf")
    return next((words for sign, words in SIGNS if sign.match(head)), "")


def _of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except Exception:  # zipfile fails in many ways; the readers say how
        return ""
    found = (words for sign, words in ENTRIES if any(sign.fullmatch(name) for name in names))
    return next(found, "")
