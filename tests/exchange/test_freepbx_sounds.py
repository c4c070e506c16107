"""Recordings with their sound files."""

from pathlib import Path

from simulator.exchange.backup_files import open_backup
from simulator.exchange.freepbx_import import import_freepbx
from simulator.exchange.imported_flow import ImportedFlow
from tests.exchange.freepbx_backups import Row, ivr, ivr_module, module, write_archive
from tests.exchange.golden_backup import silent_wave


def imported(file: Path, sounds: dict[str, bytes], filename: str, *, with_sounds: bool = True) -> ImportedFlow:
    recordings: list[Row] = [{"id": "11", "displayname": "Welcome!", "filename": filename}]
    modules = {
        "Ivr": ivr_module([ivr("1", announcement="11")], []),
        "Recordings": module("recordings", {"data": recordings}),
    }
    backup = open_backup(str(write_archive(file, modules, sounds)))
    return import_freepbx(backup, "backup", with_sounds=with_sounds)


def note(flow: ImportedFlow) -> str:
    return next(item.note for item in flow.constructs if item.field == "filename")


def test_a_sound_is_copied_in_the_first_language(tmp_path: Path) -> None:
    sounds = {"sounds/de/custom/a.wav": b"German", "sounds/en/custom/a.wav": b"English", "x/custom/a.mp3": b"other"}
    flow = imported(tmp_path / "b", sounds, "custom/a")
    assert (flow.sounds, flow.recordings["11"].file) == ({"audio/welcome.wav": b"English"}, "audio/welcome.wav")
    assert note(flow) == ""


def test_parts_are_joined(tmp_path: Path) -> None:
    sounds = {"s/custom/a.wav": silent_wave(100), "s/custom/b.wav": silent_wave(200)}
    flow = imported(tmp_path / "b", sounds, "custom/a&custom/b")
    assert [*flow.sounds] == ["audio/welcome.wav"]
    assert note(flow) == "2 files that play one after the other are one recording here"


def test_a_sound_that_is_not_there_or_not_wanted_is_told(tmp_path: Path) -> None:
    none = imported(tmp_path / "b", {"s/custom/b.wav": b"", "s/custom/xa.wav": b""}, "a")
    assert (none.sounds, note(none)[:30]) == ({}, "the backup has no sound file o")
    unwanted = imported(tmp_path / "c", {"s/custom/a.wav": b""}, "custom/a", with_sounds=False)
    assert (unwanted.sounds, note(unwanted)[:30]) == ({}, "its sound file was not asked f")
