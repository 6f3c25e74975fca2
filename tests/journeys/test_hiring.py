"""From an invitation to a ranked shortlist, as three people do it, each at a browser of their own."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from challenges.catalog import LIBRARY, load_pack
from tests.journeys import seed
from tests.journeys.conftest import NewPerson
from tests.journeys.instance import Instance
from tests.journeys.observer import Observer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.docker,
    pytest.mark.slow,
    pytest.mark.timeout(1500),
]

CANDIDATE = ("Carla Nkemelu", "carla@people.example")
TASK = "The autumn campaign"
RUN_MS = 400_000  # a run that waits for a busy machine
# What she prints is text on everybody's pages, whatever a browser could make of it.
MARKUP = "</pre><img src=x onerror=\"document.title = 'owned'\"><script>alert(1)</script>"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def furnished(instance: Instance) -> Instance:
    instance.run("-m", "tests.journeys.seed")
    instance.start()
    return instance


def test_hiring(furnished: Instance, new_person: NewPerson, observer: Observer) -> None:
    alice, carla, bob = new_person(), new_person(), new_person()
    sign_in(alice, seed.RECRUITER)
    link = invite(alice)
    accept(carla, link)
    brief_is_read(carla)
    write_solution(carla)
    run_checks(carla)
    hand_in(carla)
    read_report(carla)
    sign_in(bob, seed.INTERVIEWER)
    rate_blind(bob)
    see_what_was_hidden(bob)
    compare(alice)
    open_down_to_evidence(alice)
    carla.get_by_role("link", name="Back to your attempt").click()
    expect(carla.get_by_role("link", name="Open the report")).to_be_visible()
    for page in (alice, bob, carla):
        fits_a_phone(page)
    assert observer.complaints == []


def sign_in(page: Page, person: tuple[str, str]) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill(person[1])
    page.get_by_role("textbox", name="Password").fill(seed.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Openings", level=1)).to_be_visible()


def invite(page: Page) -> str:
    """Add the candidate, and give back what the clipboard holds for her."""
    page.get_by_role("link", name=seed.OPENING).click()
    page.get_by_role("link", name="Candidates", exact=True).click()
    page.get_by_role("button", name="Add candidate").click()
    dialog = page.get_by_role("dialog", name="Add a candidate")
    dialog.get_by_label("Name").fill(CANDIDATE[0])
    dialog.get_by_label("E-mail").fill(CANDIDATE[1])
    dialog.get_by_role("button", name="Add candidate").click()
    row = page.get_by_role("row", name=CANDIDATE[0])
    expect(row).to_contain_text("Added")
    row.get_by_role("button", name="Invite").click()
    dialog = page.get_by_role("dialog", name=f"Invite {CANDIDATE[0]}")
    dialog.get_by_role("button", name="Invite").click()
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    expect(dialog.get_by_label("Invitation link")).to_have_value(link)
    dialog.get_by_role("button", name="Done").click()
    expect(row).to_contain_text("Invited")
    return link


def accept(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text(f"Hello {CANDIDATE[0]}")).to_be_visible()
    expect(page.get_by_role("heading", name=TASK)).to_be_visible()
    page.get_by_role("button", name="Accept the invitation").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Start now").click()
    expect(page.get_by_role("timer")).to_be_visible(timeout=RUN_MS)  # her data is being made
    page.get_by_role("link", name=f"Open the workspace: {TASK}").click()


def brief_is_read(page: Page) -> None:
    brief = page.get_by_role("region", name="Brief")
    expect(brief.get_by_role("heading", name=TASK)).to_be_visible()
    expect(brief.get_by_role("table").first).to_be_visible()
    expect(brief).to_contain_text("net_profit")
    page.get_by_role("navigation", name="Files").get_by_role(
        "button", name="terms.json"
    ).first.click()
    expect(page.get_by_role("region", name="Editor")).to_contain_text("budget")


def write_solution(page: Page) -> None:
    """Paste over the starter what the pack's author wrote, and see that the server has it."""
    solution = load_pack(LIBRARY / seed.CHALLENGE).reference["campaign.py"].decode()
    first_line = solution.splitlines()[0]
    solution += f"\nprint({MARKUP!r})\n"
    page.get_by_role("navigation", name="Files").get_by_role(
        "button", name="campaign.py", exact=True
    ).click()
    editor = page.get_by_role("region", name="Editor")
    expect(editor.get_by_role("textbox")).not_to_contain_text(first_line)
    page.evaluate("text => navigator.clipboard.writeText(text)", solution)
    editor.get_by_role("textbox").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    page.reload()
    expect(editor.get_by_role("textbox")).to_contain_text(first_line)


def run_checks(page: Page) -> None:
    checks = page.get_by_role("region", name="Visible checks")
    checks.get_by_role("button", name="Run visible checks").click()
    expect(checks.get_by_role("status")).to_be_visible()
    passed = checks.get_by_role("listitem").filter(has=page.get_by_role("img", name="Passed"))
    expect(passed.first).to_be_visible(timeout=RUN_MS)
    expect(checks.get_by_role("img", name="Did not pass")).to_have_count(0)
    checks.get_by_text("Output", exact=True).click()
    shows_as_text(page, checks)
    checks.get_by_text("Results", exact=True).click()


def shows_as_text(page: Page, place: Locator) -> None:
    expect(place).to_contain_text(MARKUP)
    expect(page.locator("img[src='x']")).to_have_count(0)
    assert page.title() != "owned"


def hand_in(page: Page) -> None:
    page.get_by_role("link", name="Overview and hand in").click()
    page.get_by_role("button", name="Hand in…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("campaign.py")
    dialog.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", name="Handed in")).to_be_visible()


def read_report(page: Page) -> None:
    page.get_by_role("link", name="Open the report").click(timeout=RUN_MS)
    lines = page.get_by_role("region", name=f"Checks of {TASK}").get_by_role("listitem")
    expect(lines).to_have_count(len(load_pack(LIBRARY / seed.CHALLENGE).manifest.checks))
    profit = lines.filter(has_text="net_profit")
    expect(profit).to_contain_text(re.compile(r"Measured: .*\d"))
    assert number_in(page.get_by_text("of 100 overall").locator("..")) >= 85


def rate_blind(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Reviews").click()
    awaiting = page.get_by_role("table", name="Awaiting you")
    awaiting.get_by_role("link", name=CANDIDATE[0]).click()
    expect(page.get_by_text("hidden until you hand in yours")).to_be_visible()
    expect(page.get_by_role("navigation", name="Files of the submission")).to_be_visible()
    page.get_by_role("tab", name="Run output").click()
    shows_as_text(page, page.get_by_role("tabpanel", name="Run output"))
    form = page.get_by_role("form", name="Scorecard")
    criteria = form.get_by_role("group").filter(has=page.get_by_role("radio"))
    expect(criteria.first).to_be_visible()
    for criterion in criteria.all():
        rate(criterion)
    form.get_by_role("radiogroup", name="Recommendation").get_by_text("Yes", exact=True).click()
    form.get_by_label("Summary").fill("Asks what a decision costs before she models it.")
    expect(form.get_by_text("Draft saved")).to_be_visible()
    form.get_by_role("button", name="Hand in").click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", name="You have handed in")).to_be_visible()


def rate(criterion: Locator) -> None:
    """Level 4, by an anchor that says what this means."""
    level = criterion.get_by_role("radio", name=re.compile(r"^4\s*\w+"))
    level.check()
    criterion.get_by_role("textbox", name="Evidence").fill(
        "Said in DECISION.md what could go wrong, and why."
    )


def see_what_was_hidden(page: Page) -> None:
    page.get_by_role("link", name="See all of this application").click()
    expect(page.get_by_role("table", name=f"Checks of {TASK}")).to_be_visible()
    expect(page.get_by_text("Hidden until you have rated")).to_have_count(0)


def compare(page: Page) -> None:
    """The shortlist has both halves side by side; level 4 of 5 everywhere is 75 of 100."""
    page.get_by_role("link", name="Shortlist").click()
    row = page.get_by_role("table", name="Ranked").get_by_role("row", name=CANDIDATE[0])
    automated = row.get_by_role("img", name=re.compile("^Automated: "))
    rubric = row.get_by_role("img", name=re.compile("^Rubric: 75"))
    expect(automated).to_be_visible()
    expect(rubric).to_be_visible()
    expect(row).to_contain_text(re.compile(r"1 . yes"))


def open_down_to_evidence(page: Page) -> None:
    page.get_by_role("table", name="Ranked").get_by_role("link", name=CANDIDATE[0]).click()
    expect(page.get_by_role("region", name="Standing")).to_contain_text(
        re.compile(r"Rubric . 40.?%")
    )
    row = page.get_by_role("table", name=f"Checks of {TASK}").get_by_role("row")
    profit = row.filter(has_text="Net profit of the campaign")
    expect(profit).to_contain_text("EUR")
    expect(profit.get_by_role("cell").first).to_contain_text(re.compile(r"\d"))  # its evidence


def fits_a_phone(page: Page) -> None:
    """Where they are now, and each place that it links to, has no sideways scrolling."""
    page.set_viewport_size(PHONE)
    addresses = {page.url, *main_pages(page)}
    assert len(addresses) >= 3
    for address in sorted(addresses):
        page.goto(address)
        expect(page.get_by_role("main")).to_be_visible()
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than a phone"


def main_pages(page: Page) -> list[str]:
    """Every place of ours that the page links to, once."""
    links = page.get_by_role("link").evaluate_all("all => all.map(one => one.href)")
    own = [link for link in links if link.startswith("http://127.0.0.1") and ".csv" not in link]
    return sorted({link.split("#")[0] for link in own})


def number_in(place: Locator) -> float:
    found = re.search(r"\d+(\.\d+)?", place.inner_text())
    assert found, place.inner_text()
    return float(found[0])
