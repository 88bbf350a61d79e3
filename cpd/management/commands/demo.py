"""`manage.py demo`: migrations, cut assets and idempotent demo content; no server."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command as Collect
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cpd.assets import build_assets
from cpd.demo.content import load_content
from cpd.demo.people import PASSWORD, PEOPLE, make_people
