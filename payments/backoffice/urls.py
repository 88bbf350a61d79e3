"""Addresses of the back office, under `/cms/sales/`."""

from django.urls import path

from payments.backoffice import acts, orders, refunds, reports, review

app_name = "sales"
ORDER = "order/<uuid:public_id>"

urlpatterns = [
    path("review/", review.review, name="review"),
    path("revenue/", reports.report, name="revenue"),
    path("replay/<str:event_id>/", acts.replay, name="replay"),
    path(f"{ORDER}/", orders.order, name="order"),
    path(f"{ORDER}/sync/", acts.sync, name="sync"),
    path(f"{ORDER}/resend/", acts.resend, name="resend"),
    path(f"{ORDER}/resolve/", acts.resolve, name="resolve"),
    path(f"{ORDER}/cancel/", acts.cancel, name="cancel"),
    path(f"{ORDER}/mark-paid/", acts.mark_paid, name="mark_paid"),
    path(f"{ORDER}/refund/", refunds.refund, name="refund"),
    path(f"{ORDER}/lines/<uuid:line_id>/access/", acts.access, name="access"),
    path(f"{ORDER}/refunds/<uuid:refund_id>/assign/", refunds.assign, name="assign"),
    path(f"{ORDER}/refunds/<uuid:refund_id>/approve/", acts.approve, name="approve"),
    path(f"{ORDER}/refunds/<uuid:refund_id>/mend/", acts.mend, name="mend"),
    path(f"{ORDER}/payments/<int:number>/return/", acts.return_extra, name="return_extra"),
    path(f"{ORDER}/requests/<int:number>/decline/", acts.decline_request, name="decline_request"),
]
