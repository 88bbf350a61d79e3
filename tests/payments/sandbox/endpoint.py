"""A webhook of the tests' own: it keeps what it gets, and answers what it is told."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

received: list[tuple[bytes, str]] = []
answers: list[int] = []


@csrf_exempt
def endpoint(request: HttpRequest) -> HttpResponse:
    """Keep a message."""
    received.append((request.body, request.headers["Stripe-Signature"]))
    return HttpResponse(status=answers.pop(0) if answers else 200)


urlpatterns = [path("webhooks/stripe/", endpoint)]
