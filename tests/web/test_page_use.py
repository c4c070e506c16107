"""People use a page: they call, press keys, step back, listen in, comment, approve, share and print."""

from __future__ import annotations

import re
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator import load
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.web.recording_audio import embed_audio
from tests.callers.world_flow import world_flow
from tests.conftest import FLOWS
from tests.web.sample_flows import HOSTILE, hostile_flow, wide_flow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.chromium, pytest.mark.heavy]

Show = Callable[..., "Page"]

STILL = "still=60000&"


def conversation(page: Page) -> list[str]:
    """The lines of the conversation, each on one line."""
    return [" ".join(line.split()) for line in page.locator(".log li").all_inner_texts()]


def test_a_call_is_drawn_at_a_moment(show: Show, clinic: Flow) -> None:
    page = show(clinic, "still=13000&call=9.9000", client="Fernside Clinic")
    assert conversation(page) == [
        "Fernside Clinic answers",
        "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For voicemail, press 3. "
        "For reception, press 0.",
        "Not a choice (1 of 3) 9",
        "Sorry, that was not one of the choices.",
        "Welcome to Fernside",
    ]
    assert page.locator(".doing").inner_text() == "Speaking, 0:00 of 0:08"
    assert page.locator(".keys .lit").all_inner_texts() == ["1", "2", "3", "0"]
    assert [line for line in page.locator(".what").inner_text().split("\n") if line] == [
        *("If you press", "1", "Booking desk", "2", "Billing", "3", "Night voicemail", "0", "Reception"),
        *("Any other key asked again, 1 try left after this", "Nothing asked again, 2 tries left after this"),
    ]


def test_a_call_by_hand_goes_on_in_time_and_its_address_carries_it(show: Show, clinic: Flow) -> None:
    page = show(clinic)
    page.get_by_role("button", name="Call", exact=True).click()
    page.locator(".log .live").wait_for()
    page.keyboard.press("2")  # the telephone has the focus
    page.locator(".place", has_text="Billing").wait_for()
    page.get_by_role("button", name="Bill payments").click()
    page.locator(".log .end").wait_for()
    (acts,) = re.findall(r"call=(2\.\d+_1\.\d+)", page.url)
    played = page.evaluate("ivrsim.play({steps: []})")
    shared = show(clinic, f"{STILL}call={acts}")
    assert conversation(shared)[-1].startswith("Bill payments A person, after 0:0")
    assert played["entry"] == "main"


def test_single_keys_act_only_while_the_telephone_is_selected(show: Show, clinic: Flow) -> None:
    page = show(clinic, "still=2000&call=-")
    page.get_by_role("button", name="Approve").focus()
    page.keyboard.press("2")
    assert page.locator(".place").inner_text() == "Main menu"
    page.locator(".telephone").focus()
    page.keyboard.press("2")
    assert page.locator(".place").inner_text() == "Billing"
    page.keyboard.press("Escape")
    assert conversation(page)[-1].startswith("The caller hung up")


def test_who_chooses_another_moment_during_a_call_keeps_the_focus(show: Show) -> None:
    page = show(world_flow())
    page.get_by_role("button", name="Call", exact=False).first.click()
    page.locator(".log li", has_text="Office hours: open").wait_for()
    moments = page.get_by_label("When")
    moments.focus()
    for said in ("Office hours: closed", "Office hours: closed for a holiday"):
        page.keyboard.press("ArrowDown")
        page.get_by_text(said, exact=True).wait_for()
        assert moments.evaluate("select => select === document.activeElement")


def test_a_step_back_leads_to_the_moment_before_the_last_key(show: Show, clinic: Flow) -> None:
    page = show(clinic, "still=15000&call=2.9000_3.14000")
    assert page.locator(".place").inner_text() == "Main menu"
    page.get_by_role("button", name="Step back").click()
    page.get_by_role("button", name="Step back").click()
    assert (page.locator(".place").inner_text(), page.locator(".doing").inner_text()) == ("Main menu", "Paused")
    assert len(conversation(page)) == 2


def test_the_live_region_says_each_announcement_once_and_whole(show: Show, clinic: Flow) -> None:
    page = show(clinic, "still=500&call=-")
    said = "Fernside Clinic answers Welcome to Fernside Clinic. To book an appointment, press 1."
    text = page.get_by_role("status").inner_text()
    assert text.startswith(said.replace("Fernside Clinic answers", page.locator(".who bdi").inner_text() + " answers"))
    assert conversation(page)[-1] == "Welcome"


def test_the_moment_and_who_picks_up_decide_where_a_call_leads(show: Show) -> None:
    flow = world_flow()
    page = show(flow, f"{STILL}call=1.1000&who=everyone")
    assert conversation(page)[-1].startswith("Night voicemail A machine, after 0:21")
    page = show(flow, f"{STILL}call=1.1000&at=2026-12-25T12:00")
    assert conversation(page)[0] == "Office hours: closed for a holiday"
    page = show(flow)
    assert page.get_by_label("When").locator("option").all_inner_texts() == [
        *("Monday, 10:00", "Monday, 21:00", "25 Dec, 10:00 (Christmas Day)", "Another time…"),
    ]
    assert page.locator(".tree").first.inner_text().split("\n")[::2][:2] == [
        "In every menu, after a wrong key or a silence:  Reception",
        "Office hours",
    ]


@pytest.mark.parametrize("typed", ["2031-01-01T10:00", "2026-03-29T01:30"])
def test_a_time_that_the_page_does_not_know_is_refused_where_it_is_typed(show: Show, typed: str) -> None:
    page = show(world_flow())
    page.get_by_label("When").select_option("Another time…")
    page.get_by_label("Date and time").fill(typed)
    page.get_by_role("button", name="Call", exact=False).first.click()
    assert page.evaluate("[document.activeElement.validationMessage, document.body.dataset.view]") == [
        "This page does not know that time. Choose one from 1 January 2026 to 1 January 2028.",
        "opening",
    ]


def test_comments_and_approval_become_text(show: Show, clinic: Flow) -> None:
    page = show(clinic, "still=9000&call=-", client="Fernside Clinic")
    page.get_by_role("button", name="Comment on: Main menu, greeting").click()
    page.locator("textarea").fill("Say “surgery”,\nnot “clinic”.")
    page.get_by_role("button", name="Keep comment").click()
    page.get_by_role("button", name="Approve (1)").click()
    page.get_by_role("button", name="Copy approval").click()
    assert page.evaluate("[document.activeElement.validity.valueMissing, document.querySelector('.hand').hidden]") == [
        True,
        True,
    ]
    page.get_by_label("Your name").fill("A. Client")
    page.get_by_label("Date").fill("2026-12-01")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject()}})")
    page.get_by_role("button", name="Copy approval").click()
    text = page.get_by_label("The text, to copy by hand").input_value()
    assert re.sub(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}", "DIGEST", text).split("\n") == [
        "Fernside Clinic: Phone menu of 30 November 2026",
        "ivrsim DIGEST",
        "Approved by: A. Client, 2026-12-01",
        "",
        "Heard: none",
        "Not heard: none",
        "",
        "Comments:",
        "- Main menu (main), greeting: Say “surgery”, not “clinic”.",
        "",
        "",
        "",
    ]


@pytest.fixture
def quiet_tab(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """A tab whose loudspeaker and voice note what they are asked for."""
    page = chromium.new_page()
    page.add_init_script("""
        window.heard = [];
        const gain = {setValueAtTime() {}, linearRampToValueAtTime() {}};
        const frequency = {set value(hertz) { heard.push(hertz); }};
        const node = () => ({connect() {}, start() {}, stop() {}, gain, frequency});
        window.AudioContext = class { currentTime = 0; createGain = node; createOscillator = node; };
        Object.defineProperty(window, "speechSynthesis", {value: {
            getVoices: () => [1], cancel: () => heard.push("quiet"),
            speak: words => { heard.push(words.text); words.onstart(); }}});
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    """)
    yield page
    page.close()


def test_keys_and_ringing_are_tones_and_words_are_spoken(show: Show, clinic: Flow, quiet_tab: Page, tab: Page) -> None:
    show(clinic)
    quiet_tab.goto(tab.url)
    quiet_tab.get_by_role("button", name="Call", exact=True).click()
    quiet_tab.locator(".log .live").wait_for()
    quiet_tab.keyboard.press("5")
    assert quiet_tab.evaluate("heard") == [
        *(400, 450, 400, 450),
        "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For voicemail, press 3. "
        "For reception, press 0.",
        *(770, 1336),
        "quiet",
        "Sorry, that was not one of the choices.",
    ]
    quiet_tab.get_by_role("button", name="Mute").click()
    quiet_tab.locator(".telephone").focus()
    quiet_tab.keyboard.press("6")
    assert quiet_tab.evaluate("heard.slice(9)") == ["quiet"]


def test_recordings_that_the_page_carries_play(show: Show, clinic: Flow, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "greeting.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 8000, "NONE", ""))
        file.writeframes(bytes(16_000))
    greeting = clinic.recordings["19549"].model_copy(update={"file": "greeting.wav"})
    flow = Flow(**{**_fields(clinic), "recordings": {**clinic.recordings, "19549": greeting}})
    page = show(flow, audio=embed_audio(flow, tmp_path, ["19549"]))
    length = page.evaluate("""async () => {
        const {flow} = JSON.parse(document.getElementById("data").textContent);
        const sound = new Audio(flow.recordings["19549"].audio);
        await new Promise((done, fail) => { sound.onloadedmetadata = done; sound.onerror = fail; });
        return sound.duration;
    }""")
    assert length == 1


def _fields(flow: Flow) -> dict[str, Any]:
    return {name: getattr(flow, name) for name in Flow.__dataclass_fields__ if not name.startswith("_")}


def test_no_text_of_a_flow_runs(show: Show) -> None:
    page = show(hostile_flow(), "still=9000&call=11.1000", client=HOSTILE[1])
    assert page.title() == f"Call: {HOSTILE[1]}"
    assert page.locator("img").count() == 0
    assert page.evaluate("document.scripts.length") == 2
    turned = re.compile("[\u202a-\u202e\u2066-\u2069]")  # these would make a name look like another
    names = page.locator(".tree .name").all_inner_texts()
    shown = [" ".join(name.split()) for name in names]
    assert [text for text in HOSTILE if " ".join(turned.sub("", text).split()) not in shown] == []
    assert page.evaluate("ivrsim.play({steps: [{press: '12'}]}).outcome.name") == HOSTILE[1]


def test_without_scripts_and_on_paper_the_page_is_a_report(
    chromium: Browser, show: Show, tab: Page, clinic: Flow
) -> None:
    show(clinic, client="Fernside Clinic")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(tab.url)
    text = page.locator("body").inner_text()
    context.close()
    mistakes = "3× Wrong keys and silences\tReception"
    for words in ("Fernside Clinic", "Welcome to Fernside Clinic.", "Booking desk", mistakes):
        assert words in text
    tab.emulate_media(media="print")
    assert (tab.locator("#report").is_visible(), tab.locator("#app").is_visible()) == (True, False)
    tab.emulate_media(media="screen")


def test_a_map_opens_whole_levels_and_shows_where_the_call_is(show: Show) -> None:
    page = show(load(FLOWS / "council"))
    page.set_viewport_size({"width": 1440, "height": 900})
    folds = page.locator(".opening .fold")
    opened = [fold.get_attribute("aria-label") for fold in folds.all() if fold.get_attribute("aria-expanded") == "true"]
    assert opened == ["Council tax", "Housing", "Bins and recycling", "Planning"]
    page = show(wide_flow(200), "still=8000&call=6.1000_2.2000")
    assert page.locator(".here .box .name").inner_text() == page.locator(".place").inner_text()
    card, here = page.locator(".map").bounding_box(), page.locator(".here .box").bounding_box()
    assert card is not None
    assert here is not None
    assert card["y"] < here["y"] < here["y"] + here["height"] < card["y"] + card["height"]


def test_the_map_shows_how_many_callers_take_each_way(show: Show, clinic: Flow) -> None:
    shares = {"main|1": 0.244, "main|2": 0.0564, "main|wrong": 0.0015, "main|silence": 0.0007, "billing|0": 0.00001}
    page = show(clinic, "still=2000&call=", shares=shares)
    lines = [line.inner_text().split("\n") for line in page.locator(".map .node:has(.share)").all()]
    assert [(line[0], line[-1]) for line in lines[:2]] == [("1", "24 %"), ("2", "5.6 %")]
    assert {line[-1] for line in lines} == {"24 %", "5.6 %", "0 %", "< 0.1 %"}
    common = page.locator(".map .common")
    assert common.first.inner_text().startswith("Percentages: how many callers go this way")
    assert common.last.inner_text().endswith("Reception 0.2 %")
    assert show(clinic, "still=2000&call=").locator(".share").count() == 0


def test_a_share_next_to_a_long_name_stays_on_one_line(show: Show, clinic: Flow) -> None:
    """A way that callers take without end has a share, too, and it is not 0 %."""
    billing = clinic.receptionists["billing"].model_copy(update={"name": "Bills and payments " * 8})
    long = replace(clinic, receptionists={**clinic.receptionists, "billing": billing})
    page = show(long, "still=2000&call=", shares={"main|1": 0.25, "main|2": 0.113, "billing|3": None})
    shares = page.locator(".map .node .share")
    assert shares.all_inner_texts()[:2] == ["25 %", "11 %"]
    assert "∞" in shares.all_inner_texts()
    heights = "shares => new Set(shares.map(share => share.getBoundingClientRect().height)).size"
    assert shares.evaluate_all(heights) == 1


def test_numbers_are_keys_on_the_map_and_an_engines_own_prompt_has_a_name(show: Show, clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    number = Entry.of_number("2001", Destination("extension", "2001"))
    entries = (*(main.entries or ()), number)
    changed = main.model_copy(update={"entries": entries, "wrong_key_retry_recording": "default"})
    page = show(replace(clinic, receptionists={**clinic.receptionists, "main": changed}), "still=10000&call=9.9000")
    caps = page.locator(".map .cap", has_text="2001")
    assert caps.get_attribute("class") == "cap"
    assert conversation(page)[-1] == "The telephone system's own prompt: the words are not in the file"


def test_words_that_nobody_heard_are_shown_in_part(show: Show, clinic: Flow) -> None:
    script = "Press 1 to book. " * 500
    greeting = clinic.recordings["19549"].model_copy(update={"script": script})
    page = show(replace(clinic, recordings={"19549": greeting}), "still=3000&call=1.2000")
    shown = page.locator(".say p").inner_text()
    assert shown.startswith("Press 1 to book. Press 1 to book.")
    assert shown.endswith(" …")
    assert len(shown) < len(script) / 3


def test_the_work_of_a_key_and_of_the_first_picture_does_not_grow_with_the_flow(show: Show) -> None:
    """Elements made, not seconds: in 200 menus a key takes 11 ms of processor time, the page's own first picture 40."""
    work = {}
    for count in (50, 400):
        page = show(wide_flow(count))
        drawn = page.locator("#app *").count()
        made = page.evaluate("""async () => {
            document.querySelector(".dial").click();
            while (!document.querySelector(".log .live")) await new Promise(requestAnimationFrame);
            document.querySelector(".controls button").click();
            let made = 0;
            const elements = node => node.nodeType === 1 ? 1 + node.getElementsByTagName("*").length : 0;
            const observer = new MutationObserver(() => {});
            observer.observe(document, {childList: true, subtree: true});
            document.querySelector("[data-key='1']").click();
            for (const {addedNodes} of observer.takeRecords()) for (const node of addedNodes) made += elements(node);
            return made;
        }""")
        assert page.locator(".place").inner_text() == "Menu 1"
        work[count] = (drawn, made)
    assert work[50] == work[400]
    assert work[400][0] < 700
    assert work[400][1] < 700
