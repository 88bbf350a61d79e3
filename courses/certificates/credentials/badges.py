"""The badge of an edition as SVG, and a learner's own, with the credential baked into it (Open
Badges 3.0, section 5.3)."""

from html import escape

from django.conf import settings
from openbadgeslib import baking

from courses.catalogue.covers import draw_cover
from courses.editions.models import Edition

SIZE, WIDEST, MOST_LINES = 480, 26, 4  # units of the drawing; characters and lines of a title
INK, ACCENT, PAPER, LINE = "#18231f", "#1f5547", "#fefdfa", "#d3d8d0"
FACE = 'font-family="Source Serif 4, Georgia, serif"'
STRANDS = (
    "M.7 4.3c3.3-2.6 6.4-3.2 9.7-1.9s5.9 2.4 8.9-.1",
    "M.7 9c3.3-2.6 6.4-3.2 9.7-1.9s5.9 2.4 8.9-.1",
    "M.7 13.7c3.3-2.6 6.4-3.2 9.7-1.9s5.9 2.4 8.9-.1",
)
# Attributes for the classes of a cover: a style sheet inside would break the site's policy.
STROKE = f'fill="none" stroke="{ACCENT}"'
COVER = {
    'class="cover-ground"': f'fill="{PAPER}"',
    'class="cover-fill cover-line-strong"': f'fill="{ACCENT}" fill-opacity=".03" '
    f'stroke="{ACCENT}" stroke-opacity=".4" stroke-width="2"',
    'class="cover-line"': f'{STROKE} stroke-opacity=".3"',
    'class="cover-cut"': f'fill="none" stroke="{PAPER}"',
}


def draw_badge(edition: Edition) -> str:
    """Return the badge: the course's contour lines, our mark, the title and the learning time."""
    cover = draw_cover(edition.topic.field, edition.course.slug)
    for name, looks in COVER.items():
        cover = cover.replace(name, looks)
    lines = title_lines(edition.title)
    strands = "".join(STRANDS)
    first = 262 - 17 * len(lines)
    title = "".join(
        f'<text x="240" y="{first + 34 * number}" {FACE} font-size="28" fill="{INK}" '
        f'text-anchor="middle">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    named = escape(f"{edition.title}, {settings.SITE_NAME}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img">'
        f"<title>{named}</title>"
        f'<clipPath id="disc"><circle cx="240" cy="240" r="228"/></clipPath>'
        f'<circle cx="240" cy="240" r="236" fill="{PAPER}" stroke="{ACCENT}" stroke-width="4"/>'
        f'<g clip-path="url(#disc)"><svg x="-120" y="0" width="720" height="480">{cover}</svg></g>'
        f'<circle cx="240" cy="240" r="222" fill="none" stroke="{LINE}"/>'
        f'<path transform="translate(210 84) scale(3)" d="{strands}" {STROKE} '
        'stroke-width="1.6" stroke-linecap="round"/>'
        f"{title}"
        f'<text x="240" y="384" {FACE} font-size="20" fill="{ACCENT}" text-anchor="middle">'
        f"{escape(edition.badge)}</text>"
        f'<text x="240" y="412" {FACE} font-size="16" fill="{INK}" text-anchor="middle">'
        f"{escape(settings.SITE_NAME)}</text></svg>"
    )


def bake(badge: str, credential: str) -> bytes:
    """Return a badge that holds a credential, as other sites' readers find it."""
    return baking.bake_svg(
        badge.encode(),
        credential,
        element=baking.SVG_ELEMENT_OB3,
        namespace=baking.SVG_NS_OB3,
        as_text=True,
    )


def title_lines(title: str) -> list[str]:
    """Return a title in lines that fit into the badge; a very long one is cut."""
    lines = [""]
    for word in title.split():
        line = f"{lines[-1]} {word}".strip()
        if len(line) <= WIDEST or not lines[-1]:
            lines[-1] = line
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    return lines
