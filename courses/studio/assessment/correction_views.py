"""Correcting a wrong key: choose how, see who is affected and how, apply; and the log."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.attempts.affected import Affected, Change
from courses.attempts.models import KeyCorrection, Response
from courses.attempts.regrading import NothingToCorrect, correct, is_running, key_of_draft
from courses.quizzes.models import QuestionVersion, Quiz
from courses.quizzes.rekeying import AskedOtherwise
from courses.studio.assessment.forms import CorrectionForm
from courses.studio.assessment.places import CORRECT, asked_version, may_see_names, own_quiz
from cpd.requests import signed_in

LOOKED_AT = 2_000  # changed attempts at most are worked out before one decides
SHOWN = 100
Effect = KeyCorrection.Effect
NEWLY = Q(regrades__was_passed=False, regrades__is_passed=True)


@dataclass(frozen=True, slots=True)
class Look:
    """What a correction would do, attempt by attempt and counted; of very many attempts, the first
    that change."""

    attempts: int
    changes: list[Change]
    is_whole: bool

    @property
    def newly_passed(self) -> int:
        """How many pass by it."""
        return sum(change.is_newly_passed for change in self.changes)

    @property
    def rising(self) -> int:
        """How many marks rise."""
        return sum(change.rises for change in self.changes)

    @property
    def falling(self) -> int:
        """How many marks fall."""
        return sum(change.falls for change in self.changes)

    @property
    def kept(self) -> int:
        """How many keep a pass that the new mark would not reach."""
        return sum(
            change.attempt.is_passed and not change.mark.passes(change.attempt.pass_mark)
            for change in self.changes
        )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_key(request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    """Ask how and why; on the first sending show what it would do, on the second do it."""
    quiz = own_quiz(request, pk)
    if not request.user.has_perm(CORRECT):
        raise PermissionDenied
    version = asked_version(quiz, version_pk)
    _refuse_case(version)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"quiz": quiz, "version": version, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            proposed = _proposed(version, form)
            if request.POST.get("then") == "apply":
                return _apply(request, quiz, version, proposed)
            context.update(_looked(request, version, proposed))
        except (AskedOtherwise, NothingToCorrect) as refusal:
            form.add_error("effect", str(refusal))
    status = 422 if form.errors else 200
    return render(request, "courses/studio/assessment/correct.html", context, status=status)


@require_safe
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """List the corrections of a quiz's questions: who, when, why, and what they did here."""
    quiz = own_quiz(request, pk)
    here = Q(regrades__attempt__quiz=quiz)
    asked = Response.objects.filter(version=OuterRef("version"), attempt__quiz=quiz)
    rows = (
        KeyCorrection.objects.filter(Exists(asked))
        .select_related("version__question", "made_by")
        .annotate(
            changed=Count("regrades", filter=here),
            newly_passed=Count("regrades", filter=here & NEWLY),
        )
        .order_by("-pk")
    )
    context = {
        "quiz": quiz,
        "corrections": [{"row": row, "is_running": is_running(row)} for row in rows],
    }
    return render(request, "courses/studio/assessment/corrections.html", context)


def _refuse_case(version: QuestionVersion) -> None:
    if version.kind == "vignette":
        raise Http404("A case is corrected by its questions.")


def _proposed(version: QuestionVersion, form: CorrectionForm) -> KeyCorrection:
    """Return the correction, not written. Raises AskedOtherwise or NothingToCorrect."""
    effect = form.cleaned_data["effect"]
    content = key_of_draft(version) if effect == Effect.KEY else None
    return KeyCorrection(
        version=version, effect=effect, content=content, reason=form.cleaned_data["reason"]
    )


def _looked(
    request: HttpRequest, version: QuestionVersion, proposed: KeyCorrection
) -> dict[str, Any]:
    affected = Affected(version, proposed)
    changes = list(islice(affected.changes(), LOOKED_AT))
    look = Look(affected.submitted_count(), changes, is_whole=len(changes) < LOOKED_AT)
    shown = sorted(changes, key=lambda change: (not change.is_newly_passed, change.attempt.pk))
    return {
        "look": look,
        "proposed": proposed,
        "rows": shown[:SHOWN],
        "sees_names": may_see_names(request),
    }


def _apply(
    request: HttpRequest, quiz: Quiz, version: QuestionVersion, proposed: KeyCorrection
) -> HttpResponse:
    correction = correct(
        version,
        effect=proposed.effect,
        content=proposed.content,
        reason=proposed.reason,
        by=signed_in(request),
    )
    if is_running(correction):
        messages.success(
            request, "Corrected. Attempts are being marked anew; the list counts them as it goes."
        )
    else:
        messages.success(request, "Corrected, and marked anew.")
    return redirect("assessment:corrections", quiz.pk)
