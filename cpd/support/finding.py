"""Finding a learner by whatever a caller has at hand."""

import uuid
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.models import User
from courses.certificates.models import Certificate
from payments.models import Document, Order

SHOWN = 20  # of each group
FEWEST = 2  # characters that are looked for in the middle of a name
MOST_WORDS = 5
LONGEST = 200
REFERENCE = 8  # characters of an order's id that people read out
HEX = set("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Hit:
    """A learner who fits, with those of their second addresses that do."""

    user: User
    addresses: list[EmailAddress]


@dataclass(slots=True)
class Found:
    """What fits, by kind; each list one longer than is shown where there is more."""

    learners: list[Hit] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing fits."""
        return not any((self.learners, self.orders, self.certificates, self.documents))

    @property
    def has_more(self) -> bool:
        """Whether a group is cut off."""
        groups = (self.learners, self.orders, self.certificates, self.documents)
        return any(len(group) > SHOWN for group in groups)


def clean(typed: str) -> str:
    """Return what is searched for, with single spaces and nothing that no database keeps."""
    return " ".join(typed.replace("\x00", "").split())[:LONGEST]


def find(words: str) -> Found:
    """Return what fits in part, the newest first."""
    if len(words) < FEWEST:
        return Found()
    return Found(
        learners=_learners(words),
        orders=_orders(words),
        certificates=list(
            Certificate.objects.filter(serial__startswith=words.upper())
            .select_related("learner")
            .order_by("serial")[: SHOWN + 1]
        ),
        documents=list(
            Document.objects.filter(number__startswith=words.upper())
            .select_related("order__user")
            .order_by("number")[: SHOWN + 1]
        ),
    )


def _learners(words: str) -> list[Hit]:
    """Each word has to stand in a name or an address."""
    wanted = Q()
    for word in words.split()[:MOST_WORDS]:
        wanted &= _in_any_case(word)
    if "@" not in words:
        fitting = EmailAddress.objects.none()
    else:
        fitting = EmailAddress.objects.filter(email__icontains=words, primary=False)
        wanted |= Q(pk__in=fitting.values("user"))
    users = list(User.objects.filter(wanted).order_by("-date_joined")[: SHOWN + 1])
    addresses = list(fitting.filter(user__in=users).order_by("email"))
    return [Hit(user, [row for row in addresses if row.user_id == user.pk]) for user in users]


def _in_any_case(word: str) -> Q:
    """SQLite folds the case of plain Latin letters only: the common forms are asked for one by
    one."""
    found = Q()
    forms = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
    for name in ("certificate_name", "first_name", "last_name", "email"):
        for form in sorted(forms):
            found |= Q(**{f"{name}__icontains": form})
    return found


def _orders(words: str) -> list[Order]:
    """By the beginning of the id, or the address that was typed at the checkout."""
    start = words.lower().replace("-", "")
    rows = Order.objects.select_related("user").order_by("-placed_at")
    if len(start) >= REFERENCE and set(start) <= HEX:
        first, last = start[:32].ljust(32, "0"), start[:32].ljust(32, "f")
        return list(rows.filter(public_id__range=(uuid.UUID(first), uuid.UUID(last)))[: SHOWN + 1])
    return list(rows.filter(email__icontains=words)[: SHOWN + 1]) if "@" in words else []
