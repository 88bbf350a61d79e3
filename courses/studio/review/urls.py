"""Addresses of review, publishing and editions, under /cms/studio/."""

from django.urls import path

from courses.studio.review import (
    answering_views,
    comment_views,
    edition_views,
    publishing_views,
    reading_views,
)

app_name = "review"

urlpatterns = [
    path("courses/<int:pk>/publishing/", publishing_views.publishing, name="publishing"),
    path("courses/<int:pk>/publish/", publishing_views.publish, name="publish"),
    path(
        "courses/<int:pk>/publish-unreviewed/",
        publishing_views.publish_unreviewed,
        name="publish_unreviewed",
    ),
    path("courses/<int:pk>/submit/", answering_views.submit, name="submit"),
    path("submissions/<int:pk>/withdraw/", answering_views.withdraw, name="withdraw"),
    path("submissions/<int:pk>/return/", answering_views.give_back, name="give_back"),
    path("submissions/<int:pk>/approve/", answering_views.approve, name="approve"),
    path("plans/<int:pk>/cancel/", answering_views.cancel_plan, name="cancel_plan"),
    path("courses/<int:pk>/read/", reading_views.read, name="read"),
    path("courses/<int:pk>/read/<str:kind>/<int:part>/", reading_views.read_part, name="read_part"),
    path("courses/<int:pk>/comment/", comment_views.say, name="say"),
    path("comments/<int:pk>/", comment_views.comment, name="comment"),
    path("comments/<int:pk>/reply/", comment_views.reply, name="reply"),
    path("comments/<int:pk>/resolve/", comment_views.resolve, name="resolve"),
    path("comments/<int:pk>/reopen/", comment_views.reopen, name="reopen"),
    path("courses/<int:pk>/editions/", edition_views.editions, name="editions"),
    path("courses/<int:pk>/compare/", edition_views.comparison, name="comparison"),
    path("editions/<int:pk>/", edition_views.edition, name="edition"),
    path("editions/<int:pk>/roll-back/", edition_views.roll_back_to, name="roll_back"),
    path("editions/<int:pk>/items/<slug:key>/", edition_views.edition_item, name="edition_item"),
]
