"""The menu's search finds courses first, then their parts and what they cite."""

from cpd.search_areas import search_in

AREAS = (
    ("Courses", "courses_course", "courses.view_course", "openquote"),
    ("Lessons", "lessons_lesson", "lessons.view_lesson", "doc-full-inverse"),
    ("Questions", "quizzes_question", "quizzes.view_question", "help"),
    ("References", "lessons_reference", "lessons.view_reference", "link"),
)


def register() -> None:
    """Stand before Wagtail's pages and pictures."""
    for order, (label, model, right, icon_name) in enumerate(AREAS, start=10):
        page = f"wagtailsnippets_{model}:list"
        search_in(label, page=page, right=right, icon_name=icon_name, order=order)
