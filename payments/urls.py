"""Addresses of buying: basket, checkout, enrolling in what is free."""

from django.urls import path

from payments.views import basket, checkout, enrol, orders, paying, policies, refunds, webhooks

app_name = "payments"

urlpatterns = [
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/code/", checkout.code, name="code"),
    path("checkout/add/<uuid:public_id>/", basket.add, name="add"),
    path("checkout/remove/<uuid:public_id>/", basket.remove, name="remove"),
    path("checkout/return/", paying.return_page, name="return"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<uuid:public_id>/", orders.order, name="order"),
    path("orders/<uuid:public_id>/refund-request/", refunds.refund_request, name="refund_request"),
    path("documents/<str:number>.pdf", orders.document, name="document"),
    path("orders/<uuid:public_id>/pay/", paying.pay, name="pay"),
    path("orders/<uuid:public_id>/cancel/", paying.cancel_order, name="cancel"),
    path("orders/<uuid:public_id>/status.json", paying.status, name="status"),
    path("webhooks/stripe/", webhooks.stripe_webhook, name="stripe_webhook"),
    path("terms/", policies.terms, name="terms"),
    path("refunds/", policies.refunds, name="refunds"),
    path("courses/<slug:slug>/enrol/", enrol.enrol, name="enrol"),
]
