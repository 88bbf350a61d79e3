"""Pages for machines: sitemap, robots, security contact, feed."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.catalogue.models import Product
from courses.catalogue.models.product import ProductQuerySet
from courses.editions.models import Edition, EditionQuerySet
from courses.editions.selling import on_sale
from cpd.money import CURRENCIES
from cpd.pages.models import ArticlePage

PRIVATE = (
    "/cms/",
    "/accounts/",
    "/learn/",
    "/certificates/",
    "/checkout/",
    "/orders/",
    "/verify/",
    "/demo/",
)
NEWEST = 20


class CourseSitemap(Sitemap[Edition]):
    """Every live course."""

    def items(self) -> EditionQuerySet:
        """The live editions."""
        return Edition.objects.live().select_related("course").order_by("pk")

    def location(self, item: Edition) -> str:
        """The course's page."""
        return reverse("storefront:course", args=[item.course.slug])

    def lastmod(self, item: Edition) -> datetime:
        """When this edition was published."""
        return item.published_at


class BundleSitemap(Sitemap[Product]):
    """Every bundle on sale."""

    def items(self) -> ProductQuerySet:
        """The bundles that have a price somewhere and all their courses."""
        sold = Q()
        for currency in CURRENCIES:
            sold |= Q(pk__in=on_sale(currency).values("pk"))
        return Product.objects.filter(sold, kind=Product.Kind.BUNDLE).order_by("pk")

    def location(self, item: Product) -> str:
        """The bundle's page."""
        return reverse("storefront:bundle", args=[item.slug])


class FixedSitemap(Sitemap[str]):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Their names."""
        own = ["storefront:catalogue", "evidence", "certificates:verify"]
        return [*own, "payments:terms", "payments:refunds"]

    def location(self, item: str) -> str:
        """Their addresses."""
        return reverse(item)


class ArticleFeed(Feed):  # type: ignore[type-arg] # generic for the type checker only
    """The newest articles."""

    title = f"{settings.SITE_NAME}: articles"
    link = "/articles/"
    description = "What the studies say, for massage therapists."

    def items(self) -> list[ArticlePage]:
        """The newest ones."""
        return list(ArticlePage.objects.live().order_by("-published_on")[:NEWEST])

    def item_title(self, item: ArticlePage) -> str:
        """Its title."""
        return str(item.title)

    def item_description(self, item: ArticlePage) -> str:
        """Its introduction."""
        return item.introduction

    def item_link(self, item: ArticlePage) -> str:
        """Its address."""
        return str(item.full_url)

    def item_pubdate(self, item: ArticlePage) -> datetime:
        """Its day, at noon."""
        return datetime.combine(item.published_on, time(12), UTC)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of personal pages."""
    rules = "".join(f"Disallow: {path}\n" for path in PRIVATE)
    sitemap = f"{settings.BASE_URL}{reverse('sitemap')}"
    return HttpResponse(f"User-agent: *\n{rules}Sitemap: {sitemap}\n", content_type="text/plain")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a flaw (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    text = (
        f"Contact: mailto:{settings.SUPPORT_EMAIL}\nExpires: {expires}\nPreferred-Languages: en\n"
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
