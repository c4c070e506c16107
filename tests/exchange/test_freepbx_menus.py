"""IVRs and announcements as receptionists."""

from pathlib import Path
from typing import Any

import pytest

from simulator.errors import FlowError
from simulator.exchange.backup_files import open_backup
from simulator.exchange.freepbx_import import import_freepbx
from simulator.exchange.imported_flow import ImportedFlow, ImportedReceptionist
from simulator.loader.flow_writer import menu_fields
from tests.exchange.freepbx_backups import Row, entry, ivr, ivr_module, module, write_folder


def imported(
    folder: Path, menus: list[Row], entries: list[Row], version: str = "16.0.9", **modules: Row
) -> ImportedFlow:
    backup = write_folder(folder, {"Ivr": ivr_module(menus, entries, version), **modules})
    return import_freepbx(open_backup(str(backup)), "backup")


def menu(
    folder: Path, entries: list[Row] | None = None, version: str = "16.0.9", **fields: Any
) -> ImportedReceptionist:
    return imported(folder, [ivr("1", **fields)], entries or [], version).receptionists[0]


def lost(flow: ImportedFlow) -> list[str]:
    """What callers could notice."""
    return [f"{item.place} {item.field}: {item.note}" for item in flow.constructs if item.noticeable]


@pytest.mark.parametrize(
    ("fields", "version", "settings"),
    [
        ({}, "16", {}),
        ({"strict_dial_timeout": "0"}, "16", {"semantics": {"collect": "first_match"}}),
        ({"strict_dial_timeout": "1"}, "16", {"semantics": {"collect": "terminated"}}),
        ({"strict_dial_timeout": None}, "15", {}),
        ({"invalid_append_announce": "1"}, "16", {"semantics": {"replay_greeting": "after_wrong_keys"}}),
        ({"timeout_append_announce": "1"}, "16", {"semantics": {"replay_greeting": "after_silence"}}),
        (
            {"invalid_append_announce": "1", "timeout_append_announce": "1"},
            "16",
            {"semantics": {"replay_greeting": "always"}},
        ),
        ({"accept_pound_key": "1"}, "17.0.9", {"semantics": {"optional_hash": True}}),
        ({"accept_pound_key": "1"}, "16", {}),
        ({"accept_pound_key": "0"}, "17.0.5", {}),
        ({"invalid_ivr_ret": "1", "timeout_ivr_ret": "1"}, "16", {"return_after": ["wrong", "silence"]}),
        ({"timeout_ivr_ret": "1", "retvm": "on"}, "16", {"return_after": ["silence", "voicemail"]}),
    ],
)
def test_settings_of_a_menu(fields: Row, version: str, settings: object, tmp_path: Path) -> None:
    assert menu_fields(menu(tmp_path, version=version, **fields).settings) == settings


def test_direct_dial_is_off_where_only_others_have_it(tmp_path: Path) -> None:
    menus = [ivr("1", directdial="ext-local"), ivr("2"), ivr("3", strict_dial_timeout="1", directdial="ext-local")]
    flow = imported(tmp_path, menus, [])
    assert [menu_fields(item.settings) for item in flow.receptionists] == [
        {},
        {"direct_dial": "none"},
        {"semantics": {"collect": "terminated", "extension_dialling": "none"}},
    ]
    assert lost(flow) == ["ivr 3 directdial: here it works only with collect: prefix, not with terminated"]


def test_loops_that_are_disabled_hang_up_at_the_first_mistake(tmp_path: Path) -> None:
    fields = menu(tmp_path, invalid_loops="disabled", invalid_retry_recording="5").fields
    assert {name: value for name, value in fields.items() if name.startswith("wrong_key")} == {
        "wrong_keys_allowed": 0,
        "wrong_key_retry_recording": None,
        "wrong_key_final_recording": "sorry-youre-having-problems",
        "wrong_key_destination_type": "virtual_receptionist",
        "wrong_key_destination_id": "vm-goodbye",
    }


def test_entries_i_and_t_hold_where_loops_are_disabled(tmp_path: Path) -> None:
    entries = [entry("1", "i", "ext-group,600,1"), entry("1", "t", "ext-group,601,1"), entry("1", "1", "ivr-1,s,1")]
    flow = imported(tmp_path, [ivr("1", invalid_loops="disabled", timeout_loops="3", invalid_recording="9")], entries)
    fields = flow.receptionists[0].fields
    names = ("wrong_keys_allowed", "wrong_key_final_recording", "wrong_key_destination_id")
    assert [fields[name] for name in names] == [0, None, "600"]
    assert [fields[name] for name in ("silences_allowed", "silence_destination_type")] == [3, "hangup"]
    assert [item.option for item in fields["entries"]] == ["1"]
    assert [(item.field, item.note) for item in flow.constructs if item.place == "ivr 1 entry t"][1] == (
        "selection",
        "FreePBX ignores it, since timeout_loops is not disabled",
    )


def test_patterns_are_written_out_and_odd_selections_are_listed(tmp_path: Path) -> None:
    choices = ["1", "_1[2-3]", "_9.", "1", "12345678901", "fax", "_[45]"]
    flow = imported(tmp_path, [ivr("1")], [entry("1", choice, "ext-group,600,1") for choice in choices])
    assert [item.option for item in flow.receptionists[0].fields["entries"]] == ["1", "12", "13", "4", "5"]
    assert lost(flow) == [
        "ivr 1 entry _9. selection: a pattern is written out where it stands for at most 1,000 codes of up to 10 keys",
        "ivr 1 entry _9. dest: its pattern is not carried",
        "ivr 1 entry 12345678901 selection: no caller can press it: an option has 1 to 10 keys of 0-9, * and #",
    ]


def test_patterns_beyond_a_menus_size_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FlowError, match="ivr 1 has 2000 choices with its patterns; a menu holds at most 1,000"):
        menu(tmp_path, [entry("1", "_1XXX", ""), entry("1", "_2XXX", "")])


def test_recordings_that_are_0_default_or_gone(tmp_path: Path) -> None:
    recordings = module("recordings", {"data": [{"id": "5", "displayname": "five", "filename": "custom/5"}]})
    fields: Row = {
        "announcement": "7",
        "invalid_retry_recording": "default",
        "invalid_recording": "0",
        "timeout_retry_recording": "5",
        "timeout_recording": "8",
    }
    item = imported(tmp_path, [ivr("1", **fields)], [], Recordings=recordings).receptionists[0]
    names = ("greeting", "wrong_key_retry_recording", "wrong_key_final_recording")
    assert [item.fields[name] for name in names] == [None, "default", None]
    assert [item.fields[f"silence_{name}_recording"] for name in ("retry", "final")] == ["5", "8"]
    assert item.zeros == {"wrong"}
