"""Events."""

from django.db.models import Q

from payments.sandbox import errors, lists
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxDelivery, SandboxEvent
from payments.sandbox.operations import Call, operation


@operation("GET /v1/events/{id}")
def retrieve(call: Call) -> Body:
    """Show an event."""
    event = SandboxEvent.objects.filter(stripe_id=call.id).first()
    if event is None:
        raise errors.no_such("event", call.id, param="id")
    return event.body


@operation("GET /v1/events", f"{lists.DATED} type types[] delivery_success:boolean")
def every(call: Call) -> Body:
    """List events."""
    events = SandboxEvent.objects.all()
    if "type" in call.params:
        wanted = call.params["type"]
        is_family = wanted.endswith("*")
        name = {"type__startswith": wanted[:-1]} if is_family else {"type": wanted}
        events = events.filter(**name)
    if "types" in call.params:
        events = events.filter(type__in=call.params["types"])
    if "delivery_success" in call.params:
        waiting = SandboxDelivery.objects.exclude(state=SandboxDelivery.State.DELIVERED)
        is_waiting = Q(pk__in=waiting.values("event_id"))
        events = events.filter(~is_waiting if call.params["delivery_success"] else is_waiting)
    return lists.page(events, call, what="event")
