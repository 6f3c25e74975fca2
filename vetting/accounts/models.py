"""Organizations, people, and what a person may do in which organization."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: "User") -> "OrganizationQuerySet":
        if user.is_operator:
            return self
        return self.filter(pk__in=Membership.objects.filter(user=user).values("organization"))

    def recruited_by(self, user: "User") -> "OrganizationQuerySet":
        """Those whose every opening and candidate this person may see and change."""
        if user.is_operator:
            return self
        recruiting = Membership.objects.filter(user=user, role=Membership.Role.RECRUITER)
        return self.filter(pk__in=recruiting.values("organization"))


class Organization(models.Model):
    """Who hires: the tenant. No data crosses from one to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=64, unique=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Django's commands ask for these two; the product's own verbs are services."""

    def create_user(self, email: str | None, password: str | None = None, **facts: Any) -> "User":
        user = self.model(email=email.lower() if email else None, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_operator=True, **facts)

    def colleagues_of(self, organization: Organization) -> models.QuerySet["User"]:
        belonging = Membership.objects.filter(organization=organization)
        return self.filter(is_active=True, pk__in=belonging.values("user"))

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who can sign in. A candidate has no e-mail here: an invitation signs them in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="may open the admin pages")
    is_operator = models.BooleanField(default=False, help_text="sees every organization")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=None) | models.Q(email=Lower("email")),
                name="user_email_lowercase",
            ),
        )

    def __str__(self) -> str:
        return self.email or self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """The admin pages' question: operators may do everything there, nobody else anything."""
        return self.is_active and self.is_operator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_operator


class Membership(models.Model):
    class Role(models.TextChoices):
        RECRUITER = "recruiter"
        HIRING_MANAGER = "hiring_manager"
        INTERVIEWER = "interviewer"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ("organization__name", "role")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organization", "role"), name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=("recruiter", "hiring_manager", "interviewer")),
                name="membership_role_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.role} · {self.organization}"


class SignInFailure(models.Model):
    """A wrong password. Kept for minutes, so that guessing can be slowed down."""

    email = models.CharField(max_length=254)
    address = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("email", "failed_at"), name="sign_in_failure_email"),
            models.Index(fields=("address", "failed_at"), name="sign_in_failure_address"),
        )

    def __str__(self) -> str:
        return f"{self.email} from {self.address}"
