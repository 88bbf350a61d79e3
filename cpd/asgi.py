"""The ASGI application, for hosts that want one; the default server is WSGI (decision 6)."""

import os

from django.core.asgi import get_asgi_application

from cpd.checks import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpd.settings")

application = get_asgi_application()
refuse_to_start()
