"""Somebody else's drafts do not exist, at whichever of Wagtail's addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex, RevisionMixin
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from courses.quizzes.wording import plain
from courses.studio.ownership import PATHS
from tests.bodies import make_accreditation, make_body
from tests.factories import (
    make_document,
    make_full_course,
    make_image,
    make_provider,
    make_reference,
    make_user,
)
from tests.house.routes import routes

MARK = "Zanzibar"  # a word that stands in every text of the other author's drafts
KINDS = (
    *("courses_course", "courses_module", "lessons_lesson", "quizzes_quiz", "quizzes_question"),
    "courses_accreditation",
)
# Addresses of one draft, by what they take beside it.
OF_ONE = {
    *("edit", "copy", "delete", "history", "history_results", "usage"),
    *("lock", "unlock", "preview_on_edit", "inspect"),
}
OF_A_REVISION = {"revisions_revert", "revisions_view", "revisions_unschedule"}
OF_TWO_REVISIONS = {"revisions_compare"}
WITHOUT_A_DRAFT = {"list", "list_results", "add", "preview_on_add"}
CHOOSING = {"choose", "choose_results", "chosen", "chosen_multiple", "create"}


@dataclass(frozen=True, slots=True)
class Foreign:
    """Bob's drafts, by the names of Wagtail's namespaces."""

    drafts: dict[str, Any]


@pytest.fixture
def foreign(db: None, roles: Any) -> Foreign:
    """A course of Bob's in which every text has the mark, with a revision of everything."""
    make_provider()
    bob = make_user("bob@example.org", is_staff=True)
    bob.groups.add(roles["Author"])
    course = make_full_course(title=f"{MARK} course", summary=MARK, description=MARK)
    course.editors.add(bob)
    module = course.modules.get(key="the-quiz")
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    quiz = module.quizzes.get()
    question = course.questions.all()[0]
    for row in (module, lesson, quiz):
        row.title = f"{MARK} {row.key}"
    question.stem = plain(f"{MARK}?")
    accreditation = make_accreditation(course, make_body(), f"{MARK}-1", category=MARK)
    every = (course, module, lesson, quiz, question, accreditation)
    drafts: dict[str, Any] = dict(zip(KINDS, every, strict=True))
    for draft in drafts.values():
        draft.save()
        if isinstance(draft, RevisionMixin):
            draft.save_revision(user=bob, log_action="wagtail.edit")
        ReferenceIndex.create_or_update_for_object(draft)
    return Foreign(drafts)


@pytest.fixture
def strangers(foreign: Foreign, alice: User, roles: Any, sign_in: Any) -> dict[str, Client]:
    """Who has no business with it: another author, a learner, a visitor."""
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    own = make_full_course("own-course", title="Own course")
    own.editors.add(eve)
    return {"author": sign_in(eve), "learner": sign_in(alice), "visitor": Client()}


def views_of(namespace: str) -> set[str]:
    """Return the names of the addresses in a namespace."""
    names = (route.name.rpartition(":") for route in routes())
    return {name for space, _, name in names if space == namespace}


def addresses(kind: str, draft: Any) -> Iterator[str]:
    """Return every address of Wagtail's that names one draft."""
    namespace, latest = f"wagtailsnippets_{kind}", getattr(draft, "latest_revision", None)
    revision = latest.pk if latest else 1
    for view in sorted(views_of(namespace)):
        address = f"{namespace}:{view}"
        if view in OF_ONE:
            yield reverse(address, args=[draft.pk])
        elif view in OF_A_REVISION:
            yield reverse(address, args=[draft.pk, revision])
        elif view in OF_TWO_REVISIONS:
            yield reverse(address, args=[draft.pk, revision, revision])
            yield reverse(address, args=[draft.pk, "earliest", "live"])


def test_every_draft_that_is_somebodys_is_looked_at() -> None:
    models: list[Any] = list(PATHS)

    assert {model._meta.label_lower.replace(".", "_") for model in models} == set(KINDS)


def test_every_address_of_a_draft_is_in_a_list() -> None:
    known = OF_ONE | OF_A_REVISION | OF_TWO_REVISIONS | WITHOUT_A_DRAFT

    for kind in KINDS:
        assert views_of(f"wagtailsnippets_{kind}") <= known, kind
        assert views_of(f"wagtailsnippetchoosers_{kind}") == CHOOSING, kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_of_somebody_else_does_not_exist(
    kind: str, foreign: Foreign, strangers: dict[str, Client]
) -> None:
    draft = foreign.drafts[kind]

    for address in addresses(kind, draft):
        for who, client in strangers.items():
            for answer in (client.get(address), client.post(address)):
                wanted = {404, 405} if who == "author" else {302, 403, 404}
                assert answer.status_code in wanted, (who, address)
                assert MARK not in answer.content.decode(), (who, address)
    assert type(draft)._default_manager.filter(pk=draft.pk).exists()


def lists(kind: str, draft: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the lists and choosers that could name a draft."""
    snippets, choosers = f"wagtailsnippets_{kind}", f"wagtailsnippetchoosers_{kind}"
    for view in ("list", "list_results"):
        yield reverse(f"{snippets}:{view}"), {}
        yield reverse(f"{snippets}:{view}"), {"q": MARK.lower()}
    parents = {"course": draft.pk, "module": draft.pk, "vignette": draft.pk}
    for chosen in ({}, parents, {"module": getattr(draft, "module_id", "")}):
        yield reverse(f"{snippets}:add"), {"kind": "single", **chosen}
    for view in ("choose", "choose_results"):
        yield reverse(f"{choosers}:{view}"), {}
        yield reverse(f"{choosers}:{view}"), {"q": MARK.lower()}
    yield reverse(f"{choosers}:chosen", args=[draft.pk]), {}
    yield reverse(f"{choosers}:chosen_multiple"), {"id": draft.pk}
    app, _, model = kind.partition("_")
    for act in ("delete",):
        yield reverse("wagtail_bulk_action", args=[app, model, act]), {"id": draft.pk}


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_and_no_chooser_names_a_draft_of_somebody_else(
    kind: str, foreign: Foreign, strangers: dict[str, Client]
) -> None:
    for address, query in lists(kind, foreign.drafts[kind]):
        for who, client in strangers.items():
            answer = client.get(address, query)
            body = answer.content.decode()
            assert answer.status_code < 500, (who, address)
            assert MARK not in body, (who, address, query, near(body))


def near(body: str) -> str:
    """Return what stands around the mark."""
    at = body.find(MARK)
    return body[max(at - 150, 0) : at + 80]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_who_else_edits_a_draft_of_somebody_else(
    kind: str, foreign: Foreign, strangers: dict[str, Client]
) -> None:
    app, _, model = kind.partition("_")
    draft = foreign.drafts[kind]
    address = reverse("wagtailadmin_editing_sessions:ping", args=[app, model, draft.pk, 1])

    for client in strangers.values():
        assert client.post(address).status_code in {302, 403, 404}


def test_what_courses_share_does_not_tell_where_others_use_it(
    foreign: Foreign, strangers: dict[str, Client]
) -> None:
    author, course = strangers["author"], foreign.drafts["courses_course"]
    document, image = make_document(), make_image()
    course.cover_image = image
    course.save()
    for row in (course, foreign.drafts["lessons_lesson"], foreign.drafts["quizzes_quiz"]):
        ReferenceIndex.create_or_update_for_object(row)
    shared = [
        reverse("wagtailsnippets_lessons_reference:usage", args=[make_reference().pk]),
        reverse("wagtailsnippets_courses_topic:usage", args=[course.topic_id]),
        reverse("wagtailsnippets_courses_author:usage", args=[course.author_id]),
        reverse("wagtailimages:image_usage", args=[image.pk]),
        reverse("wagtaildocs:document_usage", args=[document.pk]),
    ]

    for address in shared:
        answer = author.get(address)
        assert MARK not in answer.content.decode(), (address, near(answer.content.decode()))


WAGTAILS = ("wagtailadmin", "wagtailimages", "wagtaildocs", "wagtailcore", "wagtailsites")
PEOPLE = ("wagtailusers", "wagtailsnippets:index", "wagtail_bulk", "studio_login", "?")


def test_no_page_of_wagtails_tells_of_others_drafts(
    foreign: Foreign, strangers: dict[str, Client]
) -> None:
    paths = {route.path for route in routes() if route.name.startswith((*WAGTAILS, *PEOPLE))}

    for path in sorted(path for path in paths if path.startswith(("/cms/", "/documents/"))):
        if "logout" in path or "failwhale" in path:
            continue
        for who, client in strangers.items():
            answer = client.get(path, {"q": MARK.lower(), "app_label": "courses"})
            body = b"".join(answer) if answer.streaming else answer.content
            words = body.decode(errors="replace")
            assert answer.status_code < 500, (who, path)
            assert MARK not in words, (who, path, near(words))


def test_a_form_that_is_shown_again_tells_nothing_of_a_strangers_draft(
    foreign: Foreign, strangers: dict[str, Client]
) -> None:
    author, module = strangers["author"], foreign.drafts["courses_module"]
    own = Course.objects.get(slug="own-course").modules.get(key="the-quiz").quizzes.get()
    theirs = foreign.drafts["quizzes_question"]
    asks = nested_form_data({"entries": streamfield([("question", str(theirs.pk))])})
    forms = {
        reverse("wagtailsnippets_lessons_lesson:add"): {"module": module.pk},
        reverse("wagtailsnippets_quizzes_quiz:add"): {"module": module.pk},
        reverse("wagtailsnippets_courses_module:add"): {"course": module.course_id},
        reverse("wagtailsnippets_quizzes_question:add"): {"course": module.course_id},
        reverse("wagtailsnippets_quizzes_quiz:edit", args=[own.pk]): asks,
    }

    for address, form in forms.items():
        blocks = {f"{name}-count": "0" for name in ("body", "entries", "choices", "references")}
        answer = author.post(address, {**blocks, "kind": "single", **form})
        assert answer.status_code == 200, address
        assert MARK not in answer.content.decode(), (address, near(answer.content.decode()))
