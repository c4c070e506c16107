"""Sheets as flows: what they say, what is assumed, and what they cannot say."""

from pathlib import Path

import pytest

from simulator import load
from simulator.callers.rehearsal import Rehearsal
from simulator.cli.main import run
from simulator.errors import FlowError
from simulator.exchange.csv_import import import_csv

HEAD = "menu,key,destination,prompt,recording,seconds,tries,wait,settings\n"
BY_HAND = """\
Menu,Key,Destination,Prompt
Main,,,Welcome to Acme.
,1,Sales,For sales press 1.
,2,billing,For billing press 2.
,0,ext 101,For the operator press 0.
,silence,ext 101,Are you there?
Billing,1,voicemail 5,Leave a message: press 1.
,*,Main,To go back press star.
"""


def written(folder: Path, text: str) -> str:
    (folder / "menus.csv").write_text(text, encoding="utf-8")
    return str(folder / "menus.csv")


def test_a_sheet_that_was_kept_by_hand_plays(tmp_path: Path) -> None:
    assert run(["import", written(tmp_path, BY_HAND), "-o", str(tmp_path / "flow")]) == 0
    flow = load(tmp_path / "flow")
    assert flow.recordings["main-greeting"].script == (
        "Welcome to Acme. For sales press 1. For billing press 2. For the operator press 0."
    )
    records = {caller: Rehearsal(flow).play(caller) for caller in ("1", "2 * 0", "2 1", "")}
    assert {caller: (record.heard, record.outcome.destination) for caller, record in records.items()} == {
        "1": (["main-greeting"], "department||sales"),
        "2 * 0": (["main-greeting", "billing-greeting", "main-greeting"], "extension||101"),
        "2 1": (["main-greeting", "billing-greeting"], "voicemail||5"),
        "": (["main-greeting", "main-silence", "main-greeting", "main-silence", "main-greeting"], "extension||101"),
    }


def test_assumptions_are_listed(tmp_path: Path) -> None:
    flow = import_csv(written(tmp_path, BY_HAND))
    assert [(item.place, item.field, item.note) for item in flow.constructs if item.fate == "different"] == [
        ("the sheet", "semantics", "assumed: the engine is acefone, since no row of (flow) says another"),
        ("menu Main", "wait", "assumed: 5 s for a key, since no greeting row says another"),
        ("menu Main", "wrong key", "assumed: 2 tries, since no row says another number"),
        ("menu Main", "wrong key", "assumed: then the call is hung up, since no row says where it goes"),
        ("menu Main", "silence", "assumed: 2 tries, since no row says another number"),
        ("menu Billing", "wait", "assumed: 5 s for a key, since no greeting row says another"),
        ("menu Billing", "wrong key", "assumed: 2 tries, since no row says another number"),
        ("menu Billing", "wrong key", "assumed: then the call is hung up, since no row says where it goes"),
        ("menu Billing", "silence", "assumed: 2 tries, since no row says another number"),
        ("menu Billing", "silence", "assumed: then the call is hung up, since no row says where it goes"),
        ("line 3", "destination", "'Sales' is no menu of the sheet, and is taken for a department of that name"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Main,1x,Sales", "2:1: key '1x' is not an option; use 1 to 10 keys of 0-9, * and #, or a word such as "),
        ("Main,1,", "2:1: key '1' of 'Main' leads nowhere; name a menu, or a destination"),
        ("Main,greeting,Sales\nMain,1,Desk", "3:1: the greeting of 'Main' leads on, so it has no key '1'; leave out"),
        ("Main,greeting,,,,,,soon", "2:1: wait 'soon' is not a duration; use a number of seconds from 0 to 600"),
        ("Main,silence,x,,,,many", "2:1: tries 'many' is not a count; use a whole number from 0 to 99"),
        ("Main,greeting,,Hi,,long", "2:1: seconds 'long' is not a duration; use a number of seconds from 0 to 86,400"),
        ("Main,greeting,,,,,,,{", "2:1: settings is not JSON"),
        ("Main,greeting,,,,,,,[]", '2:1: settings is JSON such as {"direct_dial": "none"}'),
        ("(flow),semantics,fast\nMain,1,x", "2:1: semantics: "),
        ("(flow),colour,x\nMain,1,x", "2:1: 'colour' is not a key of (flow); use semantics, number, destination or "),
        ("Main,1,x||@y", "2:1: destination 'x||@y' has a name in place of an id; write NAME (type||id)"),
        ("Main,1,5 (x||1)", "2:1: destination: the name '5' is blank, all digits, or holds '||'; use another name"),
        ("Main,greeting,,,a||b", "2:1: recording 'a||b' holds '||'; write the type and the id as two fields"),
        ("(flow),semantics,freepbx", ": has no menu: no row names one with a key"),
        ('(flow),destination,x||1,,,,,,"""robot"""\nMain,1,x', '2:1: settings: use "person", "machine", "menu" or '),
    ],
)
def test_what_is_wrong_is_told_with_its_line(row: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FlowError) as caught:
        import_csv(written(tmp_path, f"{HEAD}{row}\n"))
    assert str(caught.value).startswith(f"{tmp_path}/menus.csv{'' if said[0] == ':' else ':'}{said}")


def test_a_menu_that_moves_in_the_sheet_is_the_same_menu(tmp_path: Path) -> None:
    assert run(["import", written(tmp_path, BY_HAND), "-o", str(tmp_path / "flow")]) == 0
    lines = BY_HAND.splitlines(keepends=True)
    moved = "".join([lines[0], *lines[6:], *lines[1:6]])
    assert run(["import", written(tmp_path, moved), "-o", str(tmp_path / "flow")]) == 0
    assert sorted(path.name for path in (tmp_path / "flow").iterdir()) == ["billing.yaml", "flow.yaml", "main.yaml"]
