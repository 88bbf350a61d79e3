"""Keeping a document's PDF, once, with its hash."""

import hashlib

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from payments.documents.drawing import draw_pdf
from payments.models import Document


class DocumentChanged(Exception):
    """A lost file was drawn again and is not what was issued."""


def keep_pdf(document: Document) -> FieldFile:
    """Return the kept file; the first of job, mail and download draws it. One that was lost is
    drawn again to the byte. Raises DocumentChanged."""
    current = Document.objects.get(pk=document.pk)
    if current.sha256 and _is_there(current):
        return current.file
    pdf = draw_pdf(current.facts)
    digest = hashlib.sha256(pdf).hexdigest()
    if current.sha256:
        return _put_back(current, pdf, digest)
    return _keep(current, pdf, digest)


def _is_there(document: Document) -> bool:
    return document.file.storage.exists(str(document.file.name))


def _keep(document: Document, pdf: bytes, digest: str) -> FieldFile:
    storage = document.file.storage
    name = document.file.field.generate_filename(document, f"{document.number}-{digest[:12]}.pdf")
    saved = storage.save(name, ContentFile(pdf))
    without = Document.objects.filter(pk=document.pk, sha256="")
    if not without.update(file=saved, sha256=digest):
        storage.delete(saved)  # another was first
    return Document.objects.get(pk=document.pk).file


def _put_back(document: Document, pdf: bytes, digest: str) -> FieldFile:
    if digest != document.sha256:
        raise DocumentChanged(document.number)
    storage, name = document.file.storage, str(document.file.name)
    saved = storage.save(name, ContentFile(pdf))
    if saved != name:
        storage.delete(saved)  # another was first
    return document.file
