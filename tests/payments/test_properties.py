"""Whatever buyers, staff, banks and the post do, in any order: the invariants hold after every
step, and in the end Stripe's books and ours are the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from accounts.models import User
from courses.catalogue.models import Product
from tests.factories import make_user
from tests.payments.machine import Shop


@pytest.fixture
def shop(
    alice: User, carol: User, vagus: Product, back: Product, bundle: Product, recorder: Any
) -> type[Shop]:
    """The machine, with its people and its shelf."""
    recorder.is_off = True
    Shop.buyers, Shop.products = [alice, carol], [vagus, back, bundle]
    Shop.clerk = make_user("clerk@example.org", is_staff=True)
    return Shop


def run(shop: type[Shop], *, runs: int, steps: int) -> None:
    run_state_machine_as_test(
        shop,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_invariants_hold_after_every_step(shop: type[Shop]) -> None:
    run(shop, runs=8, steps=20)


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(5), ids="part_{}".format)
def test_the_invariants_hold_after_every_step_of_many_runs(shop: type[Shop], part: int) -> None:
    """Five times 100 runs of 30 steps; the name of the machine sets its chances."""
    run(type(f"Shop{part}", (shop,), {}), runs=100, steps=30)
