"""Jobs of question files."""

from datetime import timedelta

from courses.interchange.bank.uploading import drop_old_uploads
from cpd.outbox.schedule import every


@every(timedelta(days=1), "interchange.drop_uploads")
def drop_uploads() -> None:
    """Delete uploaded question files that are older than a week."""
    drop_old_uploads()
