"""The user: an e-mail address to sign in with, and the name that a certificate prints."""

import uuid
from typing import Any, ClassVar, override

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        """Make a user; without a password they sign in by code."""
        user = self.model(email=self.normalize_email(email), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        """Make somebody who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **values)

    @override
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing] # Wagtail's
    """A person. Wagtail's forms want first and last name; learners see one name for
    certificates."""

    class Country(models.TextChoices):
        AUSTRALIA = "AU", "Australia"
        UNITED_KINGDOM = "GB", "United Kingdom"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    certificate_name = models.CharField(
        max_length=200, blank=True, help_text="Your name as it must be printed on certificates."
    )
    country = models.CharField(max_length=2, choices=Country, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    is_staff = models.BooleanField(default=False, help_text="May enter the studio.")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
            models.CheckConstraint(
                name="user_country_is_known", condition=models.Q(country__in=["", "AU", "GB"])
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What we call this person on pages."""
        return self.certificate_name or self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Return first and last name; Wagtail asks."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return the first name; Wagtail asks."""
        return self.first_name or self.email

    def get_username(self) -> str:
        """Return the address."""
        return self.email
