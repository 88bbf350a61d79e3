"""The studio's own addresses, under /cms/studio/."""

from django.urls import path

from courses.studio import evidence_views, product_views, readiness_views, views
from courses.studio.builder import views as builder
from courses.studio.packages import views as packages

app_name = "studio"

urlpatterns = [
    path("courses/<int:pk>/", views.contents, name="contents"),
    path("courses/<int:pk>/add/", builder.add_part, name="add_part"),
    path("courses/<int:pk>/readiness/", readiness_views.readiness, name="readiness"),
    path("courses/<int:pk>/links/", readiness_views.check_links, name="check_links"),
    path("courses/<int:pk>/package/", packages.export, name="export"),
    path("courses/<int:pk>/copy/", packages.copy, name="copy"),
    path("packages/", packages.take, name="take"),
    path("courses/<int:pk>/retire/", views.retire_course, name="retire"),
    path("shelf/", product_views.products, name="products"),
    path("shelf/bundle/", product_views.add_bundle, name="add_bundle"),
    path("shelf/course/<int:pk>/", product_views.add_course, name="add_course_product"),
    path("shelf/<int:pk>/", product_views.product, name="product"),
    path("shelf/<int:pk>/price/", product_views.price, name="price"),
    path("accreditations/<int:pk>/evidence/", evidence_views.evidence, name="evidence"),
    path("<str:kind>/<int:pk>/rename/", builder.rename, name="rename"),
    path("<str:kind>/<int:pk>/shift/", builder.shift, name="shift"),
    path("<str:kind>/<int:pk>/place/", builder.place, name="place"),
    path("<str:kind>/<int:pk>/duplicate/", builder.duplicate, name="duplicate"),
    path("<str:kind>/<int:pk>/retire/", views.retire_part, name="retire_part"),
]
