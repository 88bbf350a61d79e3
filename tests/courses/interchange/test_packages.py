"""Packages come in, go out the same, and take nothing away from learners."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from courses.editions.compiling import compile_course
from courses.editions.models import Edition
from courses.editions.readiness import readiness_of
from courses.editions.readiness.listing import CHECKS
from courses.interchange.archive import read_package, write_package
from courses.interchange.exporting import export_course
from courses.interchange.importing import import_course, import_files
from courses.interchange.located import PackageRefused
from courses.lessons.models import Lesson, Term
from courses.progress.models import LessonCompletion
from courses.quizzes.models import Question
from cpd.demo.content import ORDER, PACKAGES
from cpd.media.models import CourseImage, Drawing
from tests.factories import DRAWING, enrol_free, make_image, make_provider, publish_course
from tests.packages import COURSE, QUIZ, dump, package, swap
from tests.study import finish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _provider(db: None) -> None:
    """Publishing asks for one."""
    make_provider()


@pytest.mark.parametrize("slug", ORDER)
def test_a_demo_package_comes_back_from_its_export(slug: str) -> None:
    course = import_course(PACKAGES / slug).course
    first, compiled = export_course(course), compile_course(course).hash

    again = import_files(first).course

    assert export_course(again) == first
    assert compile_course(again).hash == compiled


@pytest.mark.parametrize("slug", ORDER)
def test_a_demo_package_can_be_published_and_says_how_much_it_holds(slug: str) -> None:
    imported = import_course(PACKAGES / slug)
    checks = readiness_of(compile_course(imported.course))

    edition = publish_course(imported.course)

    assert [check.key for check in checks] == list(CHECKS)
    assert "blocked" not in {check.state for check in checks}
    assert edition.lesson_count == imported.lesson_count
    assert 8 <= edition.question_count <= imported.question_count
    assert edition.statement_count > 10


def test_a_package_becomes_drafts() -> None:
    imported = import_files(package())

    assert (imported.is_new, imported.lesson_count, imported.question_count) == (True, 2, 1)
    lesson = Lesson.objects.get(key="first")
    assert [block.block_type for block in lesson.body] == [
        "heading", "text", "evidence", "figure", "references",
    ]  # fmt: skip
    assert not Edition.objects.exists()


def test_a_drawing_is_kept_as_it_was_checked() -> None:
    hiding = DRAWING.replace("</svg>", "<?x ><img src=x onerror=alert(1)>?></svg>").encode()

    course = import_files(package(media__nerve_svg=hiding)).course

    assert Drawing.objects.get().svg == DRAWING
    assert export_course(course)["media/nerve.svg"] == f"{DRAWING}\n".encode()


def test_a_zip_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    files = export_course(import_files(package()).course)
    write_package(files, tmp_path / "one.zip")
    write_package(dict(reversed(files.items())), tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert read_package(tmp_path / "one.zip") == files


def test_a_folder_in_a_zip_is_taken_off(tmp_path: Path) -> None:
    write_package({f"small/{name}": text for name, text in package().items()}, tmp_path / "a.zip")

    assert read_package(tmp_path / "a.zip") == package()


def test_a_known_slug_gets_its_draft_replaced() -> None:
    first = import_files(package()).course
    second = import_files(swap("course.yaml", "A small course", "A new title"))

    assert (second.is_new, second.course.pk) == (False, first.pk)
    assert Course.objects.get().title == "A new title"
    assert Lesson.objects.count() == 2


def test_editions_and_what_learners_own_stay(alice: User) -> None:
    course = import_files(package()).course
    edition = publish_course(course)
    enrolment = enrol_free(alice, course)
    finish(enrolment)
    before = Certificate.objects.values().get()

    import_files(swap("lessons/first.yaml", "It reports upwards. ", "It reports upwards, yes. "))

    enrolment.refresh_from_db()
    assert (enrolment.edition, Edition.objects.get()) == (edition, edition)
    assert LessonCompletion.objects.count() == 2
    assert Certificate.objects.values().get() == before


def test_what_a_new_package_lacks_is_retired_not_deleted() -> None:
    import_files(package())
    module = {**COURSE["modules"][0], "items": [{"lesson": "first"}, {"quiz": "final"}]}  # type: ignore[index]
    question = {**QUIZ["questions"][0], "key": "q2"}  # type: ignore[index]

    import_files(
        package(
            course_yaml=dump({**COURSE, "modules": [module]}),
            quizzes__final_yaml=dump({**QUIZ, "questions": [question]}),
            lessons__second_yaml=None,
        )
    )

    assert Lesson.objects.get(key="second").retired_at is not None
    assert Question.objects.get(key="q1").retired_at is not None
    assert Question.objects.get(key="q2").retired_at is None


def test_a_retired_part_comes_back_with_its_place() -> None:
    import_files(package())
    lesson = Lesson.objects.get(key="second")
    Lesson.objects.update(retired_at=lesson.module.course.created_at)

    import_files(package())

    lesson.refresh_from_db()
    assert lesson.retired_at is None


def test_a_lesson_that_moves_keeps_its_place() -> None:
    import_files(package())
    place = Lesson.objects.get(key="second").pk
    modules = [
        {"key": "the-ground", "title": "G", "items": [{"lesson": "first"}, {"quiz": "final"}]},
        {"key": "the-rest", "title": "R", "items": [{"lesson": "second"}]},
    ]

    import_files(package(course_yaml=dump({**COURSE, "modules": modules})))

    moved = Lesson.objects.get(key="second")
    assert (moved.pk, moved.module.key, moved.retired_at) == (place, "the-rest", None)


def test_a_retired_namesake_elsewhere_is_left_alone() -> None:
    ground = {"key": "the-ground", "title": "G", "items": [{"lesson": "first"}, {"quiz": "final"}]}
    old, rest = (
        {"key": key, "title": key, "items": [{"lesson": "second"}]} for key in ("old", "the-rest")
    )
    course = import_files(package(course_yaml=dump({**COURSE, "modules": [old, ground]}))).course
    retired = Lesson.objects.get(key="second")
    Lesson.objects.filter(pk=retired.pk).update(retired_at=course.created_at)
    living = Lesson.objects.create(module=course.modules.get(key="the-ground"), key="second")

    import_files(package(course_yaml=dump({**COURSE, "modules": [ground, rest]})))

    places = Lesson.objects.filter(key="second").values_list("pk", "module__key", "retired_at")
    assert set(places) == {
        (retired.pk, "old", course.created_at),
        (living.pk, "the-rest", None),
    }


def test_a_module_that_is_gone_is_retired() -> None:
    import_files(package())
    module = {**COURSE["modules"][0], "key": "new-ground"}  # type: ignore[index]

    course = import_files(package(course_yaml=dump({**COURSE, "modules": [module]}))).course

    assert course.modules.get(key="the-ground").retired_at is not None
    assert [part.module.key for part in compile_course(course).modules] == ["new-ground"]


def test_the_commands_take_a_course_in_and_out(tmp_path: Path) -> None:
    out = StringIO()
    write_package(package(), tmp_path / "in.zip")

    call_command("import_course", tmp_path / "in.zip", "--publish", stdout=out)
    call_command("export_course", "small-course", str(tmp_path / "out.zip"), stdout=out)

    assert "New course: small-course, 2 lessons, 1 questions" in out.getvalue()
    assert Edition.objects.live().count() == 1
    assert read_package(tmp_path / "out.zip")["lessons/first.yaml"]


def test_every_draft_has_a_revision_that_two_editors_can_be_told_apart_by() -> None:
    course = import_course(PACKAGES / ORDER[0]).course

    assert course.latest_revision is not None
    for model in (Lesson, Question):
        assert not model.objects.filter(latest_revision=None).exists()


def test_terms_pictures_cover_and_evaluation_go_along() -> None:
    course = import_files(package()).course
    picture = make_image()
    picture.description, picture.credit, picture.text_in_it = "A nerve.", "Us", "no"
    picture.save()
    term = Term.objects.create(key="vagus", name="Vagus", also="vagal", meaning="A nerve.")
    lesson = Lesson.objects.get(key="first")
    figure = {"title": "T", "alt": "", "caption": "", "credit": "", "image": picture.pk}
    lesson.body = [
        {"type": "figure", "value": {**figure, "drawing": None}},
        {"type": "glossary", "value": {"title": "Words", "terms": [term.pk]}},
    ]
    lesson.save()
    course.survey = [{"type": "choice", "value": {"question": "Pace?", "choices": ["a", "b"]}}]
    course.survey_is_required = True
    course.cover_image = picture
    course.save()
    course.refresh_from_db()
    first, compiled = export_course(course), compile_course(course).hash
    _forget(course)

    again = import_files(first).course

    assert compile_course(again).hash == compiled
    kept = CourseImage.objects.get()
    assert (kept.description, kept.credit, kept.text_in_it) == ("A nerve.", "Us", "no")


def _forget(course: Course) -> None:
    """Begin as on another site."""
    course.slug = "another"
    course.cover_image = None
    course.save()
    Lesson.objects.update(body=[])
    Term.objects.all().delete()
    CourseImage.objects.all().delete()


def test_a_term_with_another_key_is_refused_with_the_one_it_has() -> None:
    Term.objects.create(key="vagus", name="Vagus", meaning="A nerve.")
    terms = dump({"vagus-nerve": {"name": "vagus", "meaning": "Another."}})

    with pytest.raises(PackageRefused, match="has the key “vagus” already"):
        import_files(package() | {"terms.yaml": terms})


def test_an_evaluation_of_another_kind_is_refused_at_its_line() -> None:
    survey = {"questions": [{"essay": {"question": "Why?"}}, {"text": {"question": "What?"}}]}

    with pytest.raises(PackageRefused, match="one of scale, choice, text"):
        import_files(package() | {"course.yaml": dump({**COURSE, "evaluation": survey})})


def test_a_claim_that_is_not_in_its_text_is_told_at_its_line_and_taken_in() -> None:
    imported = import_files(
        swap("lessons/first.yaml", "claim: It reports", "claim: It always reports")
    )

    (hint,) = imported.hints
    assert str(hint).startswith("lessons/first.yaml:10: The text before does not hold “It always")
    assert imported.lesson_count == 2


def test_a_claim_that_stands_in_its_text_is_no_hint() -> None:
    assert import_files(package()).hints == ()


def test_the_command_says_where_a_loose_claim_is(tmp_path: Path) -> None:
    archive = tmp_path / "loose.zip"
    write_package(
        swap("lessons/first.yaml", "claim: It reports", "claim: It never reports"), archive
    )
    out = StringIO()

    call_command("import_course", archive, stdout=out)
    with pytest.raises(CommandError, match=r"lessons/first.yaml:10: The text before"):
        call_command("import_course", archive, publish=True)

    assert "To mend before publishing: lessons/first.yaml:10: The text before" in out.getvalue()
