"""Which pages are open while support sees the site as a learner."""

# Pages that are shown. What is not named here is refused, so that a new page is closed until
# somebody opens it: accounts and their secrets, the checkout, the studio, and the sandbox.
OPEN = frozenset(
    {
        "accounts:profile",
        "certificates:bodies",
        "certificates:certificate",
        "certificates:certificates",
        "certificates:correction",
        "certificates:verified",
        "certificates:verify",
        "classroom:check",
        "classroom:course",
        "classroom:dashboard",
        "classroom:evaluation",
        "classroom:file",
        "classroom:lesson",
        "classroom:question",
        "classroom:quiz",
        "classroom:result",
        "evidence",
        "image",
        "payments:order",
        "payments:orders",
        "payments:refund_request",
        "payments:refunds",
        "payments:terms",
        "storefront:bundle",
        "storefront:catalogue",
        "storefront:course",
        "storefront:preview",
        "storefront:preview_file",
        "wagtail_serve",
    }
)
