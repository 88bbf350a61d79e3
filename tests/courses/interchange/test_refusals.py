"""A bad package is refused with file, line and reason, and nothing of it is written."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.interchange.archive import MOST_FILES, read_package
from courses.interchange.importing import import_course, import_files
from courses.interchange.located import PackageRefused
from tests.factories import DRAWING
from tests.packages import COURSE as MODULES
from tests.packages import Files, dump, package, swap

pytestmark = pytest.mark.django_db

TWICE = dump(MODULES) + dump(MODULES["modules"])
COURSE, REFERENCES = "course.yaml", "references.yaml"
FIRST, QUIZ = "lessons/first.yaml", "quizzes/final.yaml"
SCRIPT = DRAWING.replace("</svg>", "<script>1</script></svg>").encode()
GIF = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
DAY = "evidence_reviewed_on"
SVG = DRAWING.encode()
BOMB = b"a: &a [1,1,1,1]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n"
DEEP = b"a: " + b"[" * 50_000

CONTENT: list[tuple[str, Files, str]] = [
    ("course.yaml:", package(course_yaml=b"a: [1"), "not good YAML"),
    ("course.yaml:1:", package(course_yaml=b"- a\n"), "must hold a mapping"),
    ("course.yaml:1:", package(course_yaml=b""), "must hold a mapping"),
    ("course.yaml:1:", package(course_yaml=None), "has no course.yaml"),
    ("references.yaml:1:", package(references_yaml=None), "has no references.yaml"),
    ("course.yaml:1:", swap(COURSE, "slug: small-course\n", ""), "“slug” is missing"),
    ("course.yaml:2:", swap(COURSE, "small-course", "Small Course!"), "lower-case words"),
    ("course.yaml:2:", swap(COURSE, "slug: small-course", "slug: ../etc"), "lower-case words"),
    ("course.yaml:4:", swap(COURSE, "topic: mind", "colour: red\ntopic: mind"), "not known here"),
    ("course.yaml:4:", swap(COURSE, "topic: mind", "topic: magic"), "no topic “magic”"),
    ("course.yaml:5:", swap(COURSE, "level: core", "level: easy"), "must be one of"),
    ("course.yaml:1:", swap(COURSE, "format: 1", "format: 3"), "format 1"),
    ("course.yaml:", swap(COURSE, "lesson: second", "lesson: third"), "no lessons/third.yaml"),
    ("course.yaml:24:", swap(COURSE, "lesson: second", "lesson: first"), "first at course.yaml:23"),
    ("course.yaml:", swap(COURSE, "lesson: second", "lesson: ../x"), "lower-case words"),
    ("course.yaml:3:", swap(COURSE, "title:", "slug: other\ntitle:"), "twice, first on line 2"),
    ("lessons/first.yaml:", swap(FIRST, "grade: supported", "grade: certain"), "must be one of"),
    ("lessons/first.yaml:", swap(FIRST, "- lind-2020", "- lind-2021"), "not in references.yaml"),
    ("lessons/first.yaml:", swap(FIRST, "drawing: nerve", "drawing: vein"), "no media/vein"),
    ("lessons/first.yaml:", swap(FIRST, "drawing: nerve", "image: ''"), "one of the two"),
    ("lessons/first.yaml:", swap(FIRST, "heading:", "shout:"), "no kind of block"),
    ("lessons/first.yaml:", swap(FIRST, "reading: 5", "reading: -5"), "whole number"),
    ("lessons/first.yaml:", swap(FIRST, "reading: 5", "reading: five"), "whole number"),
    ("lessons/first.yaml:", swap(FIRST, "title: First", f"title: {'x' * 151}"), "at most 150"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", 'title: "a\\0b"'), "null character"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", 'title: "\\ud800"'), "half a character"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", f"title: {'9' * 6000}"), "no such date"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", f"title: 0x{'f' * 6000}"), "too large"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", "title: !!timestamp a"), "no such date"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", "title: !!int ''"), "no such date"),
    ("lessons/first.yaml:1:", swap(FIRST, "title: First", "title: !!bool a"), "no such date"),
    ("lessons/first.yaml:2:", swap(FIRST, "minutes:", "\a\nminutes:"), "special characters"),
    ("course.yaml:15:", swap(COURSE, "author:", f"{DAY}: 2026-99-99\nauthor:"), "no such date"),
    ("course.yaml:15:", swap(COURSE, "author:", f"{DAY}: soon\nauthor:"), "must be a date"),
    ("course.yaml:", swap(COURSE, "key: eve", f"key: {'e' * 61}"), "at most 60"),
    ("course.yaml:", swap(COURSE, "key: the-ground", "key: The Ground"), "lower-case words"),
    ("course.yaml:26:", package(course_yaml=TWICE), "first at course.yaml:20"),
    ("course.yaml:2:", swap(COURSE, "small-course", "small-²"), "lower-case words"),
    ("course.yaml:2:", swap(COURSE, "slug: small", f"slug: {'x' * 81}"), "at most 80"),
    ("references.yaml:", swap(REFERENCES, "lind-2020:", f"{'x' * 81}:"), "lower-case words"),
    ("references.yaml:", swap(REFERENCES, "lind-2020:", "Lind 2020:"), "lower-case words"),
    ("references.yaml:6:", swap(REFERENCES, "design: trial", "design: guess"), "must be one of"),
    ("media/Nerve 1.svg:", {**package(), "media/Nerve 1.svg": SVG}, "lower-case words"),
    ("quizzes/final.yaml:", swap(QUIZ, "is_right: true", "is_right: false"), "exactly one"),
    ("quizzes/final.yaml:", swap(QUIZ, "is_right: true", "is_right: perhaps"), "true or false"),
    ("quizzes/final.yaml:", swap(QUIZ, "kind: single", "kind: guess"), "must be one of"),
    ("quizzes/final.yaml:3:", swap(QUIZ, "pass_mark: 80", "pass_mark: 180"), "percentage"),
    ("quizzes/final.yaml:4:", swap(QUIZ, "attempts: unlimited", "attempts: 0"), "number from 1"),
    ("quizzes/final.yaml:4:", swap(QUIZ, "unlimited", "true"), "number from 1"),
    ("quizzes/final.yaml:4:", swap(QUIZ, "unlimited", "100000"), "number from 1 to 10,000"),
    (
        "lessons/first.yaml:",
        swap(FIRST, "figure:\n    drawing: nerve", "file:"),
        "“file” is missing",
    ),
    ("media/nerve.svg:1:", package(media__nerve_svg=SCRIPT), "<script> is not allowed"),
    ("media/nerve.svg:1:", package(media__nerve_svg=b"\xff\xfe"), "not UTF-8"),
    ("media/tool.exe:1:", {**package(), "media/tool.exe": b"MZ"}, "are not taken"),
    ("media/sub/x.exe:1:", {**package(), "media/sub/x.exe": b"MZ"}, "“media” itself"),
    ("media/sub/x.svg:1:", {**package(), "media/sub/x.svg": SVG}, "“media” itself"),
    ("media/Bad Name.pdf:1:", {**package(), "media/Bad Name.pdf": b"%PDF-"}, "A name has"),
    ("media/a.gif.png:1:", {**package(), "media/a.gif.png": GIF}, "not a picture"),
    ("media/a.pdf:1:", {**package(), "media/a.pdf": b"<html>"}, "not what .pdf promises"),
    ("media/page.html:1:", {**package(), "media/page.html": b"<p>"}, "are not taken"),
    ("media/a.png:1:", {**package(), "media/a.png": b"no picture"}, "not a picture"),
    ("lessons/other.yaml:1:", {**package(), "lessons/other.yaml": b"a: 1"}, "No module names"),
    ("README.md:1:", {**package(), "README.md": b"hello"}, "no place in a package"),
    ("course.yaml:1:", package(course_yaml="title: é".encode("latin-1")), "not UTF-8"),
    ("course.yaml:1:", package(course_yaml="title: x".encode("utf-16")), "not UTF-8"),
    ("course.yaml:1:", package(course_yaml=BOMB), "aliases are not allowed"),
    ("course.yaml:1:", package(course_yaml=DEEP), "not good YAML"),
    ("course.yaml:", package(course_yaml=b"a: !!python/object/apply:os.system [ls]"), "good YAML"),
    ("course.yaml:1:", package(course_yaml=b"\xef\xbb\xbfa: \x00"), "not good YAML"),
]


def counts() -> dict[str, int]:
    """Count every row of ours."""
    ours = (model for model in apps.get_models() if model.__module__.startswith(("courses", "cpd")))
    return {model.__name__: model._default_manager.count() for model in ours}


@pytest.mark.parametrize(("where", "files", "reason"), CONTENT)
def test_bad_content_is_refused_where_it_stands(where: str, files: Files, reason: str) -> None:
    before = counts()

    with pytest.raises(PackageRefused) as refusal:
        import_files(files)

    told = [str(problem) for problem in refusal.value.problems]
    assert [line for line in told if line.startswith(where) and reason in line], told
    assert counts() == before


def test_every_problem_is_told_at_once() -> None:
    files = swap(QUIZ, "pass_mark: 80", "pass_mark: 0")
    files[FIRST] = files[FIRST].replace(b"grade: supported", b"grade: certain")
    files["media/nerve.svg"] = SCRIPT

    with pytest.raises(PackageRefused) as refusal:
        import_files(files)

    assert {problem.file for problem in refusal.value.problems} == {FIRST, QUIZ, "media/nerve.svg"}


def test_a_file_that_cannot_be_read_is_one_problem() -> None:
    with pytest.raises(PackageRefused) as refusal:
        import_files(swap(QUIZ, "pass_mark: 80", "pass_mark: 2026-99-99"))

    reason = "This is not good YAML: there is no such date or number."
    assert [str(problem) for problem in refusal.value.problems] == [f"{QUIZ}:3: {reason}"]


def test_nothing_is_stored_before_everything_is_read() -> None:
    files = {**swap(QUIZ, "pass_mark: 80", "pass_mark: 0"), "media/unread.pdf": b"%PDF-"}

    with CaptureQueriesContext(connection) as queries, pytest.raises(PackageRefused):
        import_files(files)

    assert not [query for query in queries if not query["sql"].startswith("SELECT")]
    assert not default_storage.exists("documents/unread.pdf")


def test_the_good_package_is_good() -> None:
    assert import_files(package()).is_new


def test_a_byte_order_mark_does_no_harm() -> None:
    files = package()

    assert import_files({**files, COURSE: b"\xef\xbb\xbf" + files[COURSE]}).is_new


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_link() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("course.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def twice() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.yaml", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.yaml", "2")
    return buffer.getvalue()


def encrypted() -> bytes:
    content = bytearray(zipped(**{"course.yaml": b"a: 1"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def lying() -> bytes:
    """An entry that says it is smaller than it is."""
    content = bytearray(zipped(**{"course.yaml": b"a" * 5000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(mark) + offset
        content[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def many() -> bytes:
    return zipped(**{f"media/{number}.csv": b"" for number in range(MOST_FILES + 1)})


ARCHIVES: list[tuple[str, Callable[[], bytes], str]] = [
    ("no zip", lambda: b"hello", "not a good zip"),
    ("empty", lambda: b"", "not a good zip"),
    ("cut off", lambda: zipped(a=b"1" * 999)[:-30], "not a good zip"),
    ("parent", lambda: zipped(**{"../../etc/x.yaml": b"1"}), "leads out"),
    ("parent inside", lambda: zipped(**{"lessons/../../x.yaml": b"1"}), "leads out"),
    ("absolute", lambda: zipped(**{"/etc/x.yaml": b"1"}), "leads out"),
    ("backslash", lambda: zipped(**{"..\\x.yaml": b"1"}), "leads out"),
    ("backslash inside", lambda: zipped(**{"media\\x.csv": b"1"}), "leads out"),
    ("drive", lambda: zipped(**{"C:x.yaml": b"1"}), "leads out"),
    ("link", a_link, "no links"),
    ("bomb", lambda: zipped(**{"media/a.csv": b"0" * 20_000_000}), "far more than it should"),
    ("nested", lambda: zipped(**{"media/a.zip": zipped(a=b"1")}), "no other archives"),
    ("encrypted", encrypted, "not encrypted"),
    ("unprintable", lambda: zipped(**{"media/\x1b[2J.csv": b"1"}), "cannot be printed"),
    ("many", many, f"at most {MOST_FILES} files"),
    ("twice", twice, "twice"),
    ("lying", lying, "not a good zip|another size"),
]


@pytest.mark.parametrize(("_name", "make", "reason"), ARCHIVES, ids=[row[0] for row in ARCHIVES])
def test_a_hostile_archive_is_refused(
    tmp_path: Path, _name: str, make: Callable[[], bytes], reason: str
) -> None:
    (tmp_path / "package.zip").write_bytes(make())
    before = counts()

    with pytest.raises(PackageRefused, match=reason):
        import_course(tmp_path / "package.zip")

    assert counts() == before
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").symlink_to("/etc/passwd")

    with pytest.raises(PackageRefused, match="no links"):
        read_package(tmp_path)


def test_a_missing_package_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackageRefused, match="no such file"):
        read_package(tmp_path / "none.zip")


def test_the_command_tells_every_problem(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_bytes(b"a: 1")

    with pytest.raises(CommandError, match="nothing was imported") as refusal:
        call_command("import_course", tmp_path)

    assert "course.yaml:1: “slug” is missing." in str(refusal.value)
