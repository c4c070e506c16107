"""A flow of many menus on a screen or two."""

from dataclasses import replace
from pathlib import Path

from simulator import load
from simulator.config.flow import Flow, LoadNote
from simulator.graph.readback.flow_readback import read_back
from simulator.report.flow_summary import FULL, summarize_flow
from simulator.report.section_layout import sections_text
from tests.graph.small_flows import PERSON, flow, menu, single

COUNCIL = Path(__file__).parents[2] / "flows" / "council"


def test_what_menus_share_stands_once_and_then_the_keys_of_each() -> None:
    made = flow(
        {
            "main": menu({"1": "bills", "2": "repairs", "0": PERSON}, greeting="4"),
            "bills": menu({"1": "department||7", "0": PERSON}, greeting="5"),
            "repairs": menu({"1": "closed", "0": PERSON}, greeting="6", allowed=(0, 1)),
            "closed": single(PERSON, greeting="3"),
            "lost": single(PERSON),
        }
    )
    assert (
        summarize_flow(made)
        == f"""\
{sections_text(read_back(made)[:1])}
All three menus
===============

- 0 → Desk (a person).
- They can press a key before it ends: the key stops it and counts. Then the menu
  waits 5 s for a key.
- After the first silence callers hear the greeting again. The second silence ends the
  menu: the call ends.

Key by key
==========

Menu “main”: recording 4 (4 s)
    1 → menu “bills” · 2 → menu “repairs”
    - Any key that is not listed is wrong. After the first wrong key callers hear the
      greeting again. The second wrong key ends the menu: the call ends.
    - A caller who mixes wrong keys and silence gets three tries at most.
Menu “bills”: recording 5 (5 s)
    1 → department 7 (who answers is not known)
    - Any key that is not listed is wrong. After the first wrong key callers hear the
      greeting again. The second wrong key ends the menu: the call ends.
    - A caller who mixes wrong keys and silence gets three tries at most.
Menu “repairs”: recording 6 (6 s)
    1 → announcement “closed”
    - Any key that is not listed is wrong. The first wrong key ends the menu: the call
      ends.
Announcement “closed”: recording 3 (3 s)
    - Keys have no effect here: when it has ended, they go to Desk (a person).

Receptionists that no call reaches
==================================

- Neither the beginning of a call, nor a number, nor a menu that callers reach leads to
  these.
- Announcement “lost”, lost in the flow

{FULL}
"""
    )


def test_the_council_fits_on_two_screens() -> None:
    lines = summarize_flow(load(COUNCIL)).splitlines()
    assert len(lines) < 70
    assert max(map(len, lines)) < 120


def chain(size: int) -> Flow:
    return flow({f"m{number}": menu({"1": f"m{(number + 1) % size}"}, silence=PERSON) for number in range(size)})


def test_what_most_menus_share_names_the_others_where_they_are_few() -> None:
    made = chain(5)
    items = {**made.receptionists, "m3": made.receptionists["m3"].model_copy(update={"timeout_seconds": 9.0})}
    headings = [line for line in summarize_flow(replace(made, receptionists=items)).splitlines() if "menus" in line]
    assert headings == ["- Callers can reach five menus.", "All five menus", "4 of 5 menus: all but menu “m3”"]


def test_what_part_of_the_menus_share_names_some_of_them() -> None:
    made = chain(20)
    other = {f"m{number}": {"timeout_seconds": 9.0} for number in range(10)}
    items = {key: item.model_copy(update=other.get(key, {})) for key, item in made.receptionists.items()}
    text = summarize_flow(replace(made, receptionists=items))
    named = "menu “m0”, menu “m1”, menu “m2”, menu “m3”, menu “m4” and 5 more"
    assert f"10 of 20 menus: {named}" in " ".join(text.split())


def test_receptionists_for_which_there_is_no_room_are_counted() -> None:
    lines = [len(summarize_flow(chain(size)).splitlines()) for size in (100, 300)]
    assert lines[0] == lines[1] < 110
    assert "and 265 more receptionists (--full, or --entry NAME for those that one leads to)" in summarize_flow(
        chain(300)
    )


def test_of_many_receptionists_that_no_call_reaches_some_are_named() -> None:
    lost = {f"lost{number}": single(PERSON) for number in range(9)}
    lines = summarize_flow(flow({"main": menu({}), **lost})).splitlines()
    assert [line for line in lines if line.startswith(("- Announcement", "- And"))] == [
        *(f"- Announcement “lost{number}”, lost{number} in the flow" for number in range(6)),
        "- And 3 more.",
    ]
    assert "    no keys" in lines


def test_notes_on_the_files_are_kept() -> None:
    noted = replace(chain(4), notes=(LoadNote("answer.json", "it lacks prefix"),))
    assert "- answer.json: it lacks prefix" in summarize_flow(noted).splitlines()
