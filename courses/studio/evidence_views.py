"""The letters in which bodies accredit courses, for staff who may see the accreditation."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.catalogue.models import Accreditation
from courses.studio.ownership import editable
from cpd.media.views import ranged


@permission_required("courses.view_accreditation", raise_exception=True)
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the letter of one accreditation."""
    found = get_object_or_404(editable(Accreditation.objects.all(), request.user), pk=pk)
    if not found.evidence:
        raise Http404("No letter was uploaded.")
    return ranged(request, found.evidence.name, filename=found.evidence.name)
