"""Markdown of course descriptions, as safe HTML."""

from markdown_it import MarkdownIt

from courses.lessons.sanitising import clean_html

_markdown = MarkdownIt("commonmark")


def render_markdown(text: str) -> str:
    """Return sanitised HTML."""
    return clean_html(_markdown.render(text)).strip()
