"""Every address in every role; an address that the table does not know fails the suite."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.joining import join_body
from accounts.models import User
from courses.attempts import starting
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Question, QuestionVersion
from payments.documents.issuing import issue_invoice
from tests.bodies import make_body
from tests.factories import make_bundle, make_full_course, make_product, make_user, publish_course
from tests.house.routes import routes
from tests.payments.factories import make_order
from tests.study import finish

# Groups of addresses that belong to libraries; their tests stand below.
LIBRARIES = ("account_", "mfa_", "usersessions_", "wagtail", "lists_", "studio_login", "?")


OPEN = {"/cms/sprite/", "/cms/jsi18n/"}  # icons and words of Wagtail's own


@dataclass(frozen=True, slots=True)
class Row:
    """An address and what visitor, Alice (enrolled), Carol, author, reviewer and admin get."""

    name: str
    statuses: tuple[int, int, int, int, int, int]
    method: str = "get"
    args: tuple[str, ...] = ()


PUBLIC = (200,) * 6
SIGNED_IN = (302, 200, 200, 200, 200, 200)
ENROLLED = (302, 200, 404, 404, 404, 404)
ENROLLED_ACT = (302, 302, 404, 404, 404, 404)
STUDIO = (302, 302, 302, 200, 200, 200)
STAFF_ONLY = (302, 302, 302, 302, 302, 200)
NOBODYS = "00000000-0000-4000-8000-000000000000"
ADMIN = (302, 302, 302, 302, 302, 200)
ADMIN_ACT = (302, 302, 302, 302, 302, 302)
SLUG, LESSON, QUIZ = "vagus-nerve", "lesson-1", "final-quiz"

TABLE = [
    Row("livez", PUBLIC),
    Row("readyz", PUBLIC),
    Row("evidence", PUBLIC),
    Row("sitemap", PUBLIC),
    Row("robots", PUBLIC),
    Row("security", PUBLIC),
    Row("feed", PUBLIC),
    Row("image", (404,) * 6, args=("images/none.webp",)),
    Row("storefront:catalogue", PUBLIC),
    Row("storefront:styles", (302, 403, 403, 200, 200, 200)),
    Row("storefront:course", PUBLIC, args=(SLUG,)),
    Row("storefront:preview", PUBLIC, args=(SLUG, LESSON)),
    Row("storefront:preview_file", (404,) * 6, args=(SLUG, LESSON, "1", "file")),
    Row("storefront:bundle", PUBLIC, args=("both",)),
    Row("payments:checkout", PUBLIC),
    Row("payments:code", (302,) * 6, "post"),
    Row("payments:terms", PUBLIC),
    Row("payments:refunds", PUBLIC),
    Row("payments:add", (302,) * 6, "post", ("PRODUCT",)),
    Row("payments:remove", (302,) * 6, "post", ("PRODUCT",)),
    Row("payments:orders", SIGNED_IN),
    Row("payments:order", ENROLLED, args=("ORDER",)),
    Row("payments:refund_request", ENROLLED, args=("ORDER",)),
    Row("payments:document", (302, 200, 404, 404, 404, 200), args=("DOCUMENT",)),
    Row("payments:pay", ENROLLED_ACT, "post", ("ORDER",)),
    Row("payments:cancel", ENROLLED_ACT, "post", ("ORDER",)),
    Row("payments:status", ENROLLED, args=("ORDER",)),
    Row("payments:return", (302, 404, 404, 404, 404, 404)),
    Row("payments:stripe_webhook", (400,) * 6, "post"),
    Row("payments:enrol", SIGNED_IN, args=(SLUG,)),
    Row("certificates:about_api", PUBLIC),
    Row("certificate_api:openapi-json", PUBLIC),
    Row("certificate_api:api-root", (404,) * 6),
    Row("certificate_api:check", (404,) * 6, args=("0000-0000-0000",)),
    Row("certificate_api:check_a_file", (422,) * 6, "post"),
    Row("certificate_api:confirm_name", (400,) * 6, "post", ("0000-0000-0000",)),
    Row("certificates:verify", PUBLIC),
    Row("certificates:verified", PUBLIC, args=("TOKEN",)),
    Row("certificates:did", PUBLIC),
    Row("certificates:offline", PUBLIC),
    Row("certificates:root", PUBLIC),
    Row("certificates:revocations", PUBLIC),
    Row("certificates:badge", PUBLIC, args=("COURSE", "1")),
    Row("certificates:status_list", PUBLIC, args=("revocation", "0")),
    Row("certificates:credential", PUBLIC, args=("TOKEN",)),
    Row("certificates:wallet", PUBLIC, args=("TOKEN",)),
    Row("certificates:baked_badge", PUBLIC, args=("TOKEN",)),
    Row("certificates:certificates", SIGNED_IN),
    Row("certificates:correction", SIGNED_IN),
    Row("certificates:withdraw_correction", (302, 404, 404, 404, 404, 404), "post"),
    Row("certificates:ask_archive", (302,) * 6, "post"),
    Row("certificates:archive", (302, 404, 404, 404, 404, 404), args=(NOBODYS,)),
    Row("certificates:archive_status", (302, 404, 404, 404, 404, 404), args=(NOBODYS,)),
    Row("certificates:archive_file", (302, 404, 404, 404, 404, 404), args=(NOBODYS,)),
    Row("certificates:bodies", (302, 200, 404, 404, 404, 404), args=("CERTIFICATE",)),
    Row("certificates:transcript", (302, 200, 404, 404, 404, 404)),
    Row("certificates:pdf_page", (302, 200, 404, 404, 404, 404), args=("CERTIFICATE",)),
    Row("certificates:certificate", ENROLLED, args=("CERTIFICATE",)),
    Row("certificates:pdf", ENROLLED, args=("CERTIFICATE",)),
    Row("accounts:profile", SIGNED_IN),
    Row("accounts:add_membership", SIGNED_IN),
    Row("accounts:membership", ENROLLED, args=("BODY",)),
    Row("accounts:remove_membership", ENROLLED_ACT, "post", ("BODY",)),
    Row("accounts:set_country", (302,) * 6, "post"),
    Row("classroom:dashboard", SIGNED_IN),
    Row("classroom:course", ENROLLED, args=(SLUG,)),
    Row("classroom:edition", ENROLLED_ACT, "post", (SLUG,)),
    Row("classroom:evaluation", ENROLLED, args=(SLUG,)),
    Row("classroom:retake", ENROLLED_ACT, "post", (SLUG,)),
    Row("classroom:lesson", ENROLLED, args=(SLUG, LESSON)),
    Row("classroom:complete", ENROLLED_ACT, "post", (SLUG, LESSON)),
    Row("classroom:seen", (302, 204, 404, 404, 404, 404), "post", (SLUG, LESSON)),
    Row("classroom:file", (302, 404, 404, 404, 404, 404), args=(SLUG, LESSON, "1", "file")),
    Row("classroom:quiz", ENROLLED, args=(SLUG, QUIZ)),
    Row("classroom:start", ENROLLED_ACT, "post", (SLUG, QUIZ)),
    Row("classroom:question", ENROLLED, args=("ATTEMPT",)),
    Row("classroom:answer", (302, 302, 404, 404, 404, 404), "post", ("ATTEMPT",)),
    Row("classroom:check", ENROLLED, args=("ATTEMPT",)),
    Row("classroom:submit", ENROLLED_ACT, "post", ("ATTEMPT",)),
    Row("classroom:result", ENROLLED_ACT, args=("ATTEMPT",)),
    Row("outbox:mail", PUBLIC),
    Row("outbox:message", (404,) * 6, args=("00000000-0000-4000-8000-000000000000",)),
    Row("studio:contents", STUDIO, args=("COURSE",)),
    Row("studio:readiness", STUDIO, args=("COURSE",)),
    Row("studio:check_links", (302,) * 6, "post", ("COURSE",)),
    Row("studio:export", STUDIO, args=("COURSE",)),
    Row("studio:copy", STUDIO, args=("COURSE",)),
    Row("studio:take", STUDIO),
    Row("studio:retire", (302, 302, 302, 302, 302, 302), "post", ("COURSE",)),
    Row("studio:retire_part", (302, 302, 302, 404, 404, 404), "post", ("lesson", "0")),
    Row("studio:add_part", (302, 302, 302, 302, 302, 302), "post", ("COURSE",)),
    Row("studio:rename", (302, 302, 302, 404, 404, 404), "post", ("lesson", "0")),
    Row("studio:shift", (302, 302, 302, 404, 404, 404), "post", ("lesson", "0")),
    Row("studio:place", (302, 302, 302, 404, 404, 404), "post", ("lesson", "0")),
    Row("studio:duplicate", (302, 302, 302, 404, 404, 404), "post", ("lesson", "0")),
    Row("studio:evidence", (302, 302, 302, 404, 404, 404), args=("0",)),
    Row("studio:products", ADMIN),
    Row("studio:add_bundle", ADMIN),
    Row("studio:add_course_product", ADMIN_ACT, "post", ("COURSE",)),
    Row("studio:product", ADMIN, args=("PRODUCT_KEY",)),
    Row("studio:price", ADMIN_ACT, "post", ("PRODUCT_KEY",)),
    Row("review:publishing", STUDIO, args=("COURSE",)),
    Row("review:submit", (302, 302, 302, 422, 422, 422), "post", ("COURSE",)),
    Row("review:publish", (302, 302, 302, 302, 422, 422), "post", ("COURSE",)),
    Row("review:publish_unreviewed", (302, 302, 302, 302, 302, 422), "post", ("COURSE",)),
    *(
        Row(f"review:{name}", (302, 302, 302, 404, 404, 404), "post", ("0",))
        for name in ("withdraw", "give_back", "approve", "cancel_plan")
    ),
    Row("review:read", STUDIO, args=("COURSE",)),
    Row("review:read_part", STUDIO, args=("COURSE", "quiz", "QUIZ_KEY")),
    Row("review:say", (302, 302, 302, 422, 422, 422), "post", ("COURSE",)),
    Row("review:comment", (302, 302, 302, 404, 404, 404), args=("0",)),
    *(
        Row(f"review:{name}", (302, 302, 302, 404, 404, 404), "post", ("0",))
        for name in ("reply", "resolve", "reopen")
    ),
    Row("review:editions", STUDIO, args=("COURSE",)),
    Row("review:comparison", (302, 302, 302, 404, 404, 404), args=("COURSE",)),
    Row("review:edition", STUDIO, args=("EDITION",)),
    Row("review:edition_item", STUDIO, args=("EDITION", LESSON)),
    Row("review:roll_back", (302, 302, 302, 302, 200, 200), args=("EDITION",)),
    Row("assessment:analysis", STUDIO, args=("QUIZ_KEY",)),
    Row("assessment:question", STUDIO, args=("QUIZ_KEY", "VERSION")),
    Row("assessment:correct", (302, 302, 302, 302, 200, 200), args=("QUIZ_KEY", "VERSION")),
    Row("assessment:corrections", STUDIO, args=("QUIZ_KEY",)),
    Row("assessment:give_allowance", ADMIN),
    Row("assessment:allowance", (302, 302, 302, 302, 302, 404), args=("0",)),
    Row("assessment:end_allowance", (302, 302, 302, 302, 302, 404), "post", ("0",)),
    Row("assessment:evaluation", STUDIO, args=("COURSE",)),
    Row("reports:index", STUDIO),
    Row("reports:report", STUDIO, args=("enrolments",)),
    Row("reports:report", STUDIO, args=("completion",)),
    Row("reports:report", STUDIO, args=("time-to-complete",)),
    Row("reports:report", STUDIO, args=("quizzes",)),
    Row("reports:report", STUDIO, args=("evaluations",)),
    Row("reports:report", STUDIO, args=("certificates",)),
    Row("reports:course", STUDIO, args=("COURSE",)),
    Row("question_files:import", STUDIO, args=("COURSE",)),
    Row("question_files:export", STUDIO, args=("COURSE",)),
    Row("question_files:import_shared", (302, 302, 302, 404, 200, 200)),
    Row("question_files:export_shared", (302, 302, 302, 404, 200, 200)),
    Row("question_files:template", STUDIO, args=("csv",)),
    Row("question_files:preview", (302, 302, 302, 404, 404, 404), args=(NOBODYS,)),
    Row("question_files:choose", (302, 302, 302, 404, 404, 404), "post", (NOBODYS,)),
    Row("sandbox:api", (401,) * 6, args=("customers",)),
    Row("sandbox:pay", (404,) * 6, args=("cs_test_none",)),
    Row("sandbox:authenticate", (404,) * 6, args=("pi_none",)),
    Row("sandbox_control", (302, 302, 302, 302, 302, 200)),
    Row("sandbox_act", (302, 302, 302, 302, 302, 404), "post"),
    Row("sales:review", STAFF_ONLY),
    Row("sales:revenue", STAFF_ONLY),
    Row("sales:replay", (302, 302, 302, 302, 302, 404), "post", ("evt_none",)),
    Row("sales:order", (302, 302, 302, 302, 302, 404), args=(NOBODYS,)),
    *(
        Row(f"sales:{name}", (302, 302, 302, 302, 302, 404), "post", (NOBODYS,))
        for name in ("sync", "resend", "resolve", "cancel", "mark_paid", "refund")
    ),
    *(
        Row(f"sales:{name}", (302, 302, 302, 302, 302, 404), "post", (NOBODYS, NOBODYS))
        for name in ("access", "assign", "approve", "mend")
    ),
    *(
        Row(f"sales:{name}", (302, 302, 302, 302, 302, 404), "post", (NOBODYS, "1"))
        for name in ("return_extra", "decline_request")
    ),
    Row("records:archives", ADMIN),
    Row("records:certificate", ADMIN, args=("CERTIFICATE",)),
    Row("records:revoke", (302, 302, 302, 302, 302, 422), "post", ("CERTIFICATE",)),
    Row("records:pdf", ADMIN, args=("CERTIFICATE",)),
    Row("records:correction", (302, 302, 302, 302, 302, 404), args=(NOBODYS,)),
    Row("support:search", ADMIN),
    Row("support:stop", ADMIN_ACT, "post"),
    Row("support:bulk", ADMIN),
    Row("support:learner", ADMIN, args=("LEARNER",)),
    Row("support:look_before_merge", ADMIN, args=("LEARNER",)),
    *(
        Row(f"support:{name}", (302, 302, 302, 302, 302, 422), "post", ("LEARNER",))
        for name in ("grant", "name")
    ),
    Row("support:impersonate", ADMIN_ACT, "post", ("LEARNER",)),
    Row("support:merge", (302, 302, 302, 302, 302, 404), "post", ("LEARNER", NOBODYS)),
    *(
        Row(f"support:{name}", (302, 302, 302, 302, 302, 404), "post", ("LEARNER", NOBODYS))
        for name in ("resend_mail", "resend_certificate", "resend_receipt")
    ),
    *(
        Row(f"support:{name}", (302, 302, 302, 302, 302, 404), "post", ("LEARNER", NOBODYS))
        for name in ("extend", "withdraw", "give_back")
    ),
    Row("support:bulk_preview", (302, 302, 302, 302, 302, 404), args=(NOBODYS,)),
    Row("support:bulk_confirm", (302, 302, 302, 302, 302, 404), "post", (NOBODYS,)),
    Row("support:bulk_outcome", (302, 302, 302, 302, 302, 404), args=(NOBODYS,)),
    Row("outbox_jobs", (302, 302, 302, 302, 302, 200)),
    Row(
        "outbox_retry",
        (302, 302, 302, 302, 302, 404),
        "post",
        ("00000000-0000-4000-8000-000000000000",),
    ),
]


@pytest.fixture
def people(alice: User, carol: User, bob: User, dan: User, sign_in: Any) -> list[Client]:
    """The columns of the table."""
    admin = make_user("kim@example.org", is_staff=True, is_superuser=True)
    return [Client(), *(sign_in(user) for user in (alice, carol, bob, dan, admin))]


@pytest.fixture
def names(enrolment: Enrolment) -> dict[str, str]:
    """What stands for the capital words of the table."""
    finish(enrolment)
    certificate = Certificate.objects.get()
    item = enrolment.edition.items.get(key=QUIZ)
    attempt = starting.start(enrolment, item)
    make_product(enrolment.course, is_free=True)
    second = publish_course(make_full_course("second"))
    make_product(second.course, aud=4900, gbp=2500)
    both = make_bundle([enrolment.course, second.course], aud=5900, gbp=2900)
    order = make_order(enrolment.learner)
    body = make_body("amt")
    join_body(enrolment.learner, body, number="1")
    return {
        "BODY": body.slug,
        "LEARNER": str(enrolment.learner.public_id),
        "ORDER": str(order.public_id),
        "DOCUMENT": issue_invoice(order, at=order.placed_at).number,
        "PRODUCT": str(both.public_id),
        "PRODUCT_KEY": str(both.pk),
        "TOKEN": credential_of(certificate).certificate.token,
        "CERTIFICATE": str(certificate.public_id),
        "ATTEMPT": str(attempt.public_id),
        "COURSE": str(enrolment.course_id),
        "EDITION": str(enrolment.edition_id),
        "QUIZ_KEY": str(attempt.quiz_id),
        "VERSION": str(QuestionVersion.objects.filter(responses__isnull=False)[:1].get().pk),
    }


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_everybody_gets_what_the_table_says(
    row: Row, people: list[Client], names: dict[str, str]
) -> None:
    address = reverse(row.name, args=[names.get(arg, arg) for arg in row.args])

    got = tuple(getattr(client, row.method)(address).status_code for client in people)

    assert got == row.statuses


def test_support_gets_at_its_desk_what_an_admin_gets(
    roles: Any, sign_in: Any, names: dict[str, str]
) -> None:
    jo = make_user("jo@example.org", is_staff=True)
    jo.groups.add(roles["Support"])
    client = sign_in(jo)

    for row in (row for row in TABLE if row.name.startswith("support:")):
        address = reverse(row.name, args=[names.get(arg, arg) for arg in row.args])
        assert getattr(client, row.method)(address).status_code == row.statuses[-1], row.name


def test_the_table_knows_every_address_of_ours() -> None:
    known = {row.name for row in TABLE}

    ours = {route.name for route in routes() if not route.name.startswith(LIBRARIES)}
    assert ours == known


def test_the_studio_opens_to_no_visitor_and_no_learner(alice: User, sign_in: Any) -> None:
    paths = {route.path for route in routes() if route.path.startswith("/cms/")}
    learner = sign_in(alice)

    assert len(paths) > 200
    for path in sorted(paths - OPEN):
        assert Client().get(path).status_code in {302, 404}, path
        assert learner.get(path).status_code in {302, 403, 404}, path
        assert learner.post(path).status_code in {302, 403, 404, 405}, path


@pytest.mark.parametrize("kind", ["course", "module", "lesson", "quiz", "question"])
def test_another_authors_draft_does_not_exist(
    kind: str, course: Any, roles: Any, sign_in: Any
) -> None:
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    module = course.modules.get(key="the-quiz")
    quiz = module.quizzes.get()
    drafts = {
        "course": course,
        "module": module,
        "lesson": course.modules.get(key="the-ground").lessons.first(),
        "quiz": quiz,
        "question": Question.objects.first(),
    }
    draft = drafts[kind]
    namespace = f"wagtailsnippets_{draft._meta.app_label}_{draft._meta.model_name}"
    client = sign_in(eve)

    views = {route.name for route in routes() if route.name.startswith(f"{namespace}:")}
    for view in ("edit", "copy", "history", "preview_on_edit", "lock", "usage", "delete"):
        if f"{namespace}:{view}" not in views:
            continue
        address = reverse(f"{namespace}:{view}", args=[draft.pk])
        assert client.get(address).status_code in {404, 405}, view
        assert client.post(address).status_code == 404, view
    assert draft.__class__.objects.filter(pk=draft.pk).exists()
