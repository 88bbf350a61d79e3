"""The evaluation at the end of a course."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courses.classroom.closed import explains_closing
from courses.classroom.evaluation_form import EvaluationForm
from courses.classroom.places import course_place
from courses.progress.evaluating import evaluate
from courses.progress.evaluations import FEWEST


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@explains_closing
def evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, once all lessons and quizzes are done; keep the answers without the name."""
    enrolment, outline = course_place(request, slug)
    if not outline.survey:
        raise Http404("This edition asks for no evaluation.")
    if not outline.has_evaluated and not outline.has_done_all_steps:
        messages.info(request, "The evaluation opens when all lessons and quizzes are done.")
        return redirect("classroom:course", slug)
    form = EvaluationForm(request.POST or None, survey=outline.survey)
    if request.method == "POST" and not outline.has_evaluated and form.is_valid():
        evaluate(enrolment, form.answers)
    if request.method == "POST" and not form.errors:
        messages.success(request, "Thank you. Your answers are kept without your name.")
        return redirect("classroom:course", slug)
    context = {
        "enrolment": enrolment,
        "edition": enrolment.edition,
        "outline": outline,
        "form": form,
        "fewest": FEWEST,
    }
    status = 422 if form.errors else 200
    return render(request, "courses/classroom/evaluation.html", context, status=status)
