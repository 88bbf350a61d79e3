"""The roles as Wagtail groups (product, Roles); `manage.py roles` makes and mends them."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ADMIN = "wagtailadmin.access_admin"
DRAFTS = [
    f"{app}.{verb}_{model}"
    for app, model in (
        ("courses", "course"),
        ("courses", "module"),
        ("courses", "author"),
        ("lessons", "lesson"),
        ("lessons", "reference"),
        ("lessons", "term"),
        ("quizzes", "quiz"),
        ("quizzes", "question"),
        ("media", "drawing"),
    )
    for verb in ("add", "change", "view")
]
# Whoever may change a draft locks it, and lets others in again; a module has no text to lock.
LOCKS = [
    f"{app}.{verb}_{model}"
    for app, model in (
        ("courses", "course"),
        ("lessons", "lesson"),
        ("quizzes", "quiz"),
        ("quizzes", "question"),
    )
    for verb in ("lock", "unlock")
]
WRITING = [*DRAFTS, *LOCKS]
SHELF = [
    f"courses.{verb}_{model}"
    for model in ("topic", "provider", "product", "price")
    for verb in ("add", "change", "view")
]
BODIES = [
    f"{app}.{verb}_{model}"
    for app, model in (("accounts", "professionalbody"), ("courses", "accreditation"))
    for verb in ("add", "change", "view")
]
SEE_ACCREDITED = ["courses.view_accreditation"]  # of the courses that one may edit
PUBLISHING = ["courses.publish_course", "courses.publish_any_course"]
UNREVIEWED = ["editions.publish_unreviewed"]
PEOPLE = [f"accounts.{verb}_user" for verb in ("add", "change", "view")]
JOBS = ["outbox.view_job", "outbox.change_job"]
ORDERS = [
    *(f"payments.view_{model}" for model in ("order", "payment", "refund", "refundrequest")),
    "payments.view_document",
    "payments.view_dispute",
    "payments.refund_within_policy",
]
MONEY = [
    "payments.refund_any",
    "payments.see_revenue",
    "payments.view_stripeevent",
    "sandbox.change_sandboxevent",
]
SELLING = [
    f"payments.{verb}_{model}"
    for model in ("promotioncode", "sellerentity", "taxrule")
    for verb in ("add", "change", "view")
]
RECORDS = [
    "certificates.view_certificate",
    "certificates.view_namecorrection",
    "certificates.correct_certificate",
]
RECORDS_IN_ALL = [
    *RECORDS,
    "certificates.revoke_certificate",
    "certificates.add_certificatearchive",
]
ALLOWANCES = [f"attempts.{verb}_allowance" for verb in ("add", "change", "view")]
DESK = [
    "support.help_learners",
    "support.merge_accounts",
    "support.impersonate",
    "support.add_bulkenrolment",
]
ROLES: dict[str, list[str]] = {
    "Author": [ADMIN, *WRITING, *SEE_ACCREDITED],
    "Reviewer": [ADMIN, *WRITING, *PUBLISHING, *SEE_ACCREDITED],
    "Support": [ADMIN, "accounts.view_user", *JOBS, *ORDERS, *RECORDS, *ALLOWANCES, *DESK],
    "Finance": [ADMIN, *ORDERS, *MONEY],
    "Admin": [
        ADMIN,
        *WRITING,
        *PUBLISHING,
        *UNREVIEWED,
        *SHELF,
        *BODIES,
        *PEOPLE,
        *JOBS,
        *ORDERS,
        *MONEY,
        *SELLING,
        *RECORDS_IN_ALL,
        *ALLOWANCES,
        *DESK,
    ],
}
WAGTAILS_OWN = ("Editors", "Moderators")
# With `add` one changes one's own files, with `change` everybody's.
MEDIA_ROLES = {
    "Author": ("add", "choose"),
    "Reviewer": ("add", "change", "choose"),
    "Admin": ("add", "change", "choose"),
}
PAGE_ROLES = ("Reviewer", "Admin")


def sync_roles() -> list[Group]:
    """Make every role's group with exactly its permissions; Wagtail's own go while nobody has
    them."""
    Group.objects.filter(name__in=WAGTAILS_OWN, user__isnull=True).delete()
    return [_sync(name, permissions) for name, permissions in ROLES.items()]


def _sync(name: str, permissions: list[str]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set([_permission(label) for label in permissions])
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group).delete()
    if name in MEDIA_ROLES and root is not None:
        for permission in _media_permissions(MEDIA_ROLES[name]):
            GroupCollectionPermission.objects.create(
                group=group, collection=root, permission=permission
            )
    GroupPagePermission.objects.filter(group=group).delete()
    if name in PAGE_ROLES:
        page = Page.get_first_root_node()
        for codename in ("add_page", "change_page", "publish_page"):
            permission = _permission(f"wagtailcore.{codename}")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return group


def _media_permissions(verbs: tuple[str, ...]) -> list[Permission]:
    """Wagtail keeps these with its own models, whatever models a site uses."""
    models = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
    return [_permission(model.format(verb)) for model in models for verb in verbs]


def _permission(label: str) -> Permission:
    app, codename = label.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
