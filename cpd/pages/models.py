"""HomePage, LandingPage and articles, written in Wagtail."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from accounts.countries import country_of
from courses.catalogue.models import Course
from courses.catalogue.shelf import offers_for
from courses.editions.models import Edition
from courses.lessons.blocks import LessonBlocks
from courses.lessons.compiling import compile_blocks
from courses.lessons.rendering import present
from courses.storefront.window import window_in
from cpd.media.models import Drawing


class HomePage(Page):
    """The front page: what this is, four claims weighed, the flagship, the rest."""

    headline = models.CharField(max_length=120, default="Good hands deserve good evidence.")
    lead = models.CharField(max_length=300)
    claims_title = models.CharField(max_length=80, default="Four claims, weighed")
    claims_lead = models.TextField(blank=True)
    claims = StreamField(LessonBlocks(), blank=True, help_text="Evidence notes, strongest first.")

    template = "pages/home.html"
    max_count = 1
    parent_page_types = ("wagtailcore.Page",)
    content_panels = (
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("claims_title"), FieldPanel("claims_lead"), FieldPanel("claims")], "Claims"
        ),
    )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the live courses and bundles with their prices, the flagship first, and the weighed
        claims."""
        window = window_in(country_of(request))
        flagship = next((card for card in window.cards if card.edition.course.is_flagship), None)
        return {
            **super().get_context(request, *args, **kwargs),
            "window": window,
            "flagship": flagship.edition if flagship else None,
            "flagship_offer": flagship.offer if flagship else None,
            "cards": [card for card in window.cards if card is not flagship],
            "claims": present(compile_blocks(self.claims)),
        }


class LandingPage(Page):
    """A page of text, such as how we grade evidence or the privacy notice."""

    lead = models.CharField(max_length=300, blank=True)
    body = StreamField(LessonBlocks())

    template = "pages/landing.html"
    content_panels = (*Page.content_panels, FieldPanel("lead"), FieldPanel("body"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the presented blocks."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "blocks": present(compile_blocks(self.body))}


class ArticleIndexPage(Page):
    """The list of articles."""

    lead = models.CharField(max_length=300, blank=True)

    template = "pages/articles.html"
    max_count = 1
    subpage_types = ("pages.ArticlePage",)
    content_panels = (*Page.content_panels, FieldPanel("lead"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the articles, newest first."""
        articles = ArticlePage.objects.child_of(self).live().order_by("-published_on")
        return {**super().get_context(request, *args, **kwargs), "articles": articles}


class ArticlePage(Page):
    """An article with its references, author, disclaimer and related course."""

    introduction = models.CharField(max_length=400)
    author_line = models.CharField("author", max_length=160)
    published_on = models.DateField()
    reading_minutes = models.PositiveSmallIntegerField()
    drawing = models.ForeignKey(
        Drawing, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drawing_alt = models.TextField(blank=True)
    image_credit = models.CharField(max_length=200, blank=True)
    disclaimer = models.CharField(max_length=400)
    related_course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(LessonBlocks())

    template = "pages/article.html"
    parent_page_types = ("pages.ArticleIndexPage",)
    subpage_types = ()
    content_panels = (
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("author_line"), FieldPanel("published_on"), FieldPanel("reading_minutes")],
            "By",
        ),
        MultiFieldPanel(
            [FieldPanel("drawing"), FieldPanel("drawing_alt"), FieldPanel("image_credit")],
            "Picture",
        ),
        FieldPanel("body"),
        FieldPanel("related_course"),
        FieldPanel("disclaimer"),
    )

    @property
    def drawing_svg(self) -> SafeString:
        """The drawing, checked now and when it was saved."""
        return mark_safe(self.drawing.safe_svg if self.drawing else "")  # noqa: S308 see the docstring

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the presented blocks, and the related course's live edition with its price."""
        context = super().get_context(request, *args, **kwargs)
        related = Edition.objects.live().for_cards().filter(course=self.related_course_id).first()
        offers = offers_for([related.course], country_of(request)) if related else {}
        return {
            **context,
            "blocks": present(compile_blocks(self.body)),
            "related": related,
            "offer": offers.get(self.related_course_id or 0),
        }
