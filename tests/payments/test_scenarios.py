"""Every scenario with its news in every order, once and twice, with and without the return visit:
the end is always the same (invariant 6)."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Product
from payments import reconciling
from payments.auditing import audit_here
from payments.models import Document, Order, Payment
from payments.sandbox import ids
from payments.sandbox.models import SandboxEvent
from payments.settling import settle
from tests.payments.scenarios import SCENARIOS, Scenario, World
from tests.payments.shop import events, has_access, mails, post, work

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALL_UP_TO = 5  # events; of more, random orders
SAMPLE, RANDOM = 4, 200
WAYS = [(1, False), (2, True), (1, True), (2, False)]  # how often, and with the buyer's return


@pytest.fixture
def world(alice: User, vagus: Product, back: Product) -> Iterator[World]:
    """A buyer and a clock that stands still."""
    ids.seed(1)
    with time_machine.travel(START, tick=False) as clock:
        yield World(alice, vagus, back, clock)
    ids.seed(None)


def orders_of(told: Sequence[SandboxEvent], *, most: int) -> Iterator[list[SandboxEvent]]:
    """Yield the news in every order, or in as many random ones."""
    chance = random.Random(7)  # noqa: S311 a test's, and the same each time
    everything = list(permutations(told)) if len(told) <= ALL_UP_TO else []
    if everything and len(everything) <= most:
        yield from (list(order) for order in everything)
        return
    for _ in range(most):
        yield chance.sample(list(told), len(told))


def end_of(world: World) -> dict[str, Any]:
    """Return what must be the same, whatever came in which order."""
    orders = Order.objects.order_by("placed_at", "pk")
    return {
        "orders": [(order.state, order.needs_review) for order in orders],
        "payments": sorted(Payment.objects.values_list("state", flat=True)),
        "access": tuple(has_access(world.buyer, one) for one in (world.vagus, world.back)),
        "documents": sorted(
            number.split("-")[-2] for number in Document.objects.values_list("number", flat=True)
        ),
        "mails": mails(),
    }


def wanted(scenario: Scenario) -> dict[str, Any]:
    """Return what the scenario says."""
    return {
        "orders": scenario.orders,
        "payments": sorted(scenario.payments),
        "access": scenario.access,
        "documents": scenario.documents,
        "mails": sorted(scenario.mails),
    }


def bring(world: World, news: Sequence[SandboxEvent], *, visit_after: int | None) -> None:
    """Bring the news, with the buyer's return somewhere between."""
    browser = Client()
    for number, event in enumerate(news):
        if visit_after == number:
            _visit(world)
        assert post(browser, event) == 200
        work()
    if visit_after is not None and visit_after >= len(news):
        _visit(world)
        work()


def _visit(world: World) -> None:
    for session in world.sessions:
        settle(session)


def run_through(scenario: Scenario, world: World, *, most: int) -> int:
    """Play the scenario, then bring its news in many ways, each from the same start; returns in how
    many."""
    scenario.script(world)
    work()
    news = list(orders_of(events(), most=most))
    runs = max(len(news), len(WAYS))
    for number in range(runs):
        order = news[number % len(news)]
        times, is_visited = WAYS[number % len(WAYS)]
        with transaction.atomic():
            visit_after = number % (len(order) + 1) if is_visited else None
            bring(world, order * times, visit_after=visit_after)
            assert end_of(world) == wanted(scenario), [event.type for event in order]
            assert audit_here() == []
            transaction.set_rollback(True)
    return runs


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_end_is_the_same(scenario: Scenario, world: World) -> None:
    assert run_through(scenario, world, most=SAMPLE) >= 4


@pytest.mark.thorough
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_end_is_the_same_in_every_order(
    scenario: Scenario, world: World, recorder: Any
) -> None:
    recorder.is_off = True

    assert run_through(scenario, world, most=RANDOM) >= 4


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_pc15_nothing_told_and_looking_alone_ends_the_same(
    scenario: Scenario, world: World
) -> None:
    scenario.script(world)
    world.later(minutes=20)

    for _ in range(2):
        reconciling.fetch_missing()
        reconciling.sweep_events()
        reconciling.sync_payments()
        work()

    assert end_of(world) == wanted(scenario)
