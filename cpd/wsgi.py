"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from cpd.checks import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpd.settings")

application = get_wsgi_application()
refuse_to_start()
