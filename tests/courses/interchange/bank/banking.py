"""Putting questions of files into a bank, and fetching them."""

from dataclasses import replace

from courses.interchange.bank.leaving import read_of
from courses.interchange.bank.taking import take_in
from courses.interchange.questions.form import ReadQuestion, essence
from courses.quizzes.models import Question


def bank(read: ReadQuestion) -> Question:
    """Return a question of a file as saved in the shared bank."""
    (question,) = take_in([read], bank=None, source="a test")
    return Question.objects.get(pk=question.pk)


def core(read: ReadQuestion) -> ReadQuestion:
    """Return what a bank keeps of a question: its category is among its tags, its title in its
    key."""
    folders = [
        name for name in read.category if not name.lower().startswith(("default for", "top"))
    ]
    tags = {name.casefold(): name for name in (*read.tags, *folders)}
    return replace(essence(read), title="", category=(), tags=tuple(sorted(tags.values())))


def there_and_back(read: ReadQuestion) -> ReadQuestion:
    """Return a question as a bank gives it back."""
    return core(read_of(bank(read)))
