"""The forms of an order's page: what is wrong is named, led to, and comes back as it was typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cpd.outbox.models import Mail
from payments.models import Order
from tests.payments.factories import make_refund


def post(client: Client, order: Order, name: str, /, *args: Any, **data: str) -> Any:
    return client.post(reverse(f"sales:{name}", args=[order.public_id, *args]), data)


def shown(client: Client, order: Order) -> str:
    return client.get(reverse("sales:order", args=[order.public_id])).content.decode()


def test_a_refund_without_a_note_names_the_note_and_leads_to_it(
    order: Order, support: Client
) -> None:
    line = order.lines.get(position=1)
    typed = {f"line_{line.pk}": "99.00", "reason": "goodwill", "method": "original"}

    answer = post(support, order, "refund", **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#failed-note">Note: Say why: the note is kept with the refund.</a>' in page
    assert 'id="failed-note"' in page
    assert 'value="99.00"' in page
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_required_fields_are_marked_and_others_are_not(order: Order, support: Client) -> None:
    page = shown(support, order)
    line = order.lines.get(position=1)

    mark = '<span class="w-required-mark">*</span>'
    for label in ("Note", "How"):
        assert f"{label}{mark}</label>" in page
    assert f"{line.title}</label>" in page
    assert page.count(f"Reason{mark}</label>") == 5  # of two lines, of two acts, of the refund


def test_an_act_that_is_refused_comes_back_open_with_its_reason(
    order: Order, support: Client
) -> None:
    Mail.objects.all().delete()

    answer = post(support, order, "resend", reason="The line broke at 10.")

    page = answer.content.decode()
    assert (answer.status_code, page.count("The line broke at 10.")) == (422, 1)
    assert page.count('<details class="desk-opens" open>') == 1
    assert "<li>No document has been sent for this order yet.</li>" in page


def test_an_act_without_a_reason_leads_to_the_reason(order: Order, support: Client) -> None:
    line = order.lines.get(position=1)

    page = post(support, order, "access", line.public_id, reason=" ").content.decode()

    assert '<a href="#failed-reason">Reason: Say why: the reason is kept with' in page
    assert page.count('id="failed-reason"') == 1
    assert page.count('<details class="desk-opens" open>') == 1


def test_what_takes_access_looks_other_than_what_harms_nothing(
    order: Order, support: Client
) -> None:
    page = shown(support, order)

    assert '<summary class="button button-small no">Take away</summary>' in page
    assert '<summary class="button button-small button-secondary">Look at Stripe now</s' in page


def test_amounts_of_a_refund_made_at_stripe_come_back_in_its_own_form(
    order: Order, finance: Client
) -> None:
    refund = make_refund(order, origin="external")
    refund.lines.all().delete()
    line = order.lines.get(position=1)

    answer = post(
        finance,
        order,
        "assign",
        refund.public_id,
        **{f"line_{line.pk}": "seven", "reason": "unknown", "method": "original"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('value="seven"') == 1
    assert f"{line.title}: Write an amount such as 49.00." in page
    assert page.index('value="seven"') < page.index('id="refund-note"')


@pytest.mark.parametrize("name", ["sync", "mark_paid"])
def test_ids_stay_unique(order: Order, finance: Client, name: str) -> None:
    page = post(finance, order, name, reason="").content.decode()

    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))
