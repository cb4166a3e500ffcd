"""The page as people meet it in a browser: it asks for nothing, leads to sentences, keeps sources inert."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from pipelines.warehouse import published as published_file
from pipelines.warehouse import query

DESK, HAND = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MARKED = "[...document.querySelectorAll('#source-sheet mark')].map((mark) => mark.textContent).join('')"
IN_VIEW = """() => {
    const mark = document.querySelector('#source-sheet mark').getBoundingClientRect();
    const sheet = document.getElementById('source-sheet').getBoundingClientRect();
    return mark.top < sheet.bottom && mark.bottom > sheet.top && mark.height > 0;
}"""
Browse = Callable[..., Any]


@pytest.fixture(scope="module")
def facts(published: Any) -> list[dict[str, Any]]:
    sql = "select fact_id, kind, status, document_id, evidence from report.facts order by fact_id"
    return query(published_file(published.home), sql).to_pylist()


@pytest.fixture
def desk(browse: Browse, published: Any) -> Any:
    """A window at a desk, the page open."""
    window = browse(**DESK)
    window.open(published.address)
    yield window
    assert window.complaints == []
    assert {address.partition("#")[0] for address in window.requests} <= {published.address, "about:blank"}


def found(page: Any) -> str:
    return page.inner_text("#found")


def test_it_opens_from_the_disk_without_a_complaint_or_a_request(desk: Any, facts: Any) -> None:
    assert found(desk.page) == f"{len(facts)} facts"
    assert desk.page.title().startswith("Cooperation in science and technology")


def test_a_search_keeps_what_holds_all_its_words_and_marks_them(desk: Any) -> None:
    page = desk.page
    page.fill("#q", "polar PERU")
    expect(page.locator("#rows tr")).to_have_count(1)
    assert found(page).startswith("1 of ")
    assert set(page.locator("#rows mark").all_inner_texts()) <= {"polar", "Peru"}
    assert "q=polar+PERU" in page.url
    page.fill("#q", "nothing has these words")
    page.wait_for_selector("#results[hidden]", state="attached")
    assert found(page) == "No fact fits. Ask for less."


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("kind=agreement", lambda fact: fact["kind"] == "agreement"),
        ("status=planned,proposed", lambda fact: fact["status"] in ("planned", "proposed")),
        ("source=plain", lambda fact: fact["document_id"] == "plain"),
        ("kind=agreement&source=plain", lambda f: f["kind"] == "agreement" and f["document_id"] == "plain"),
        ("country=PE", lambda fact: "Peru" in fact["evidence"]),
        ("from=2013&to=2013", lambda fact: "2013" in fact["evidence"]),
    ],
)
def test_a_link_to_a_filtered_list_shows_just_that(
    asked: str, fits: Callable[[Any], bool], browse: Browse, published: Any, facts: Any
) -> None:
    page = browse(**DESK).open(f"{published.address}#facts?{asked}")
    wanted = sum(map(fits, facts))
    assert wanted
    assert page.locator("#rows tr").count() == wanted
    assert found(page).startswith(f"{wanted} of {len(facts)} ")


def test_filters_are_set_by_hand_and_cleared(desk: Any, facts: Any) -> None:
    page = desk.page
    page.select_option("#country", "PE")
    page.wait_for_selector("#country-card:not([hidden])")
    assert "Norway" in page.inner_text("#country-card")
    page.click("#clear")
    expect(page.locator("#found")).to_have_text(f"{len(facts)} facts")
    assert page.url.endswith("#facts")


def test_a_number_leads_to_its_sentence_marked_and_in_view(desk: Any, facts: Any) -> None:
    page = desk.page
    page.locator("#matrix td a").first.click()
    page.wait_for_selector("dialog[open]")
    sentences = {fact["evidence"] for fact in facts}
    total = int(page.inner_text("#source-at").partition(" of ")[2])
    for _ in range(total):
        assert page.evaluate(MARKED) in sentences
        assert page.evaluate(IN_VIEW)
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#source-at") == f"{total} of {total}"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    assert page.evaluate("document.activeElement.closest('#matrix') !== null")


def test_a_mark_of_a_chart_leads_there_too(desk: Any) -> None:
    desk.page.locator(".chart .wide [data-go^='#']").first.click()
    desk.page.wait_for_selector("dialog[open]")
    assert desk.page.evaluate(MARKED)


@pytest.mark.parametrize("size", [DESK, HAND])
def test_every_fact_has_a_link_of_its_own_that_marks_its_very_sentence(
    size: dict[str, int], browse: Browse, published: Any, facts: Any
) -> None:
    window = browse(**size)
    page = window.open(f"{published.address}#fact/{facts[0]['fact_id']}")
    for fact in facts:
        page.evaluate(f"location.hash = '#fact/{fact['fact_id']}'")
        expect(page.locator("#source-values")).to_contain_text(fact["fact_id"])
        assert page.evaluate(MARKED) == fact["evidence"]
        assert page.evaluate(IN_VIEW)
    assert window.complaints == []


def test_links_to_a_country_a_text_and_to_what_is_not_there(
    browse: Browse, published: Any, facts: Any
) -> None:
    page = browse(**DESK).open(f"{published.address}#country/GH")
    assert page.inner_text("#country-card h3") == "Ghana GH"
    other = next(fact["document_id"] for fact in facts if fact["document_id"].startswith("<"))
    page = browse(**DESK).open(f"{published.address}#document/{quote(other, safe='')}")
    assert "onerror" in page.inner_text("#source-title")
    page = browse(**DESK).open(f"{published.address}#fact/ffff")
    assert found(page) == "This fact is not in this snapshot."


def test_figures_that_no_fact_uses_are_grey_and_say_why(browse: Browse, published: Any) -> None:
    page = browse(**DESK).open(f"{published.address}#document/plain")
    unused = page.locator("#source-sheet .figure.unused")
    assert "12" in " ".join(unused.all_inner_texts())
    assert all(title.startswith("no fact: ") for title in [unused.nth(0).get_attribute("title")])
    assert page.locator("#source-sheet .figure.used").count()


def test_the_ledger_leads_to_its_figures(desk: Any) -> None:
    link = desk.page.locator("#ledger a").first
    wanted = link.inner_text()
    link.click()
    desk.page.wait_for_selector("dialog[open]")
    assert desk.page.locator("#source-sheet .chosen").count() == 1
    assert desk.page.inner_text("#source-at") == ("" if wanted == "1" else f"1 of {wanted}")


def test_contradictions_stand_side_by_side_and_lead_to_their_sentences(desk: Any) -> None:
    sides = desk.page.locator("#quality .against blockquote")
    assert sides.locator(".value").all_inner_texts() == ["13 projects", "17 projects"]
    sides.nth(1).locator("a").click()
    desk.page.wait_for_selector("dialog[open]")
    assert "17 joint projects" in desk.page.evaluate(MARKED)


def test_what_is_held_back_says_why(desk: Any) -> None:
    said = desk.page.inner_text("#quarantine")
    assert "BAD_SIDECAR" in said
    assert "publsher" in said


@pytest.mark.parametrize("size", [DESK, HAND])
def test_a_hostile_source_is_shown_and_does_nothing(
    size: dict[str, int], browse: Browse, published: Any, facts: Any
) -> None:
    window = browse(**size)
    hostile = [fact for fact in facts if fact["document_id"].startswith("<")]
    assert len(hostile) >= 4
    page = window.open(f"{published.address}#document/{quote(hostile[0]['document_id'], safe='')}")
    for fact in hostile:
        page.evaluate(f"location.hash = '#fact/{fact['fact_id']}'")
        expect(page.locator("#source-values")).to_contain_text(fact["fact_id"])
        assert page.evaluate("document.querySelector('#source').scrollWidth <= innerWidth")
    assert "<script>window.hacked = 3</script>" in page.inner_text("#source-sheet")
    page.keyboard.press("Escape")
    page.fill("#q", "<script>")
    expect(page.locator("#rows mark").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, [onclick], [onerror]").count() == 0
    addresses = page.evaluate("[...document.querySelectorAll('a')].map((each) => each.protocol)")
    assert "javascript:" not in addresses
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert window.complaints == []


def test_it_is_worked_by_keys_alone(desk: Any) -> None:
    page = desk.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("#q")
    page.keyboard.type("polar")
    expect(page.locator("#rows tr")).to_have_count(1)
    for _ in range(12):  # past the other filters to the first fact
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#rows') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    assert "polar" in page.evaluate(MARKED)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('#rows') !== null")


def test_light_and_dark_by_the_machine_and_by_hand(browse: Browse, published: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (browse(**DESK, dark=dark).open(published.address) for dark in (False, True))
    seen = light.evaluate(ground), dark.evaluate(ground)
    assert seen[0] != seen[1]
    dark.click("#theme")
    assert dark.evaluate(ground) == seen[0]


def test_without_a_script_all_but_the_list_is_there(browse: Browse, published: Any) -> None:
    page = browse(**DESK, java_script_enabled=False).page
    page.goto(published.address)
    assert page.locator("#matrix td").count()
    assert page.locator(".chart svg").count() >= 2
    assert "needs a script" in page.inner_text("#facts noscript")


def test_in_print_the_reports_stand_and_the_controls_do_not(desk: Any) -> None:
    desk.page.emulate_media(media="print")
    assert desk.page.is_visible("#matrix")
    assert not desk.page.is_visible("#filters")
    assert not desk.page.is_visible(".sections")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [DESK, HAND])
def test_no_serious_barrier(
    size: dict[str, int], dark: bool, browse: Browse, published: Any, facts: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    window = browse(**size, dark=dark, reduced_motion="reduce")
    for place in ("", f"#fact/{facts[0]['fact_id']}"):
        page = window.open(published.address + place)
        violations = Axe().run(page).response["violations"]
        serious = [
            {"id": each["id"], "nodes": [node["html"][:300] for node in each["nodes"]][:3]}
            for each in violations
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], json.dumps(serious, indent=1)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [DESK, HAND])
def test_the_dictionary_opens_from_the_page_and_holds_no_barrier(
    size: dict[str, int], dark: bool, browse: Browse, published: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    window = browse(**size, dark=dark, reduced_motion="reduce")
    page = window.open(published.address)
    page.click(".sections a[href='dictionary.html']")
    page.wait_for_url("**/dictionary.html")
    assert page.inner_text("h1") == "Data dictionary"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.click(".index a[href='#report.funding']")
    expect(page.locator("[id='report.funding']")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    violations = Axe().run(page).response["violations"]
    serious = [
        {"id": each["id"], "nodes": [node["html"][:300] for node in each["nodes"]][:3]}
        for each in violations
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == [], json.dumps(serious, indent=1)
    page.emulate_media(media="print")
    assert not page.is_visible(".sections")
    assert page.is_visible("[id='report.funding']")
    page.emulate_media(media="screen")
    page.click("text=Back to the page")
    page.wait_for_selector("html[data-ready]")
    assert window.complaints == []
    assert all(address.startswith(("file:", "about:")) for address in window.requests)


def test_a_list_cut_short_leads_to_what_says_where_the_rest_is(desk: Any) -> None:
    links = desk.page.locator(".more a[href^='dictionary.html#report.']")
    for at in range(links.count()):
        name = links.nth(at).get_attribute("href").partition("#")[2]
        assert links.nth(at).inner_text() == name


def test_in_print_tables_opened_for_it_fit_the_sheet(desk: Any) -> None:
    page = desk.page
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins, at 96 to the inch
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.emulate_media(media="print")
    wide = page.evaluate(
        "[...document.querySelectorAll('table')].filter((each) => each.offsetWidth > innerWidth).length"
    )
    assert wide == 0
