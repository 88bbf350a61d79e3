"""Writing quizzes and the rest of the bank into a package."""

from typing import Any

from courses.catalogue.models import Course
from courses.interchange.blocks_out import filled
from courses.interchange.questions_out import QuestionWriter
from courses.quizzes.models import Question, Quiz

Out = dict[str, Any]


class QuizWriter:
    """Writes the quizzes of a course; a question is written with the first quiz that asks it by
    name."""

    def __init__(self, course: Course, questions: QuestionWriter) -> None:
        self.course, self.questions = course, questions
        self.written: set[int] = set()

    def write(self, quiz: Quiz) -> Out:
        """Return a quiz as a package writes it; rules that are as usual are left away."""
        return {
            "title": quiz.title,
            **filled(introduction=quiz.introduction),
            "minutes": quiz.minutes,
            "pass_mark": quiz.pass_mark,
            "attempts": quiz.attempt_limit or "unlimited",
            **filled(
                cool_down_minutes=quiz.cool_down_minutes or None,
                time_limit_minutes=quiz.time_limit_minutes,
                mode="" if quiz.mode == Quiz.Mode.END else quiz.mode,
                release="" if quiz.release == Quiz.Release.SUBMITTED else quiz.release,
                shuffles_questions=quiz.shuffles_questions or None,
            ),
            "questions": [
                entry
                for block in quiz.entries
                if (
                    entry := self._draw(block.value)
                    if block.block_type == "draw"
                    else self._question(block.value)
                )
            ],
        }

    def rest(self) -> list[Out]:
        """Return the questions of the course that no quiz asks by name, by their keys."""
        questions = self.course.questions.filter(retired_at=None, vignette=None)
        rest = questions.exclude(pk__in=self.written)
        return [self.questions.write(one) for one in sorted(rest, key=lambda one: one.key)]

    def _question(self, question: Question | None) -> Out:
        """One that is left out is not asked."""
        if question is None or question.retired_at is not None:
            return {}
        if question.pk in self.written:
            shared = "" if question.course_id else "shared."
            return {"ask": f"{shared}{question.key}"}
        self.written.add(question.pk)
        return self.questions.write(question)

    def _draw(self, draw: Any) -> Out:
        is_plain = draw["prefers_unseen"] is not False
        return filled(
            draw=draw["count"],
            tag=(draw["tag"] or "").strip(),
            difficulty=draw["difficulty"] or "",
            prefers_unseen=None if is_plain else False,
        )
