"""The worker thread of the demo: the same loop as `manage.py work`, inside the web process."""

import logging
import threading

from django.db import close_old_connections

from cpd.outbox.working import work_all

logger = logging.getLogger(__name__)
SWEEP_SECONDS = 5.0
_bell = threading.Event()


def wake() -> None:
    """Ring the bell; costs nothing where no thread listens."""
    _bell.set()


def start() -> threading.Thread:
    """Start the thread; it ends with the process."""
    thread = threading.Thread(target=_loop, name="outbox", daemon=True)
    thread.start()
    return thread


def _loop() -> None:
    while True:
        _bell.wait(SWEEP_SECONDS)
        _bell.clear()
        try:
            work_all()
        except Exception:
            logger.exception("The embedded worker stumbled; it goes on at the next sweep.")
        finally:
            close_old_connections()
