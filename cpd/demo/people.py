"""The demo's people: verified addresses, one password, no second step."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import User

PASSWORD = "good-hands-good-evidence"  # noqa: S105 printed by the demo, refused by production


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo."""

    email: str
    first_name: str
    last_name: str
    role: str
    country: str = "AU"

    @property
    def group(self) -> str:
        """The role's group; a learner has none."""
        return "" if self.role == "Learner" else self.role


PEOPLE = (
    Person("learner@example.org", "Alex", "Moreau", "Learner"),
    Person("learner.uk@example.org", "Priya", "Shah", "Learner", "GB"),
    Person("author@example.org", "Robin", "Hale", "Author", "GB"),
    Person("reviewer@example.org", "Sam", "Okafor", "Reviewer", "GB"),
    Person("support@example.org", "Jo", "Lindqvist", "Support"),
    Person("finance@example.org", "Lee", "Arden", "Finance"),
    Person("admin@example.org", "Kim", "Nguyen", "Admin"),
)


def make_people() -> None:
    """Make who is missing; who exists keeps what they changed."""
    for person in PEOPLE:
        if not User.objects.filter(email=person.email).exists():
            make_person(person)


def make_person(person: Person) -> User:
    """Make one person with a verified address."""
    user = User.objects.create_user(
        person.email,
        PASSWORD,
        first_name=person.first_name,
        last_name=person.last_name,
        country=person.country,
        is_staff=bool(person.group),
        is_superuser=person.role == "Admin",
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    return user
