"""Profile, country and the studio's way in."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.countries import COUNTRIES, remember_country
from accounts.forms import ProfileForm
from accounts.saving import save_certificate_name
from cpd.requests import signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and save the name for certificates and the country; show the body memberships."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        save_certificate_name(user, form.cleaned_data["certificate_name"])
        messages.success(request, "Saved.")
        return redirect("accounts:profile")
    status = 422 if form.errors else 200
    memberships = user.memberships.select_related("body")
    context = {"form": form, "memberships": memberships}
    return render(request, "accounts/profile.html", context, status=status)


@require_POST
def set_country(request: HttpRequest) -> HttpResponse:
    """Remember the chosen country and go back to the page."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(target if is_ours else "/")
    chosen = request.POST.get("country", "")
    if chosen in COUNTRIES:
        remember_country(response, chosen, is_secure=request.is_secure())
    return response


def studio_login(request: HttpRequest) -> HttpResponse:
    """Send strangers to the one sign-in; somebody signed in without the right gets a 403, not a
    loop."""
    if request.user.is_authenticated:
        if request.user.has_perm("wagtailadmin.access_admin"):
            return redirect("wagtailadmin_home")
        raise PermissionDenied
    query = urlencode({"next": request.GET.get("next") or reverse("wagtailadmin_home")})
    return redirect(f"{reverse('account_login')}?{query}")
