"""One receptionist's file, edited in place."""

from pathlib import Path
from typing import Any

import pytest

from simulator.loader.receptionist_file import Draft
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import SAYS_NOT, Unsaid, fields_from_live
from simulator.provider.pull.receptionist_edit import ReceptionistEdit
from simulator.text.document import Document, read_document
from simulator.wire import vr
from simulator.wire.decoding import Path as TreePath
from tests.provider.lived import announcement, lived, menu

NAMES = IdNames(["main"], {"main": "701"}, {}, {})

MENU = """\
# our menu
id: "701"
name: Main menu
destination_type: multiple   # callers choose
recording: 19549
entries:
  # sales first
  - {option: "1", destination_type: department, destination_id: "108000"}   # sales
  - option: "2"   # support
    destination_type: extension
    destination_id: "9"
timeout: 5
incorrect_count: 2
invalid_destination_type: department
invalid_destination_id: "108000"
timeout_retries: 2
timeout_destination_type: department
timeout_destination_id: "108000"
"""
TWO = [("department", "108000"), ("extension", "9")]


def rewritten(text: str, fields: dict[str, Any], base: TreePath = (), suffix: str = ".yaml", **more: Any) -> str:
    document = read_document(Path(f"a{suffix}"), f"a{suffix}", text)
    return rewrite(document, fields, base).new_text(with_id=more.get("with_id", False))


def rewrite(document: Document, fields: dict[str, Any], base: TreePath = ()) -> ReceptionistEdit:
    draft = Draft("main", document, base, vr.decode_write(document.at_path(base)), None)
    return ReceptionistEdit(draft, document, NAMES, "701", fields)


def live(**more: Any) -> dict[str, Any]:
    return fields_from_live(lived(menu(to=more.pop("to", TWO), **more)), "vr")


def test_what_is_live_already_changes_nothing() -> None:
    assert rewritten(MENU, live()) == MENU
    reversed_entries = live()["entries"][::-1]
    assert rewritten(MENU, {**live(), "entries": reversed_entries}) == MENU


def test_values_are_replaced_where_they_stand() -> None:
    made = rewritten(MENU, live(greeting="7", timeout_seconds=9.5, caller_id_prefix="Shop: "))
    assert made == MENU.replace("19549", "7").replace("timeout: 5", "timeout: 9.5") + 'prefix: "Shop: "\n'


def test_entries_are_edited_one_by_one() -> None:
    made = rewritten(MENU, live(to=[("department", "5"), ("hangup", "9"), ("ivr", "701")]))
    assert made == MENU.replace('destination_id: "108000"}   #', 'destination_id: "5"}   #').replace(
        'extension\n    destination_id: "9"\n',
        'hangup\n    destination_id: "9"\n  - {option: "3", destination_type: ivr, destination_id: "@main"}\n',
    )


def test_an_entry_that_is_gone_leaves_alone() -> None:
    gone = {**live(), "entries": live()["entries"][1:]}
    assert '  # sales first\n  - option: "2"   # support' in rewritten(MENU, gone)


def test_unknowns_are_filled_in_and_their_comments_go() -> None:
    text = MENU.partition("entries:")[0] + f"entries: UNKNOWN  # {SAYS_NOT}\n" + MENU.partition('id: "9"\n')[2]
    made = rewritten(text, live())
    assert 'entries:\n  - {option: "1", destination_type: department, destination_id: "108000"}\n  - {' in made
    assert "UNKNOWN" not in made
    assert SAYS_NOT not in made


def test_what_the_file_knows_stays() -> None:
    minimal = fields_from_live(lived(menu(to=[("department", "1")]), "minimal"), "vr")
    assert isinstance(minimal["entries"], Unsaid)
    assert rewritten(MENU, minimal) == MENU


def test_a_menu_that_became_an_announcement_and_is_not_told_where_it_leads() -> None:
    fields = fields_from_live(lived(announcement("701"), "menu"), "vr") | {"destination_type": "single"}
    made = rewritten(MENU, fields)
    assert f"forward_destination_type: UNKNOWN  # {SAYS_NOT}; a menu has none" in made


def test_a_kind_that_the_file_knows_and_the_answer_belies_is_unknown() -> None:
    made = rewritten(MENU, fields_from_live(lived(announcement("701"), "menu"), "vr"))
    assert "destination_type: UNKNOWN   # callers choose\n" in made
    assert rewritten(made, fields_from_live(lived(announcement("701"), "menu"), "vr")) == made


def test_entries_that_are_an_object() -> None:
    text = MENU.partition("entries:")[0] + 'entries: {"1": {destination_type: department, destination_id: "1"}}\n'
    text += MENU.partition('id: "9"\n')[2]
    assert (
        'entries: {"1": {destination_type: department, destination_id: "108000"}, '
        '"2": {destination_type: extension, destination_id: "9"}}\n'
    ) in rewritten(text, live())


def test_the_id_is_written_down_where_nothing_tells_it() -> None:
    without = MENU.replace('id: "701"\n', "")
    assert rewritten(without, live(), with_id=True) == MENU
    assert rewritten(without, live()) == without


def test_json_stays_json() -> None:
    text = '{"name": "Main menu", "destination_type": "multiple", "recording": 19549, "entries": []}'
    made = rewritten(text, live(greeting="7"), suffix=".json")
    assert read_document(Path("a.json"), "a.json", made).tree["recording"] == 7


def test_one_inside_of_another_file_changes_nothing_beside_it() -> None:
    inner = 'main: {id: "701", name: "Old", destination_type: single, forward_destination_type: voicemail, '
    text = f'receptionists:\n  {inner}forward_destination_id: "9001"}}  # here\n  other: other.yaml\n'
    made = rewritten(text, fields_from_live(lived(announcement("701", name="Night")), "vr"), ("receptionists", "main"))
    assert made == text.replace('"Old"', '"Night"')


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_that_defies_edits_is_written_anew_below_its_heading(ends: str) -> None:
    text = MENU.replace("# our menu\n", "# our menu\n# two lines\n").replace("recording: 19549", "? recording\n: 19549")
    made = rewritten(text.replace("\n", ends), live(greeting="7", caller_id_prefix="x"))
    assert made.startswith(f"# our menu{ends}# two lines{ends}")
    assert read_document(Path("a.yaml"), "a.yaml", made).tree["recording"] == "7"
