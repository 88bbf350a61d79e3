"""`python -m bench.item_analysis`: the item analysis of 10,000 attempts at ten questions, in time
and memory. With DATABASE_URL it runs on that PostgreSQL, else on SQLite."""

import os
import tempfile
import time
import tracemalloc

ATTEMPTS, QUESTIONS = 10_000, 10


def main() -> None:
    """Fill, work the report out, then once more under a memory meter."""
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    selection = fill()
    from courses.attempts.analysis.gathering import quiz_report, statistics_of
    from courses.quizzes.models import Question

    began = time.perf_counter()
    report = quiz_report(selection)
    taken = time.perf_counter() - began
    began = time.perf_counter()
    statistics_of(Question.objects.all())
    listed = time.perf_counter() - began
    tracemalloc.start()
    quiz_report(selection)
    _, peak = tracemalloc.get_traced_memory()
    print(f"attempts {report.quiz.attempts}, questions {len(report.items)}")
    print(f"report {taken:.2f} s, peak {peak / 2**20:.1f} MiB, list of questions {listed:.2f} s")
    found = sum(len(item.findings) for item in report.items)
    print(f"alpha {report.quiz.consistency:.2f}, findings {found}")


def fill():  # type: ignore[no-untyped-def] # its type is known once Django is set up
    """Return the selection of all first attempts of learners of every strength."""
    from courses.attempts.analysis.selecting import Selection
    from tests.crowds import answer_sheets, random_sheets
    from tests.factories import (
        make_course,
        make_lesson,
        make_module,
        make_provider,
        make_question,
        make_quiz,
        publish_course,
    )

    make_provider()
    module = make_module(make_course())
    make_lesson(module)
    quiz = make_quiz(module)
    choices = (("Upwards", True), ("Downwards", False), ("Sideways", False), ("Nowhere", False))
    for _ in range(QUESTIONS):
        make_question(quiz, choices=choices)
    edition = publish_course(module.course)
    answer_sheets(edition, random_sheets(edition, ATTEMPTS))
    return Selection(quiz)


if __name__ == "__main__":
    main()
