"""The demo's Wagtail pages: home with four weighed claims, and the articles of
`courses/demo/articles/`."""

from pathlib import Path
from typing import Any

from wagtail.models import Page, Site

from courses.catalogue.models import Course
from courses.interchange.archive import read_package
from courses.interchange.blocks_in import Shelf, read_blocks
from courses.interchange.library import Library
from courses.interchange.located import Problems, Reader, load
from courses.interchange.media_in import read_drawing, store_drawings
from courses.interchange.parsing import read_references
from courses.lessons.models import Reference
from cpd.media.models import Drawing
from cpd.pages.models import ArticleIndexPage, ArticlePage, HomePage

CLAIMS = (
    (
        "Massage eases anxious feelings for a while.",
        "supported",
        "systematic-review",
        ("packheiser-2024", "moyer-2004"),
        "Pooled trials agree on the direction. The largest compared touch with no touch, "
        "without blinding.",
    ),
    (
        "Massage treats generalised anxiety disorder.",
        "early",
        "trial",
        ("rapaport-2016", "sherman-2010"),
        "One small trial beat light touch. Another did no better than a quiet, relaxing room.",
    ),
    (
        "Gut serotonin steers mood through the vagus.",
        "idea",
        "review",
        ("hwang-2025",),
        "A research model, largely pre-clinical. It is not a treatment.",
    ),
    (
        "Massage rebalances gut bacteria.",
        "unsupported",
        "trial",
        ("chen-2021", "xie-2022"),
        "We found no trial in anxious people. Two small studies of other conditions were mixed.",
    ),
)


def make_pages(articles: Path) -> None:
    """Make the home page and the articles once; who has them keeps what was changed."""
    home = HomePage.objects.first() or _make_home()
    index = ArticleIndexPage.objects.first()
    if index is None:
        index = home.add_child(
            instance=ArticleIndexPage(
                title="Articles",
                slug="articles",
                lead="What the studies say, in the words you need with clients.",
            )
        )
    for path in sorted(articles.glob("*.yaml")):
        if not ArticlePage.objects.filter(slug=path.stem).exists():
            _make_article(index, path, read_package(articles))


def _make_home() -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage(
        title="Massage CPD",
        slug="start",
        lead="Online CPD for massage therapists in Australia and the UK. Every claim in a lesson "
        "carries its reference, and a mark that says how strong it is.",
        claims_lead="Clients read all four. This mark stands beside every claim we teach: the more "
        "solid strands, the firmer the ground.",
        claims=[{"type": "evidence", "value": _claim(*claim)} for claim in CLAIMS],
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Massage CPD"},
    )
    Page.objects.filter(slug="home", depth=2).exclude(pk=home.pk).delete()
    return home


def _claim(
    claim: str, grade: str, design: str, keys: tuple[str, ...], limits: str
) -> dict[str, Any]:
    references = [Reference.objects.get(key=key).pk for key in keys]
    return {
        "claim": claim,
        "grade": grade,
        "design": design,
        "references": references,
        "limits": limits,
    }


def _make_article(index: ArticleIndexPage, path: Path, files: dict[str, bytes]) -> None:
    problems = Problems()
    reader = Reader(
        load(path.read_bytes(), file=path.name, problems=problems),
        file=path.name,
        problems=problems,
    )
    rows = read_references(reader.child(reader.value("references"), 1))
    references = {
        key: Reference.objects.get_or_create(key=key, defaults=row)[0].pk
        for key, row in rows.items()
    }
    key = reader.line_of("drawing", is_optional=True)
    name = f"media/{key}.svg"
    if key and not Drawing.objects.filter(key=key).exists():
        store_drawings({key: read_drawing(name, files[name], problems)}, Library())
    drawings = dict(Drawing.objects.values_list("key", "pk"))
    shelf = Shelf(references=references, drawings=drawings, images={}, documents={}, terms={})
    article = ArticlePage(
        title=reader.line_of("title", longest=150),
        slug=reader.line_of("slug", longest=80),
        introduction=reader.line_of("introduction"),
        author_line=reader.line_of("author", longest=160),
        published_on=reader.value("published_on"),
        reading_minutes=reader.whole("reading_minutes"),
        drawing_id=drawings.get(key),
        drawing_alt=reader.line_of("drawing_alt", longest=2000, is_optional=True),
        image_credit=reader.line_of("image_credit", longest=200, is_optional=True),
        disclaimer=reader.line_of("disclaimer"),
        related_course=Course.objects.filter(slug=reader.line_of("related_course")).first(),
        body=read_blocks(reader.items("blocks"), reader, shelf),
    )
    reader.done()
    problems.refuse()
    index.add_child(instance=article)
