"""Real pages of a real instance in a real browser, whose every complaint is a failure."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.instance import Instance
from tests.journeys.observer import Observer

CHROMIUM = "/usr/bin/chromium"
# No sandbox: the tests may run as root. The rest keeps Chromium from the network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHALLENGES = ("churn-campaign", "drift-monitor")
STEP_MS = 60_000  # a page of a busy machine

NewPerson = Callable[[], Page]


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    made = Instance(tmp_path / "home")
    made.furnish(*CHALLENGES)
    yield made
    made.stop()
    made.kill()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    # Not for the session: while Playwright lives, its event loop keeps Django's models away.
    expect.set_options(timeout=STEP_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def observer(instance: Instance) -> Observer:
    return Observer(instance.url)


@pytest.fixture
def new_person(chromium: Browser, instance: Instance, observer: Observer) -> NewPerson:
    """Somebody at a browser of their own: another cookie jar, another clipboard's permission."""

    def sit_down() -> Page:
        context: BrowserContext = chromium.new_context(
            base_url=instance.url, viewport={"width": 1440, "height": 900}
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(STEP_MS)
        page = context.new_page()
        observer.watch(page)
        return page

    return sit_down
