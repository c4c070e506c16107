"""The recordings of a flow: where each is used, which are not, which have no words; and the sheet to record from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from simulator.config.flow import Flow, Recording
from simulator.config.receptionist import Receptionist
from simulator.graph.audible_recordings import MOMENTS, audible_recordings
from simulator.words.markup import escape_markdown
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import OutputText, clean_document, escape_signs, join_lines

_SAMPLE_RATE = "8 kHz, mono, 16 bit"


class RecordingUse(NamedTuple):
    """Where a recording is heard: the receptionist's key, and when."""

    receptionist: str
    moment: str

    def __str__(self) -> str:
        return f"{self.receptionist}: {self.moment}"


class ListedRecording(NamedTuple):
    """A recording of the catalogue, or one that a receptionist names though the catalogue does not."""

    id: str
    recording: Recording | None
    milliseconds: int
    estimated: bool
    uses: tuple[RecordingUse, ...]

    @property
    def name(self) -> str:
        """The catalogue's name; empty: it has none."""
        return (self.recording.name if self.recording else None) or ""

    @property
    def script(self) -> str:
        """The words, on one line; empty: none are known."""
        return " ".join(self.recording.script.split()) if self.recording else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what to know of it: that nothing uses it, that it has no words, that it is not catalogued."""
        remarks = [] if self.uses else ["unused"]
        if self.recording is None:
            remarks.append("not in the catalogue")
        elif not self.script:
            remarks.append("no script")
        return tuple(remarks)


def list_recordings(flow: Flow) -> list[ListedRecording]:
    """Every recording, in the catalogue's order, then those that only receptionists name."""
    uses: dict[str, list[RecordingUse]] = {id: [] for id in flow.recordings}
    for key, item in flow.receptionists.items():
        for id, moment in _audible_fields(item):
            uses.setdefault(id, []).append(RecordingUse(key, moment))
    for name, variant in flow.variants.items():
        for key, item in variant.receptionists.items():
            heard = _audible_fields(flow.receptionists[key])
            for id, moment in (one for one in _audible_fields(item) if one not in heard):
                uses.setdefault(id, []).append(RecordingUse(key, f"{moment} (variant {name})"))
    return [ListedRecording(id, flow.recordings.get(id), *flow.length_of(id), tuple(all_)) for id, all_ in uses.items()]


def _audible_fields(item: Receptionist) -> list[tuple[str, str]]:
    """The recordings that callers of a receptionist may hear; an announcement plays its greeting alone."""
    moments = MOMENTS if item.is_menu else {"greeting": "announcement"}
    return [(one.id, moments[one.field]) for one in audible_recordings(item)]


# -- the list -------------------------------------------------------------------------------------


def recordings_text(recordings: Sequence[ListedRecording]) -> OutputText:
    """A paragraph for each recording, and a line of counts."""
    lines: list[str] = []
    for one in recordings:
        length = length_words(one)
        marks = "".join(f" · {remark}" for remark in one.remarks)
        lines.append(f"{one.id}  {one.name or '(no name)'} · {length}{marks}")
        lines += [f"    {use}" for use in one.uses]
    counts = [
        count_noun(len(recordings), "recording", spell=False),
        f"{sum(bool(one.uses) for one in recordings)} used",
        f"{sum(not one.uses for one in recordings)} unused",
        f"{sum(not one.script for one in recordings)} without script",
    ]
    return join_lines([*lines, "", ", ".join(counts)] if lines else [", ".join(counts)])


def recordings_json(recordings: Sequence[ListedRecording]) -> list[dict[str, object]]:
    """The same, one object for each recording; seconds as in the record of a call."""
    return [
        {
            "id": one.id,
            "name": one.name or None,
            "seconds": one.milliseconds / 1000,
            "estimated": one.estimated,
            "script": one.script or None,
            "file": (one.recording.file if one.recording else "") or None,
            "catalogued": one.recording is not None,
            "used": [{"receptionist": use.receptionist, "moment": use.moment} for use in one.uses],
        }
        for one in recordings
    ]


def length_words(recording: ListedRecording) -> str:
    """Return how long it plays, or about how long."""
    return f"{'about ' if recording.estimated else ''}{recording.milliseconds / 1000:.1f} s"


# -- the sheet ------------------------------------------------------------------------------------

HEADINGS = ("Number", "File", "Words", "How it is used", "Target length")


def sheet_rows(recordings: Sequence[ListedRecording]) -> list[tuple[str, ...]]:
    """Return what to record, a row for each recording that is used, under ``HEADINGS``."""
    used = [one for one in recordings if one.uses]
    names = _file_names(used)
    return [
        (
            str(number),
            name,
            one.script or "(to be written)",
            "; ".join(map(str, one.uses)),
            length_words(one) if one.script or not one.estimated else "",
        )
        for number, (one, name) in enumerate(zip(used, names, strict=True), start=1)
    ]


def _file_names(recordings: Sequence[ListedRecording]) -> list[str]:
    """A file name for each: the catalogue's, else one made of its name or id; each once."""
    names: list[str] = []
    for one in recordings:
        stated = one.recording.file if one.recording else ""
        stem = re.sub(r"[^\w.-]+", "-", one.name or f"recording-{one.id}").strip("-.") or "recording"
        name = stated or f"{stem}.wav"
        names.append(name if name not in names else f"{stem}-{one.id}.wav")
    return names


def sheet_markdown(recordings: Sequence[ListedRecording]) -> OutputText:
    """The sheet as a table."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *sheet_rows(recordings)]
    table = (f"| {' | '.join(map(_markdown_cell, row))} |" for row in rows)
    return join_lines([f"Files: WAV, {_SAMPLE_RATE}.", "", *table])


def _markdown_cell(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def sheet_csv(recordings: Sequence[ListedRecording]) -> OutputText:
    """The sheet for a spreadsheet. No cell can be taken for a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(tuple(map(_inert_cell, row)) for row in sheet_rows(recordings))
    return clean_document(written.getvalue())


def _inert_cell(text: str) -> str:
    shown = escape_signs(text)  # a line break would be one of the output, too
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown
