"""Jobs of documents."""

from cpd.outbox.registry import job
from payments.documents.filing import keep_pdf
from payments.models import Document


@job("payments.draw_document", tries=5, seconds=60, in_transaction=False)
def draw_document(document_id: int) -> None:
    """Draw and keep the file of a document, unless a download already did."""
    keep_pdf(Document.objects.get(pk=document_id))
