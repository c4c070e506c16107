"""The printed report."""

import re

from simulator.config.flow import Flow
from simulator.web.page_words import PageWords
from simulator.web.printed_flow import PrintedFlow
from tests.callers.world_flow import world_flow
from tests.web.sample_flows import hostile_flow

FACTS = {"client": "A <b> clinic", "digest": "3f9a-21c4-0b7e", "calls": [{"name": "books", "passes": False}]}


def test_a_menu_is_what_it_says_and_where_its_keys_lead(clinic: Flow) -> None:
    html = PrintedFlow(clinic, PageWords("en"), FACTS, "30 November 2026").html()
    text = re.sub(r"<(?:tr|h1|h2|p|li|blockquote)[^>]*>", "\n", html)
    lines = [" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in text.split("\n")]
    assert [line for line in lines if line][:10] == [
        "A &lt;b&gt; clinic",
        "Phone menu of 30 November 2026, 3f9a-21c4-0b7e",
        "Main menu",
        "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For voicemail, press 3. "
        "For reception, press 0.",
        "Sorry, that was not one of the choices.",
        "We will now put you through to reception. Goodbye for now.",
        "Are you still there? Please choose from this list.",
        "1 Booking desk",
        "2 Billing",
        "3 Night voicemail",
    ]
    assert "books</bdi> (does not work yet)" in html


def test_hours_are_as_people_write_them_and_telephones_lead_on() -> None:
    html = PrintedFlow(world_flow(), PageWords("en"), FACTS, "30 November 2026").html()
    lines = [line for line in html.split("\n") if line.startswith(("<li>", "<tr>"))]
    assert lines[:-1] == [
        "<li><bdi>Office hours</bdi>: <bdi>Mon-Fri 09:00-17:00</bdi></li>",
        "<tr><th>open<td>Office hours",
        "<tr><th>closed<td>Night menu",
        "<tr><th>open<td>Main menu",
        "<tr><th>closed, holiday<td>Night menu",
        "<tr><th>1<td>Night voicemail",
        "<tr><th>1× Wrong keys and silences<td>Reception",
        "<tr><th>1<td><bdi>Booking desk</bdi> (no answer: <bdi>Night voicemail</bdi>; busy: <bdi>Reception</bdi>)",
        "<tr><th>1× Wrong keys and silences<td>Reception",
    ]


def test_hostile_texts_stay_text() -> None:
    html = PrintedFlow(hostile_flow(), PageWords("en"), FACTS, "30 November 2026").html()
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"h1", "h2", "p", "bdi", "section", "blockquote", "table", "tr", "th", "td", "ul", "li"}
