"""The recordings of a flow as text and JSON, and as the sheet from which they are recorded (Markdown or CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from simulator.graph.readback.recordings import ListedRecording
from simulator.report.recording_names import file_names
from simulator.words.markup import escape_markdown
from simulator.words.sanitizer import OutputText, clean_document, escape_signs, join_lines

SAMPLE_RATE = "8 kHz, mono, 16 bit"


def recordings_text(recordings: Sequence[ListedRecording]) -> OutputText:
    """A paragraph for each recording, and a line of counts."""
    lines: list[str] = []
    for recording in recordings:
        length = length_words(recording)
        marks = "".join(f" · {remark}" for remark in recording.remarks)
        lines.append(f"{recording.id}  {recording.name or '(no name)'} · {length}{marks}")
        lines += [f"    {use}" for use in recording.uses]
    counts = [
        f"{len(recordings)} recordings" if len(recordings) != 1 else "1 recording",
        f"{sum(bool(recording.uses) for recording in recordings)} used",
        f"{sum(not recording.uses for recording in recordings)} unused",
        f"{sum(not recording.script for recording in recordings)} without script",
    ]
    return join_lines([*lines, "", ", ".join(counts)] if lines else [", ".join(counts)])


def recordings_json(recordings: Sequence[ListedRecording]) -> list[dict[str, object]]:
    """The same, one object for each recording; seconds as in the record of a call."""
    return [
        {
            "id": recording.id,
            "name": recording.name or None,
            "seconds": recording.milliseconds / 1000,
            "estimated": recording.estimated,
            "script": recording.script or None,
            "file": _stated_file(recording) or None,
            "catalogued": recording.recording is not None,
            "used": [{"receptionist": use.receptionist, "moment": use.moment} for use in recording.uses],
        }
        for recording in recordings
    ]


def length_words(recording: ListedRecording) -> str:
    """Return how long it plays, or about how long."""
    return f"{'about ' if recording.estimated else ''}{recording.milliseconds / 1000:.1f} s"


# -- the sheet ------------------------------------------------------------------------------------

HEADINGS = ("Number", "File", "Words", "How it is used", "Target length")


def sheet_rows(recordings: Sequence[ListedRecording]) -> list[tuple[str, ...]]:
    """Return what to record, a row for each recording that is used, under ``HEADINGS``."""
    used = [recording for recording in recordings if recording.uses]
    names = file_names(recordings)
    return [
        (
            str(number),
            _stated_file(recording) or names[recording.id],
            recording.script or "(to be written)",
            "; ".join(map(str, recording.uses)),
            length_words(recording) if recording.script or not recording.estimated else "",
        )
        for number, recording in enumerate(used, start=1)
    ]


def _stated_file(recording: ListedRecording) -> str:
    """The file that the catalogue names; empty: none."""
    return recording.recording.file if recording.recording else ""


def sheet_markdown(recordings: Sequence[ListedRecording]) -> OutputText:
    """The sheet as a table."""
    return markdown_table(HEADINGS, sheet_rows(recordings))


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> OutputText:
    """Rows for the studio as a Markdown table, below a line that says which files are wanted."""
    table = (f"| {' | '.join(map(_markdown_cell, row))} |" for row in [headings, ["---"] * len(headings), *rows])
    return join_lines([f"Files: WAV, {SAMPLE_RATE}.", "", *table])


def _markdown_cell(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def sheet_csv(recordings: Sequence[ListedRecording]) -> OutputText:
    """The sheet for a spreadsheet."""
    return csv_table(HEADINGS, sheet_rows(recordings))


def csv_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> OutputText:
    """Rows for the studio as CSV. No cell can be taken for a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(tuple(map(_inert_cell, row)) for row in rows)
    return clean_document(written.getvalue())


def _inert_cell(text: str) -> str:
    # A spreadsheet takes a cell that begins with one of these signs for a formula.
    escaped = escape_signs(text)  # a line break would be one of the output, too
    return f"'{escaped}" if escaped[:1] in ("=", "+", "-", "@") else escaped
