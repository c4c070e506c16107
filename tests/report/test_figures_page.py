"""The page of figures: one HTML document without scripts, whose plots all have their numbers."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator import load
from simulator.callers.persona import Persona, RoundChances
from simulator.config.flow import Flow
from simulator.graph.odds.stay_library import LateReaction
from simulator.report.figure_facts import CommonWay, FigureFacts
from simulator.report.figures_page import figures_html, sentence_line
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import HOSTILE_NAMES, hostile_flow
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu
from tests.report.test_figure_facts import facts_of

MENU = flow(main=menu(k1="department||1"))
GONE = Persona("x", 1.0, (RoundChances(0, 0, 0, 1),), source="by hand")
CHANCES = Persona("x", 1.0, (RoundChances(0.6, 0.2, 0.15, 0.05),), source="by hand")


def page_of(facts: FigureFacts) -> ElementTree.Element:
    """The body of a page, which is well-formed XML, too."""
    text = figures_html(facts)
    return ElementTree.fromstring(text[text.index("<body>") : text.index("</html>")])


def words_of(element: ElementTree.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def tables(body: ElementTree.Element) -> dict[str, list[list[str]]]:
    """The rows of each table, by its caption."""
    return {
        words_of(item.find("caption")): [[words_of(cell) for cell in row] for row in item.iter("tr")]
        for item in body.iter("table")
    }


def test_the_clinic(clinic: Flow) -> None:
    facts = replace(facts_of(clinic, CHANCES), title="Clinic", hours_missing="No schedule.")
    body = page_of(facts)
    assert [words_of(item) for item in body.iter("h2")] == [
        *("Where callers end", "Time to a person", "Main menu", "Billing"),
        *("Hours of the week", "The map", "All figures as text"),
    ]
    assert words_of(body.find("main/header")) == (
        "Clinic: where callers end 1,000 callers, exactly. Persona “x” (by hand). 66.4 % of callers reach a person."
    )
    assert tables(body) == {
        "Where callers end": [
            ["", "Callers", "After"],
            ["Reception", "31.7 %", "23.4 s"],
            ["Booking desk", "23.9 %", "17.2 s"],
            ["Night voicemail", "23.9 %", "17.2 s"],
            ["the caller hangs up", "9.8 %", "20.7 s"],
            ["Bill payments", "5.4 %", "36.3 s"],
            ["Billing questions", "5.4 %", "36.3 s"],
        ],
        "Time to a person": TIMES,
        "Main menu": MAIN,
        "Billing": BILLING,
    }
    plots = [item for item in body.iter("{http://www.w3.org/2000/svg}svg") if item.get("class") == "plot"]
    assert [item.get("aria-label") for item in plots] == [
        *("Where callers end", "Time to a person", "Main menu, round by round", "Billing, round by round")
    ]
    text = words_of(body.find(".//pre"))
    assert all(" ".join(line.split()) in text for line in facts.words)


TIMES = [
    ["Of callers with a person", "By"],
    ["p50", "20.000 s"],
    ["p90", "49.300 s"],
    ["p99", "87.800 s"],
]
MAIN = [
    ["Round", "In", "Choose", "Wrong key", "Silent", "Gone"],
    ["1", "105.4 %", "63.2 %", "21.1 %", "15.8 %", "5.3 %"],
    ["2", "36.9 %", "22.1 %", "7.4 %", "5.5 %", "1.8 %"],
    ["3", "12.9 %", "7.7 %", "2.6 %", "1.9 %", "0.6 %"],
    ["4", "3.3 %", "2.0 %", "0.7 %", "0.5 %", "0.2 %"],
    ["5", "0.6 %", "0.3 %", "0.1 %", "0.1 %", "< 0.1 %"],
]
BILLING = [
    ["Round", "In", "Choose", "Wrong key", "Silent", "Gone"],
    ["1", "23.9 %", "14.3 %", "4.8 %", "3.6 %", "1.2 %"],
    ["2", "8.4 %", "5.0 %", "1.7 %", "1.3 %", "0.4 %"],
    ["3", "2.9 %", "1.8 %", "0.6 %", "0.4 %", "0.1 %"],
    ["4", "0.8 %", "0.5 %", "0.2 %", "0.1 %", "< 0.1 %"],
    ["5", "0.1 %", "0.1 %", "< 0.1 %", "< 0.1 %", "< 0.1 %"],
]


def test_it_has_no_script_and_loads_nothing(clinic: Flow) -> None:
    text = figures_html(facts_of(clinic, CHANCES))
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert not re.search(r"<script|<link|<img|url\(|@import|https?://(?!www\.w3\.org/2000/svg)", text)


def test_what_is_left_out_is_said() -> None:
    nobody = page_of(replace(facts_of(MENU, GONE), map=None, map_missing="No map <x>."))
    words = words_of(nobody)
    assert "Time to a personNobody reaches a person." in words
    assert "Hours of the weekno hours" in words
    assert "The map No map <x>." in words


def test_the_hours_of_a_week() -> None:
    hours: Sequence[Sequence[float]] = [[0.25 if 9 <= hour < 17 else 0.0 for hour in range(24)] for _ in range(7)]
    body = page_of(replace(facts_of(load("example:clinic"), CHANCES), hours=hours))
    assert "from 0.0 % (empty) to 25.0 % (full)" in words_of(body)
    rows = tables(body)["Hours of the week"]
    assert rows[1] == ["Mon", *["0"] * 9, *["25"] * 8, *["0"] * 7]


def test_many_menus_and_ends_are_counted() -> None:
    body = page_of(facts_of(load("example:council"), CHANCES))
    assert "And two menus with fewer callers: --format csv has them all." in words_of(body)


def test_what_all_menus_share_stands_over_the_map() -> None:
    ways = [CommonWay("0", "<Desk>", "47 %", is_key=True), CommonWay("3rd silence", "Desk", "< 0.1 %", is_key=False)]
    text = figures_html(replace(facts_of(MENU, CHANCES), common=ways))
    assert (
        '<p class="common">In every menu: <span class="cap">0</span> <bdi>&lt;Desk&gt;</bdi> <strong>47 %</strong>, '
        "3rd silence: <bdi>Desk</bdi> <strong>&lt; 0.1 %</strong></p>"
    ) in text


def test_columns_stay_under_each_other() -> None:
    assert sentence_line("  Desk   <b>  30 %") == "  Desk   &lt;b&gt;  30 %"


def test_hostile_names() -> None:
    text = figures_html(replace(facts_of(hostile_flow(), CHANCES), title=HOSTILE_NAMES[0]))
    ElementTree.fromstring(text[text.index("<body>") : text.index("</html>")])
    assert not re.search(r"<script|##\[|[\x00\x1b\u202e]", text)


@settings(max_examples=20)
@given(st.data())
def test_pages_of_any_flow_are_well_formed(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=3, most_options=2, worlds=data.draw(st.booleans())))
    named = data.draw(st.sampled_from(HOSTILE_NAMES))
    drawn = replace(
        drawn,
        receptionists={key: item.model_copy(update={"name": named}) for key, item in drawn.receptionists.items()},
    )
    try:
        facts = facts_of(drawn, replace(data.draw(personas(drawn)), name=named))
    except LateReaction:
        assume(False)
    assert len(tables(page_of(facts))) >= 1
