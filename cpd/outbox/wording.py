"""What kinds of job are called where people read of them. A test finds words for every kind."""

WORDS = {
    "attempts.close_abandoned": "Closing attempts whose time was up",
    "attempts.regrade": "Marking attempts anew after a correction",
    "certificate.archive": "Gathering certificates into a ZIP",
    "certificate.draw": "Signing and drawing a certificate",
    "certificate.erase_files": "Deleting the files of a closed account",
    "certificates.drop_archives": "Deleting old ZIPs of certificates",
    "certificates.issue_waiting": "Issuing certificates that waited",
    "certificates.keys_ageing": "Telling staff of signing keys that run out",
    "certificates.resign": "Signing certificates again",
    "editions.collect_links": "Collecting the links of every course",
    "editions.note_links": "Collecting the links of a course",
    "editions.publish_planned": "Publishing what was planned",
    "editions.tell_comments": "Mailing comments on drafts",
    "interchange.drop_uploads": "Deleting old uploads of questions",
    "lessons.check_links": "Checking links",
    "lessons.links": "Checking links whose turn it is",
    "mail.send": "Sending a mail",
    "outbox.clean": "Removing old jobs, mails and sessions",
    "payments.audit": "The nightly audit of payments",
    "payments.draw_document": "Drawing an invoice or credit note",
    "payments.fetch_missing": "Fetching what Stripe had not told",
    "payments.handle_event": "Handling an event of Stripe",
    "payments.mail.audit_differences": "Mailing what the audit found",
    "payments.mail.confirm_order": "Mailing the confirmation of an order",
    "payments.mail.dispute_opened": "Mailing staff of a dispute",
    "payments.mail.event_dead": "Mailing staff of an event that was given up",
    "payments.mail.payment_failed": "Mailing that a payment failed",
    "payments.mail.payment_processing": "Mailing that a payment is on its way",
    "payments.mail.refund_failed": "Mailing staff of a refund that failed",
    "payments.mail.refund_sent": "Mailing that a refund is on its way",
    "payments.mail.request_declined": "Mailing the answer to a request for a refund",
    "payments.mail.request_opened": "Mailing staff of a request for a refund",
    "payments.mail.request_received": "Mailing that a request for a refund came in",
    "payments.mail.review_needed": "Mailing staff of an order to review",
    "payments.sweep_events": "Handling events of Stripe that were missed",
    "payments.sync": "Comparing payments with Stripe",
    "progress.complete_moved": "Completing learners of a new edition",
    "progress.tell_finishers": "Mailing who completed an earlier edition",
    "sandbox.deliver": "Delivering events of the practice payments",
    "sandbox.tick": "Letting time pass in the practice payments",
    "studio.accreditations": "Telling admins of accreditations that run out",
    "support.enrol": "Enrolling learners from a table",
    "support.forget_tables": "Deleting the rows of old tables",
}
UNKNOWN = "A job that this version of the site does not know"


def in_words(kind: str) -> str:
    """Return a kind of job as people read it."""
    return WORDS.get(kind, UNKNOWN)
