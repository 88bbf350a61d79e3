"""`manage.py payments_replay EVENT`: handle an event of the inbox anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payments.inbox import replay
from payments.models import StripeEvent


class Command(BaseCommand):
    help = "Handle one event of the inbox anew, whatever became of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("event", help="the event's id (evt_…)")

    def handle(self, *args: Any, **options: Any) -> None:
        event = StripeEvent.objects.filter(event_id=options["event"]).first()
        if event is None:
            raise CommandError(f"{options['event']} is not in the inbox.")
        replay(event)
        self.stdout.write(f"{event.event_id}: {event.state} {event.last_error}".rstrip())
