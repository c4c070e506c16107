"""Recordings of a FreePBX backup -> the catalogue's recordings, with their sound files where the backup has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from simulator.config.flow import Recording
from simulator.exchange.backup_files import SOUND_ENDINGS, BackupFiles
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.freepbx_announcements import GOOD_BYE
from simulator.exchange.freepbx_menus import APOLOGY
from simulator.exchange.imported_flow import ImportedFlow
from simulator.exchange.joined_sounds import join_waves
from simulator.provider.pull.new_keys import slug_of

FOLDER = "audio"
"""The folder of the flow that sound files are written to."""

_OWN = {APOLOGY: ("apology", "Sorry, you are having problems."), GOOD_BYE: ("good-bye", "Goodbye.")}
"""FreePBX's own recordings, with a name and words for them."""

_UNUSED = "no menu, announcement or ring group of the backup plays it"
_OPTIONS = ("fcode", "fcode_pass", "fcode_lang")


def add_recordings(
    flow: ImportedFlow, backup: BackupFiles, rows: Iterable[SourceRow], heard: Mapping[str, None], *, with_sounds: bool
) -> None:
    """Put the recordings that are heard into the flow, and their sound files, and say what becomes of each row."""
    used = [row for row in rows if row.text("id") in heard]
    by_name: dict[str, list[str]] = {}
    for path in backup.sounds:
        by_name.setdefault(PurePosixPath(path).stem, []).append(path)
    files = {row.text("id"): _sound_paths(row, by_name) for row in used} if with_sounds else {}
    contents = backup.read_sounds({path for paths in files.values() for path in paths or ()})
    names: set[str] = set()
    written: dict[str, bytes] = {}
    for row in used:
        id = row.text("id")
        name = _new_name(row, names)
        paths = files.get(id)
        sounds = [contents[path] for path in paths or () if path in contents]
        file = ""
        if paths and len(sounds) == len(paths):
            file = _add_sound(written, slug_of(name) or f"recording-{id}", paths, sounds)
        _tell(row, file, with_sounds=with_sounds)
        flow.recordings[id] = Recording(name=name, file=file)
        flow.origins["recordings", id] = f"{row.file} {row.place}: {' '.join(row.text('filename').split())}"
    for row in rows:
        if not row.constructs:
            row.drop_rest(_UNUSED)
    if any(item.id == GOOD_BYE for item in flow.receptionists):
        for id, (name, script) in _OWN.items():
            flow.recordings[id] = Recording(name=_unique(name, id, names), script=script)
            flow.origins["recordings", id] = "FreePBX's own, where loops are disabled; the words are ours"
    flow.sounds = written


def _new_name(row: SourceRow, names: set[str]) -> str:
    name = " ".join(row.text("displayname").replace("||", "|").split()) or f"recording {row.text('id')}"
    return _unique(name, row.text("id"), names)


def _unique(name: str, id: str, names: set[str]) -> str:
    if name.isdecimal() or name in names or name.startswith("@"):
        name = f"{name} (recording {id})"
    names.add(name)
    return name


def _tell(row: SourceRow, file: str, *, with_sounds: bool) -> None:
    """Say what becomes of the fields of a recording."""
    row.carry("id", "displayname")
    row.drop("description", "a recording has no description here")
    parts = row.text("filename").count("&") + 1
    if file and parts > 1:
        row.change("filename", f"{parts} files that play one after the other are one recording here")
    elif file:
        row.carry("filename")
    elif with_sounds:
        note = "the backup has no sound file of it that can be measured, so its length is not known: 4 s are taken"
        row.change("filename", note)
    else:
        row.change("filename", "its sound file was not asked for, so its length is not known: 4 s are taken")
    for field in _OPTIONS:
        row.drop(field, "it is for recording it anew by telephone")


def _sound_paths(row: SourceRow, by_name: Mapping[str, list[str]]) -> list[str] | None:
    """Return the sound file of each part of a recording; None where one is missing. ``by_name``: without endings."""
    paths: list[str] = []
    for part in row.text("filename").split("&"):
        wanted = part.strip().strip("/")
        names = {f"{wanted}{ending}" for ending in SOUND_ENDINGS}
        candidates = [
            path
            for path in by_name.get(PurePosixPath(wanted).name, ())
            if any(path == name or path.endswith(f"/{name}") for name in names)
        ]
        if not candidates:
            return None
        # English first where there are several languages, as in a PBX that nobody told otherwise
        paths.append(min(candidates, key=lambda path: (_rank(path), "/en/" not in path, len(path), path)))
    return paths


def _rank(path: str) -> int:
    return SOUND_ENDINGS.index(PurePosixPath(path).suffix)


def _add_sound(written: dict[str, bytes], stem: str, paths: list[str], sounds: list[bytes]) -> str:
    """Add the file of a recording, its parts joined; return its path in the flow's folder, empty where they differ."""
    content = sounds[0] if len(sounds) == 1 else join_waves(sounds)
    if content is None:
        return ""
    ending = PurePosixPath(paths[0]).suffix.replace(".wav16", ".wav")
    path, number = f"{FOLDER}/{stem}{ending}", 2
    while path in written:
        path, number = f"{FOLDER}/{stem}-{number}{ending}", number + 1
    written[path] = content
    return path
