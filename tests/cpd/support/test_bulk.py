"""Many are enrolled from a table: looked at first, row by row, once."""

import csv
import io
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.editions.models import Edition
from courses.enrolment.enrolling import withdraw
from courses.enrolment.models import Enrolment, Grant
from cpd.outbox.models import Mail
from cpd.outbox.working import work_all
from cpd.support.bulk import enrolling
from cpd.support.models import BulkEnrolment
from tests.factories import enrol_free, make_user

UPLOAD = "/cms/support/bulk/"
HEAD = "email,course,name,access_until\n"
NEW = "new@example.org,vagus-nerve,Zoë Ångström,2099-06-30\n"


def look(desk: Client, rows: str, *, head: str = HEAD) -> BulkEnrolment:
    desk.post(UPLOAD, {"pasted": head + rows, "reason": "The clinic asked."})
    return BulkEnrolment.objects.latest("pk")


def confirm(desk: Client, table: BulkEnrolment, **values: str) -> str:
    address = reverse("support:bulk_confirm", args=[table.public_id])
    page = desk.post(address, values, follow=True).content.decode()
    work_all()
    table.refresh_from_db()
    return page


def faults(table: BulkEnrolment) -> list[str]:
    return [row["fault"] for row in table.rows]


def test_good_rows_are_enrolled_and_new_people_get_an_account(
    desk: Client, alice: User, edition: Edition
) -> None:
    table = look(desk, f"ALICE@example.org,Vagus-Nerve,,\n{NEW}")
    nothing_yet = Grant.objects.count()

    confirm(desk, table)

    made = User.objects.get(email="new@example.org")
    assert nothing_yet == 0
    assert {row.learner for row in Enrolment.objects.active()} == {alice, made}
    assert (made.certificate_name, made.has_usable_password()) == ("Zoë Ångström", False)
    assert Grant.objects.get(enrolment__learner=made).ends_at is not None
    assert [row["outcome"] for row in table.rows] == ["enrolled", "enrolled, with a new account"]
    assert Mail.objects.filter(subject__startswith="You are enrolled").count() == 2


def test_two_clicks_enrol_once(desk: Client, edition: Edition) -> None:
    table = look(desk, NEW)
    address = reverse("support:bulk_confirm", args=[table.public_id])
    pages = [desk.post(address, follow=True).content.decode() for _ in range(2)]
    work_all()

    assert "was confirmed before" in pages[1]
    assert Grant.objects.count() == 1
    assert Mail.objects.count() == 1


def test_a_long_table_goes_in_batches(
    desk: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enrolling, "BATCH", 2)
    rows = "".join(f"new{number}@example.org,vagus-nerve,,\n" for number in range(5))

    table = look(desk, rows)
    confirm(desk, table)

    assert (table.state, Grant.objects.count()) == ("done", 5)


def test_each_faulty_row_says_why(
    desk: Client, jo: User, alice: User, carol: User, edition: Edition
) -> None:
    enrol_free(alice, edition.course)
    withdraw(enrol_free(carol, edition.course), by=jo, reason="x")
    closed = make_user("closed@example.org", is_active=False)
    rows = [
        f"{alice.email},vagus-nerve,,",
        f"{carol.email},vagus-nerve,,",
        f"{closed.email},vagus-nerve,,",
        f"{jo.email},vagus-nerve,,",
        "nobody,vagus-nerve,,",
        "a@example.org,no-such-course,,",
        "a@example.org,vagus-nerve,,30/6/2099",
        "a@example.org,vagus-nerve,,2020-01-01",
        "a@example.org,vagus-nerve,...,",
        '"=HYPERLINK(""http://x"")",vagus-nerve,,',
        "a@example.org,vagus-nerve,@SUM(A1),",
        "\u0430@example.org,vagus-nerve,,",
        "b@example.org,vagus-nerve,,",
        "B@example.org,vagus-nerve,,",
        "c@example.org",
        f"{'d' * 250}@example.org,vagus-nerve,,",
    ]

    table = look(desk, "\n".join(rows))

    told = (
        "Has access already",
        "Staff took this access away",
        "account is closed",
        "belongs to staff",
        "no e-mail address",
        "No published course",
        "Write the last day",
        "is over",
        "at least one letter",
        "like a formula",
        "like a formula",
        "no e-mail address",
        "",
        "The same as row 14",
        "No published course",
        "cannot be used",
    )
    for fault, words in zip(faults(table), told, strict=True):
        assert words in fault if words else not fault, (fault, words)


def test_faulty_rows_block_the_good_ones_only_where_asked(desk: Client, edition: Edition) -> None:
    table = look(desk, f"nobody,vagus-nerve,,\n{NEW}")

    refused = confirm(desk, table, whole="on")
    before = Grant.objects.count()
    confirm(desk, table)

    assert "Nobody was enrolled" in refused
    assert (before, Grant.objects.count()) == (0, 1)


def test_what_changed_since_the_look_stops_one_row(
    desk: Client, alice: User, edition: Edition
) -> None:
    table = look(desk, f"{alice.email},vagus-nerve,,\n{NEW}")
    enrol_free(alice, edition.course)

    confirm(desk, table)

    first, second = (row["outcome"] for row in table.rows)
    assert "has access to this course already" in first
    assert second.startswith("enrolled")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_are_read_in_the_usual_encodings(
    desk: Client, edition: Edition, encoding: str, delimiter: str
) -> None:
    text = (HEAD + NEW).replace(",", delimiter).replace("\n", "\r\n")
    file = SimpleUploadedFile("people.csv", text.encode(encoding))

    desk.post(UPLOAD, {"file": file, "reason": "x"})

    assert [row["name"] for row in BulkEnrolment.objects.get().rows] == ["Zoë Ångström"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04workbook", "save the table as CSV"),
        (b"email,name\na@example.org,x\n", "one is called “course”"),
        (b"email,email,course\n", "one is called “email”"),
        (b"email,course\n", "has headings and no row"),
        (b"\xff\xfe\x00\x00\x00", "not text"),
        (b'email,course\n"a@example.org,x', "cannot be read"),
        (b"\n\n", "is empty"),
        (b"email,course\n" + b"a@example.org,x\n" * 5001, "more than 5000 rows"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    desk: Client, edition: Edition, content: bytes, told: str
) -> None:
    answer = desk.post(UPLOAD, {"file": SimpleUploadedFile("x.csv", content), "reason": "x"})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not BulkEnrolment.objects.exists()


@pytest.mark.parametrize(
    "values", [{}, {"reason": "x"}, {"pasted": HEAD + NEW}, {"pasted": "\x00", "reason": "x"}]
)
def test_a_form_that_is_not_whole_keeps_what_was_typed(
    desk: Client, edition: Edition, values: dict[str, str]
) -> None:
    answer = desk.post(UPLOAD, values)

    assert answer.status_code == 422
    if "Zoë" in values.get("pasted", ""):
        assert "Zoë Ångström" in answer.content.decode()


def test_the_outcome_is_a_table_that_nothing_runs(desk: Client, edition: Edition) -> None:
    table = look(desk, f'"=1+1",vagus-nerve,,\n{NEW}')
    confirm(desk, table)

    answer: Any = desk.get(reverse("support:bulk_outcome", args=[table.public_id]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))

    assert rows[1][1] == "'=1+1"
    assert rows[2][-1] == "enrolled, with a new account"


def test_a_proved_second_address_is_its_owners_and_another_is_not(
    desk: Client, alice: User, edition: Edition
) -> None:
    EmailAddress.objects.create(user=alice, email="old@example.org", verified=True)
    EmailAddress.objects.create(user=alice, email="claimed@example.org", verified=False)
    table = look(desk, "old@example.org,vagus-nerve,,\nclaimed@example.org,vagus-nerve,,\n")

    confirm(desk, table)

    owners = {row.learner.email for row in Enrolment.objects.all()}
    assert owners == {"alice@example.org", "claimed@example.org"}


def test_the_preview_filters_and_takes_odd_pages(desk: Client, edition: Edition) -> None:
    table = look(desk, f"nobody,vagus-nerve,<b>x</b>,\n{NEW}")
    address = reverse("support:bulk_preview", args=[table.public_id])

    faulty = desk.get(address, {"show": "faulty", "page": "x"}).content.decode()

    assert "<b>x</b>" not in faulty
    assert "new@example.org" not in faulty
    assert "1 row can be enrolled." in faulty


def test_finance_enrols_nobody(roles: Any, sign_in: Any, desk: Client, edition: Edition) -> None:
    table = look(desk, NEW)
    other = make_user("lee@example.org", is_staff=True)
    other.groups.add(roles["Finance"])

    answer = sign_in(other).post(reverse("support:bulk_confirm", args=[table.public_id]))

    assert answer.status_code == 302
    assert BulkEnrolment.objects.get().state == "looked_at"
