"""Whatever editors do to drafts, files and people: no error page, and no learner's record
changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, ReferenceIndex

from accounts.models import User
from courses.catalogue.models import Course
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.models import Certificate
from courses.editions.publishing import publish
from courses.enrolment.models import Enrolment
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from courses.quizzes.wording import plain
from cpd.media.models import CourseDocument, CourseImage
from tests.factories import MINOR, make_document, make_image, make_reference
from tests.reviewing import make_admin
from tests.study import finish, start_quiz
from tests.whole_forms import whole_form

# Tables that hold what a learner owns, and what was published.
RECORDS = ("attempts", "progress", "certificates", "enrolment", "editions")
VERSIONS = ("lessons.lessonversion", "quizzes.quizversion", "quizzes.questionversion")
# What editors write while working, and what is worked out anew.
OF_THE_WORK = ("editions.comment", "editions.submission", "editions.plannedpublication")


@dataclass(frozen=True, slots=True)
class World:
    """A course with learners' records, its drafts, and who works on it."""

    course: Course
    drafts: dict[str, Any]
    staff: dict[str, Client]
    learner: Client
    certificate: Certificate
    files: dict[str, Any]
    author: User


@pytest.fixture
def world(
    enrolment: Enrolment,
    other_enrolment: Enrolment,
    bob: User,
    dan: User,
    alice: User,
    roles: Any,
    sign_in: Any,
) -> World:
    """Alice has finished and has her certificate, Carol is in the middle of the quiz."""
    course = enrolment.course
    drafts: dict[str, Any] = {
        "courses_course": course,
        "courses_module": course.modules.get(key="the-quiz"),
        "lessons_lesson": Lesson.objects.get(module__course=course, key="lesson-1"),
        "quizzes_quiz": Quiz.objects.get(module__course=course),
        "quizzes_question": course.questions.get(key="question-1"),
    }
    for draft in drafts.values():
        draft.save_revision(user=bob)
    lesson, question = drafts["lessons_lesson"], drafts["quizzes_question"]
    files: dict[str, Any] = {"image": make_image(), "document": make_document()}
    course.cover_image, lesson.title, question.stem = files["image"], "Later", plain("Later?")
    lesson.body.append(("heading", "Later"))
    for draft in drafts.values():
        draft.save()
        draft.save_revision(user=bob)
        ReferenceIndex.create_or_update_for_object(draft)
    publish(course, note="More.", change_class=MINOR)
    finish(enrolment)
    start_quiz(other_enrolment)
    certificate = Certificate.objects.get()
    credential_of(certificate)
    admin = make_admin(roles)
    staff = {"author": sign_in(bob), "reviewer": sign_in(dan), "admin": sign_in(admin)}
    for client in staff.values():
        client.raise_request_exception = False
    return World(course, drafts, staff, sign_in(alice), certificate, files, bob)


def digest() -> dict[str, str]:
    """Return a hash of each table of records."""
    models = [model for label in RECORDS for model in apps.get_app_config(label).get_models()]
    models += [apps.get_model(label) for label in VERSIONS]
    kept = [model for model in models if model._meta.label_lower not in OF_THE_WORK]
    rows = {model: list(model._default_manager.order_by("pk").values()) for model in kept}
    return {
        model._meta.label: sha256(repr(found).encode()).hexdigest() for model, found in rows.items()
    }


def save(client: Client, address: str, page: str = "", **changes: Any) -> Any:
    """Send the whole form of a page with changes, to the page or to an address, and see it saved;
    None leaves a field out. Whoever gets no form gets what the page answers."""
    try:
        form = {**whole_form(client, page or address), **changes}
    except LookupError:
        return client.get(page or address)
    answer = client.post(
        address, {name: value for name, value in form.items() if value is not None}
    )
    assert answer.status_code == 302, (address, faults_in(answer))
    return answer


def faults_in(answer: Any) -> Any:
    """Return what a form says against its fields."""
    return answer.context["form"].errors if answer.context else answer.status_code


Act = Callable[[World, Client], Iterator[Any]]


def restore(world: World, client: Client) -> Iterator[Any]:
    """Look at the oldest revision of everything, and restore it."""
    for kind, draft in world.drafts.items():
        oldest = draft.revisions.order_by("pk")[0].pk
        revert = reverse(f"wagtailsnippets_{kind}:revisions_revert", args=[draft.pk, oldest])
        compare = f"wagtailsnippets_{kind}:revisions_compare"
        yield client.get(revert)
        yield client.get(reverse(compare, args=[draft.pk, "earliest", "latest"]))
        yield client.get(reverse(compare, args=[draft.pk, oldest, "live"]))
        edit = reverse(f"wagtailsnippets_{kind}:edit", args=[draft.pk])
        yield save(client, edit, revert)


def purge(world: World, client: Client) -> Iterator[Any]:
    """Delete old revisions, then look at what is left and at what was linked."""
    for draft in (*world.drafts.values(), *world.drafts.values()):
        draft.save_revision(user=world.author)
    gone = {kind: draft.revisions.order_by("pk")[0].pk for kind, draft in world.drafts.items()}
    call_command("purge_revisions")
    yield from restore(world, client)
    for kind, draft in world.drafts.items():
        name = f"wagtailsnippets_{kind}:revisions_revert"
        yield client.get(reverse(name, args=[draft.pk, gone[kind]]))
        draft.revisions.all().delete()
        yield client.get(reverse(f"wagtailsnippets_{kind}:edit", args=[draft.pk]))
        yield client.get(reverse(f"wagtailsnippets_{kind}:history", args=[draft.pk]))
        draft.refresh_from_db()
        draft.save_revision(user=world.author)


def delete(world: World, client: Client) -> Iterator[Any]:
    """Delete one by one, and many at once."""
    for kind, draft in world.drafts.items():
        app, _, model = kind.partition("_")
        for verb in (client.get, client.post):
            yield verb(reverse(f"wagtailsnippets_{kind}:delete", args=[draft.pk]))
            bulk = reverse("wagtail_bulk_action", args=[app, model, "delete"])
            yield verb(f"{bulk}?id={draft.pk}")
            yield verb(f"{bulk}?id=all")


def copy(world: World, client: Client) -> Iterator[Any]:
    """Copy by Wagtail, by us, and by address."""
    question = world.drafts["quizzes_question"]
    address = reverse("wagtailsnippets_quizzes_question:copy", args=[question.pk])
    yield client.get(address)
    yield save(client, reverse("wagtailsnippets_quizzes_question:add"), address)
    for kind in ("courses/course", "courses/module", "lessons/lesson", "quizzes/quiz"):
        yield client.get(f"/cms/snippets/{kind}/copy/1/")
    for kind in ("module", "lesson", "quiz"):
        draft = next(row for name, row in world.drafts.items() if name.endswith(f"_{kind}"))
        yield client.post(reverse("studio:duplicate", args=[kind, draft.pk]))
    form = {"title": "Another", "slug": "another"}
    yield client.post(reverse("studio:copy", args=[world.course.pk]), form)


def lock(world: World, client: Client) -> Iterator[Any]:
    """Lock, write into what is locked, unlock."""
    for kind, draft in world.drafts.items():
        snippet = f"/cms/snippets/{kind.replace('_', '/')}"
        edit = reverse(f"wagtailsnippets_{kind}:edit", args=[draft.pk])
        form = whole_form(client, edit)
        yield client.post(f"{snippet}/lock/{draft.pk}/")
        yield client.post(edit, form)
        yield client.post(f"{snippet}/unlock/{draft.pk}/")


def arrange(world: World, client: Client) -> Iterator[Any]:
    """Move, rename, leave out."""
    module, lesson = world.drafts["courses_module"], world.drafts["lessons_lesson"]
    place = reverse("studio:place", args=["lesson", lesson.pk])
    yield client.post(place, {"module": module.pk, "index": "0"})
    for kind, draft in (("module", module), ("lesson", lesson)):
        for verb in ("shift", "rename", "retire_part"):
            form = {"direction": "up", "title": "Moved", "wanted": "out"}
            yield client.post(reverse(f"studio:{verb}", args=[kind, draft.pk]), form)
    question = world.drafts["quizzes_question"]
    yield client.post(reverse("studio:retire_part", args=["question", question.pk]))
    yield client.post(reverse("studio:retire", args=[world.course.pk]))
    yield client.post(reverse("studio:retire", args=[world.course.pk]), {"wanted": "back"})


def readdress(world: World, client: Client) -> Iterator[Any]:
    """Give what was published another key or slug."""
    for kind, draft in world.drafts.items():
        edit = reverse(f"wagtailsnippets_{kind}:edit", args=[draft.pk])
        form = whole_form(client, edit)
        yield client.post(edit, {**form, "key": "elsewhere", "slug": "elsewhere"})
    for draft in world.drafts.values():
        before = getattr(draft, "key", None) or getattr(draft, "slug", None)
        draft.refresh_from_db()
        assert (getattr(draft, "key", None) or getattr(draft, "slug", None)) == before


def files(world: World, client: Client) -> Iterator[Any]:
    """Delete and exchange pictures and files, and the collections they are in."""
    image, document = world.files["image"], world.files["document"]
    other = {"title": "Other", "description": "A hand", "credit": "Us", "text_in_it": "no"}
    stored = image.file.name
    for address, file in (
        (reverse("wagtailimages:edit", args=[image.pk]), get_test_image_file(colour="red")),
        (reverse("wagtaildocs:edit", args=[document.pk]), ContentFile(b"%PDF-1.4", "x.pdf")),
    ):
        yield save(client, address, **other)
        yield client.post(address, {**other, "file": file})
    image.refresh_from_db()
    assert image.file.name == stored  # it stands in a course
    for verb in (client.get, client.post):
        yield verb(reverse("wagtailimages:delete", args=[image.pk]))
        yield verb(reverse("wagtaildocs:delete", args=[document.pk]))
        for app, model, row in (
            ("media", "courseimage", image),
            ("media", "coursedocument", document),
        ):
            bulk = reverse("wagtail_bulk_action", args=[app, model, "delete"])
            yield verb(f"{bulk}?id={row.pk}")
        for collection in Collection.objects.all():
            yield verb(reverse("wagtailadmin_collections:delete", args=[collection.pk]))
    assert CourseImage.objects.filter(pk=image.pk).exists()
    assert CourseDocument.objects.count() <= 1


def people(world: World, client: Client) -> Iterator[Any]:
    """Delete, deactivate and strip people who wrote or learnt; change their groups."""
    learner = world.certificate.learner
    for person in (world.author, learner):
        for verb in (client.get, client.post):
            yield verb(reverse("wagtailusers_users:delete", args=[person.pk]))
            bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
            yield verb(f"{bulk}?id={person.pk}")
        names = {"first_name": "Xenia", "last_name": "Young", "email": "xenia@example.org"}
        edit = reverse("wagtailusers_users:edit", args=[person.pk])
        yield save(client, edit, **names, is_active=None, groups=None)
    for group in world.author.groups.all():
        edit = reverse("wagtailusers_groups:edit", args=[group.pk])
        yield save(client, edit, name="Other", permissions=None)
        yield client.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    User.objects.filter(pk=learner.pk).update(is_active=True)


def library(world: World, client: Client) -> Iterator[Any]:
    """Change and delete what courses share."""
    shared = {
        "lessons_reference": make_reference(),
        "courses_topic": world.course.topic,
        "courses_author": world.course.author,
    }
    for kind, row in shared.items():
        edit = reverse(f"wagtailsnippets_{kind}:edit", args=[row.pk])
        yield save(client, edit, title="Other", name="Other", authors="Other, A")
        for verb in (client.get, client.post):
            yield verb(reverse(f"wagtailsnippets_{kind}:delete", args=[row.pk]))
            app, _, model = kind.partition("_")
            yield verb(f"{reverse('wagtail_bulk_action', args=[app, model, 'delete'])}?id={row.pk}")


ACTS: list[Act] = [
    *(restore, purge, delete, copy, lock, arrange, readdress, files, people, library),
]


def test_no_editor_act_ends_in_an_error_page_or_harms_a_record(world: World) -> None:
    before = digest()
    assert len(before) > 15

    for turn, act in enumerate(ACTS):
        for role in ("author" if turn % 2 else "reviewer", "admin"):
            for number, answer in enumerate(act(world, world.staff[role])):
                assert answer.status_code < 500, (act.__name__, role, number)
            after = digest()
            changed = [name for name, found in after.items() if found != before[name]]
            assert not changed, (act.__name__, role, changed)
        assert_learners_pages_open(world, act.__name__)
    assert {
        type(row)._default_manager.filter(pk=row.pk).count() for row in world.drafts.values()
    } == {1}


def assert_learners_pages_open(world: World, act: str) -> None:
    """Course, lesson, quiz, certificate and its public check are there as before."""
    slug, public = world.course.slug, world.certificate.public_id
    pages = [
        reverse("classroom:course", args=[slug]),
        reverse("classroom:lesson", args=[slug, "lesson-1"]),
        reverse("classroom:quiz", args=[slug, "final-quiz"]),
        reverse("certificates:certificate", args=[public]),
    ]
    for page in pages:
        assert world.learner.get(page).status_code == 200, (act, page)
    token = credential_of(world.certificate).certificate.token
    check = Client().get(reverse("certificates:verified", args=[token]))
    assert check.status_code == 200, act
    assert "Alice Nguyễn" in check.content.decode(), act
