"""`VETTING_HOME=.local .venv/bin/python docs/images/take.py`: the README's pictures of a demo.

The demo of that data folder must be running (`make run`) with all of its runs ended. The visitor's
attempt is accepted and started where it is not yet; nothing else is changed.
"""

import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1440, "height": 900}
WAIT_MS = 300_000
CHROMIUM = "/usr/bin/chromium"
OPENING, CHALLENGE = "Senior MLOps engineer", "Drift monitor for a flight delay feed"


def main() -> int:
    demo = json.loads(Path(os.environ.get("VETTING_HOME", ".local"), "demo.json").read_text())
    invitation = demo["invitation_url"]
    url = "{0.scheme}://{0.netloc}".format(urlsplit(invitation))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        expect.set_options(timeout=WAIT_MS)
        _take_shortlist(_page(browser), url, demo["logins"][0])
        _take_workspace(_page(browser), invitation)
        browser.close()
    return 0


def _page(browser: Browser) -> Page:
    context = browser.new_context(viewport=SIZE, color_scheme="light")
    context.set_default_timeout(WAIT_MS)
    return context.new_page()


def _take_shortlist(page: Page, url: str, recruiter: dict[str, str]) -> None:
    page.goto(url)
    page.get_by_label("E-mail").fill(recruiter["email"])
    page.get_by_role("textbox", name="Password").fill(recruiter["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=OPENING).click()
    expect(page.get_by_role("table", name="Ranked")).to_be_visible()
    expect(page.get_by_text("Evaluating submissions")).to_have_count(0)
    _shoot(page, "shortlist")


def _take_workspace(page: Page, invitation: str) -> None:
    page.goto(invitation)
    page.get_by_role("button", name="Accept the invitation").or_(
        page.get_by_role("button", name="Go on where you left")
    ).click()
    start = page.get_by_role("button", name="Start", exact=True)
    expect(start.or_(page.get_by_role("timer"))).to_be_visible()
    if start.is_visible():
        start.click()
        page.get_by_role("button", name="Start now").click()
    page.get_by_role("link", name=f"Open the workspace: {CHALLENGE}").click()
    page.get_by_role("navigation", name="Files").get_by_role(
        "button", name="monitor.py", exact=True
    ).click()
    checks = page.get_by_role("region", name="Visible checks")
    checks.get_by_role("button", name="Run visible checks").click()
    expect(checks.get_by_role("listitem").first).to_be_visible()
    _shoot(page, "workspace")


def _shoot(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)
    page.screenshot(path=HERE / f"{name}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    sys.exit(main())
