"""What machines ask for: the sitemap, robots.txt, security.txt and the articles' feed."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from cpd.pages import machines

SITEMAPS = {
    "pages": PageSitemap,
    "courses": machines.CourseSitemap,
    "bundles": machines.BundleSitemap,
    "fixed": machines.FixedSitemap,
}

urlpatterns = [
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("articles/feed/", machines.ArticleFeed(), name="feed"),
]
