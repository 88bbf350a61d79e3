"""Addresses of buying: basket, checkout, enrolling in what is free."""

from django.urls import path

from payments.views import basket, checkout, enrol

app_name = "payments"

urlpatterns = [
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/add/<uuid:public_id>/", basket.add, name="add"),
    path("checkout/remove/<uuid:public_id>/", basket.remove, name="remove"),
    path("courses/<slug:slug>/enrol/", enrol.enrol, name="enrol"),
]
