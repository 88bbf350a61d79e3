"""The back office: looked at by role, acted on with a reason, nothing edited."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Product
from cpd.audit.models import AuditEntry
from cpd.outbox.mailer import write_mail
from cpd.outbox.models import Job
from payments.asking import keep_request
from payments.jobs import audit
from payments.models import Order, Refund
from tests.factories import make_user
from tests.payments.shop import buy, has_access, newest, tell_all


def act(client: Client, order: Order, name: str, *args: Any, **data: str) -> Any:
    address = reverse(f"sales:{name}", args=[order.public_id, *args])
    return client.post(address, {"reason": "Agreed by phone.", **data}, follow=True)


LISTS = [
    "order",
    "payment",
    "refund",
    "refundrequest",
    "dispute",
    "document",
    "stripeevent",
    "promotioncode",
    "sellerentity",
    "taxrule",
]


@pytest.mark.parametrize("name", LISTS)
def test_an_admin_sees_every_list(name: str, order: Order, admin: Client) -> None:
    assert admin.get(reverse(f"lists_{name}:index")).status_code == 200


@pytest.mark.parametrize("name", ["order", "payment", "document", "refund"])
def test_nobody_adds_edits_or_deletes_money(name: str, order: Order, admin: Client) -> None:
    for page, args in (("add", []), ("edit", ["1"]), ("delete", ["1"])):
        assert admin.get(reverse(f"lists_{name}:{page}", args=args)).status_code in {302, 403, 404}


@pytest.mark.parametrize("what", ["email", "reference", "number", "session", "charge"])
def test_an_order_is_found_by_any_of_its_names(what: str, order: Order, support: Client) -> None:
    payment = newest(order)
    words = {
        "email": "alice@",
        "reference": order.reference,
        "number": order.documents.get().number,
        "session": str(payment.session_id),
        "charge": payment.charge_id,
    }[what]

    page = support.get(reverse("lists_order:index"), {"q": words}).content.decode()
    nothing = support.get(reverse("lists_order:index"), {"q": "nobody@"}).content.decode()

    assert reverse("sales:order", args=[order.public_id]) in page
    assert reverse("sales:order", args=[order.public_id]) not in nothing


def test_an_orders_page_says_which_mail_did_not_go_out(order: Order, support: Client) -> None:
    mail = EmailMessage("Your receipt", "x", to=[order.email])
    kept = write_mail(mail, cause=f"invoice:{order.public_id}")
    address = reverse("sales:order", args=[order.public_id])

    waiting = support.get(address).content.decode()
    Job.objects.filter(payload__mail_id=str(kept.pk)).update(state=Job.State.PARKED)
    failed = support.get(address).content.decode()

    assert "“Your receipt” to alice@example.org: failed" not in waiting
    assert "“Your receipt” to alice@example.org: failed, it did not go out" in failed


def test_the_page_of_an_order_tells_everything(order: Order, support: Client) -> None:
    page = support.get(reverse("sales:order", args=[order.public_id])).content.decode()

    told = ("Attempt 1 begun", "Vagus nerve opened", "TEST-AU-INV-000001", "<td>Order paid</td>")
    for words in ("A$178.00", *told):
        assert words in page


def test_support_refunds_within_the_policy_only(order: Order, support: Client) -> None:
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "99.00", "note": "They asked.", "method": "original"}

    part = act(support, order, "refund", **{**data, f"line_{line.pk}": "9.00"}, reason="goodwill")
    whole = act(support, order, "refund", **data, reason="changed_mind")

    assert part.status_code == 422
    assert whole.status_code == 200
    order.refresh_from_db()
    assert order.state == "partially_refunded"
    assert [refund.amount for refund in order.refunds.all()] == [9900]


def test_pc53_finance_refunds_a_part_and_the_course_stays(
    alice: User, vagus: Product, order: Order, finance: Client
) -> None:
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "10.00", "note": "A kindness.", "method": "original"}

    act(finance, order, "refund", **data, reason="goodwill")

    line.refresh_from_db()
    assert (line.refunded, line.revoked_at) == (1000, None)
    assert has_access(alice, vagus)


def test_a_large_refund_needs_a_second_person(
    order: Order, finance: Client, roles: Any, sign_in: Any, settings: Any
) -> None:
    settings.REFUND_APPROVAL_ABOVE = 5000
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "99.00", "note": "All of it.", "method": "original"}
    act(finance, order, "refund", **data, reason="statutory")
    proposed = order.refunds.get()
    own = act(finance, order, "approve", proposed.public_id)
    second = make_user("second@example.org", is_staff=True)
    second.groups.add(roles["Finance"])

    act(sign_in(second), order, "approve", proposed.public_id)

    assert proposed.state == Refund.State.PROPOSED
    assert "Somebody else has to approve" in own.content.decode()
    proposed.refresh_from_db()
    assert proposed.state == Refund.State.SUCCEEDED
    assert proposed.approved_by == second


def test_access_is_taken_and_given_back_with_a_reason(
    alice: User, vagus: Product, order: Order, support: Client
) -> None:
    line = order.lines.get(position=1)

    act(support, order, "access", line.public_id)
    taken = has_access(alice, vagus)
    act(support, order, "access", line.public_id)

    assert (taken, has_access(alice, vagus)) == (False, True)
    entry = AuditEntry.objects.get(act="access.taken")
    assert (entry.reason, entry.subject) == ("Agreed by phone.", alice)


def test_an_act_without_a_reason_does_nothing(order: Order, support: Client) -> None:
    line = order.lines.get(position=1)

    page = act(support, order, "access", line.public_id, reason=" ")

    assert "Say why" in page.content.decode()
    assert not AuditEntry.objects.filter(act="access.taken").exists()


def test_finance_marks_an_order_paid(alice: User, vagus: Product, finance: Client) -> None:
    order, _ = buy(alice, vagus)
    act(finance, order, "mark_paid")
    open_before = has_access(alice, vagus)
    act(finance, order, "cancel")
    second, _ = buy(alice, vagus)
    second.payments.update(state="failed")

    act(finance, second, "mark_paid")

    second.refresh_from_db()
    assert not open_before
    assert (second.state, has_access(alice, vagus)) == ("paid", True)
    assert second.payments.get(pays_order=True).provider == "manual"


def test_support_does_what_finance_does_not_leave_to_it(order: Order, support: Client) -> None:
    for name in ("mark_paid", "cancel", "resolve"):
        assert act(support, order, name).redirect_chain[-1][0] == reverse("wagtailadmin_home")


def test_the_review_list_shows_and_forgets(order: Order, finance: Client) -> None:
    order.needs_review, order.review_reason = True, "Look at this."
    order.save()
    before = finance.get(reverse("sales:review")).content.decode()

    act(finance, order, "resolve")

    after = finance.get(reverse("sales:review")).content.decode()
    assert "Look at this." in before
    assert "Nothing waits for a person." in after


def test_the_documents_go_out_again(order: Order, support: Client) -> None:
    page = act(support, order, "resend")
    at_once = act(support, order, "resend")

    assert "The documents are sent again." in page.content.decode()
    assert "on their way already" in at_once.content.decode()


def test_a_request_is_granted_when_its_refund_is_approved_and_not_before(
    alice: User, order: Order, finance: Client, roles: Any, sign_in: Any, settings: Any
) -> None:
    settings.REFUND_APPROVAL_ABOVE = 5000
    first, other = order.lines.all()
    asked = keep_request(order, [first], by=alice, message="It is not for me.")
    second = sign_in(make_user("second@example.org", is_staff=True))
    User.objects.get(email="second@example.org").groups.add(roles["Finance"])
    states = []
    for line, amount in ((other, "10.00"), (first, "99.00")):
        data = {f"line_{line.pk}": amount, "note": "Agreed.", "method": "original"}
        act(finance, order, "refund", **data, reason="goodwill")
        asked.refresh_from_db()
        states.append(asked.state)

    act(second, order, "approve", order.refunds.get(state="proposed").public_id)

    asked.refresh_from_db()
    assert (states, asked.state) == (["open", "open"], "granted")


def test_several_small_refunds_need_a_second_person_as_a_large_one(
    order: Order, finance: Client, settings: Any
) -> None:
    settings.REFUND_APPROVAL_ABOVE = 5000
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "30.00", "note": "A part.", "method": "original"}

    for _ in range(2):
        act(finance, order, "refund", **data, reason="goodwill")

    assert sorted(order.refunds.values_list("state", flat=True)) == ["proposed", "succeeded"]


def test_one_form_sent_twice_gives_money_back_once(order: Order, finance: Client) -> None:
    line = order.lines.get(position=1)
    page = finance.get(reverse("sales:order", args=[order.public_id])).content.decode()
    found = re.search(r'name="wish" value="([0-9a-f-]{36})"', page)
    assert found
    data = {f"line_{line.pk}": "5.00", "note": "Late.", "method": "original", "wish": found[1]}

    for _ in range(2):
        answer = act(finance, order, "refund", **data, reason="goodwill")

    assert "A$5.00 is on its way back" in answer.content.decode()
    assert [refund.amount for refund in order.refunds.all()] == [500]


def test_a_form_that_was_refused_can_be_mended_and_sent(order: Order, finance: Client) -> None:
    line = order.lines.get(position=1)
    data = {"note": "Late.", "method": "original", "wish": str(uuid4()), "reason": "goodwill"}
    refused = act(finance, order, "refund", **data, **{f"line_{line.pk}": "999.00"})

    page = refused.content.decode()
    found = re.search(r'name="wish" value="([0-9a-f-]{36})"', page)
    assert found
    data["wish"] = found[1]
    act(finance, order, "refund", **data, **{f"line_{line.pk}": "9.00"})

    assert "more than is left" in page
    assert [refund.amount for refund in order.refunds.all()] == [900]


def test_a_form_sent_twice_tells_of_a_refund_that_failed(order: Order, finance: Client) -> None:
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "5.00", "note": "Late.", "method": "original", "wish": str(uuid4())}
    act(finance, order, "refund", **data, reason="goodwill")
    order.refunds.update(state="failed")

    page = act(finance, order, "refund", **data, reason="goodwill").content.decode()

    assert "Nothing came of this refund" in page
    assert "is on its way back" not in page


def test_support_gives_no_money_beside_the_course(order: Order, support: Client) -> None:
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "99.00", "note": "They asked.", "method": "original"}

    for more in ({"keep_course": "on"}, {"wait": "on"}):
        response = act(support, order, "refund", **data, **more, reason="changed_mind")
        assert response.status_code == 422

    assert not Refund.objects.exists()


def test_what_was_sent_is_not_declined_any_more(
    order: Order, finance: Client, roles: Any, sign_in: Any, settings: Any
) -> None:
    settings.REFUND_APPROVAL_ABOVE = 5000
    line = order.lines.get(position=1)
    data = {f"line_{line.pk}": "99.00", "note": "All of it.", "method": "original"}
    act(finance, order, "refund", **data, reason="statutory")
    proposed = order.refunds.get()
    second = make_user("second@example.org", is_staff=True)
    second.groups.add(roles["Finance"])
    act(sign_in(second), order, "approve", proposed.public_id)

    page = act(finance, order, "approve", proposed.public_id, decline="1")

    assert "waits for nobody any more" in page.content.decode()
    assert not AuditEntry.objects.filter(act="refund.declined").exists()


def test_looking_and_replaying_leave_their_entries(order: Order, finance: Client) -> None:
    tell_all()
    event = order.events.first()
    assert event is not None

    act(finance, order, "sync")
    finance.post(reverse("sales:replay", args=[event.event_id]))

    acts = AuditEntry.objects.filter(actor__email="finance@example.org")
    assert [(entry.act, entry.thing) for entry in acts.order_by("pk")] == [
        ("order.synced", str(order.public_id)),
        ("event.replayed", event.event_id),
    ]


def test_a_refund_of_extra_money_is_for_no_line(order: Order, finance: Client) -> None:
    line = order.lines.get(position=1)
    extra = order.payments.create(
        provider="stripe",
        attempt=9,
        state="succeeded",
        succeeded_at=order.paid_at,
        amount=9900,
        currency="AUD",
    )
    kept = order.refunds.create(
        payment=extra, amount=9900, currency="AUD", reason="duplicate", origin="staff"
    )
    data = {f"line_{line.pk}": "99.00", "note": "Twice.", "method": "original"}

    act(finance, order, "assign", kept.public_id, **data, reason="duplicate")

    assert not kept.lines.exists()


def test_the_review_list_shows_what_the_last_audit_found(order: Order, support: Client) -> None:
    audit()
    clean = support.get(reverse("sales:review")).content.decode()
    order.lines.update(tax=1)
    audit()

    page = support.get(reverse("sales:review")).content.decode()

    assert "0 findings." in clean
    assert "1 finding." in page
    assert reverse("sales:order", args=[order.public_id]) in page
