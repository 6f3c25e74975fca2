import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from tests.cast import apply_for, assessment_of, cast, client_of, hand_in, operator, rate
from vetting.audit.services import record
from vetting.config.env import Mode
from vetting.runs.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> None:
    settings.FRONTEND_DIST = tmp_path
    (tmp_path / "index.html").write_text(
        '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>'
    )


@pytest.mark.parametrize("address", ["/", "/openings", "/invitation", "/applications/x/scorecard"])
def test_every_page_s_address_serves_the_front_end(built: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert response.cookies["csrftoken"].value


def test_only_this_response_s_scripts_may_run(built: None) -> None:
    client = Client()
    nonces = []
    for _ in range(2):
        response = client.get("/")
        found = set(re.findall(r'nonce="([^"]+)"', response.content.decode()))
        assert len(found) == 1
        nonces.append(found.pop())
        policy = response["Content-Security-Policy"]
        assert f"script-src 'self' 'nonce-{nonces[-1]}'" in policy
        assert "unsafe" not in policy
        assert "no-store" in response["Cache-Control"]
    assert nonces[0] != nonces[1]


def test_before_the_pages_are_built_it_says_how(settings: Settings, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path
    response = Client().get("/")
    assert response.status_code == 503
    assert "make run" in response.content.decode()


def test_answers_forbid_framing_sniffing_and_foreign_referrers() -> None:
    response = Client().get("/api/v1/instance/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_the_instance_says_how_it_isolates() -> None:
    found = Client().get("/api/v1/instance/").json()
    assert found["isolation"] in {"container", "none"}
    assert re.match(r"\d+\.\d+\.\d+$", found["version"])


def test_only_the_demo_on_one_machine_tells_who_can_sign_in(settings: Settings) -> None:
    def told(**changes: object) -> list[dict[str, str]]:
        settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=changes)
        return Client().get("/api/v1/instance/").json()["demo_accounts"]

    assert told(demo=False) == []
    assert told(demo=True, mode=Mode.SERVER) == []
    assert {one["role"] for one in told(demo=True, mode=Mode.EMBEDDED)} == {
        "recruiter",
        "hiring_manager",
        "interviewer",
    }


def test_the_process_lives() -> None:
    assert Client().get("/healthz").content == b"ok"


def test_it_is_ready_once_a_worker_has_reported() -> None:
    waiting = Client().get("/readyz")
    assert waiting.status_code == 503
    assert waiting.json()["parts"] == {
        "database": "ok",
        "broker": "ok",
        "worker": "no worker has reported yet",
    }
    Worker.objects.create(name="one", seen_at=timezone.now())
    assert Client().get("/readyz").json() == {
        "ready": True,
        "parts": {"database": "ok", "broker": "ok", "worker": "ok"},
    }


def test_a_silent_worker_is_noticed() -> None:
    Worker.objects.create(name="one", seen_at=timezone.now() - timedelta(minutes=5))
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert "no worker has reported for 30" in response.json()["parts"]["worker"]


def test_an_unreachable_broker_is_named(settings: Settings) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"]["broker"] == "the broker does not answer"


def test_the_documentation_runs_under_the_strict_policy() -> None:
    response = Client().get("/api/docs/")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_every_admin_page_opens() -> None:
    people = cast()
    application = apply_for(people.opening, "Carol")
    hand_in(application, assessment_of(people.northwind), (0.5, 0.1))
    rate(application, people.bob, [3] * 5)
    record(verb="changed", target=people.opening, at=timezone.now())
    client = client_of(operator())
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listed = client.get(reverse(f"{name}_changelist"))
        assert listed.status_code == 200, model
        for row in model._default_manager.all()[:1]:
            opened = client.get(reverse(f"{name}_change", args=[row.pk]))
            assert opened.status_code == 200, model


def test_recruiters_do_not_open_the_admin_pages() -> None:
    assert client_of(cast().alice).get("/admin/").status_code == 302


def test_what_is_recorded_cannot_be_edited_in_the_admin_pages() -> None:
    people = cast()
    event = record(verb="changed", target=people.opening, at=timezone.now())
    client = client_of(operator())
    address = reverse("admin:audit_event_change", args=[event.pk])
    assert client.post(address, {"verb": "forged"}).status_code == 403
    assert client.post(reverse("admin:audit_event_delete", args=[event.pk])).status_code == 403
    event.refresh_from_db()
    assert event.verb == "changed"
