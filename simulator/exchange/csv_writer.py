"""A flow -> a spreadsheet of its menus, which imports again to the same calls; and what no sheet has a place for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.exchange.construct_list import Construct
from simulator.exchange.csv_cells import COLUMNS, FLOW_ROWS, protect_cell, spell_destination, spell_recording
from simulator.loader.flow_writer import menu_fields
from simulator.words.sanitizer import OutputText, clean_document, escape_signs

CsvRow = dict[str, str]


class CsvWriter:
    """Writes one flow. Menus are called by their names, as far as these are unique."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.labels: dict[str, str] = {}
        taken = {FLOW_ROWS.lower()}
        for key, item in flow.receptionists.items():
            label = clean_text(item.name)
            while not label or label.lower() in taken or label[:1] in "'[":
                label = f"{label or 'menu'} ({key})" if key not in label else f"menu {label}"
            self.labels[key] = label
            taken.add(label.lower())

    def sheet(self) -> OutputText:
        """Return the whole sheet as CSV; no cell can be taken for a formula."""
        written = io.StringIO()
        writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for row in self.rows():
            writer.writerow({name: protect_cell(cell) for name, cell in row.items()})
        return clean_document(written.getvalue())

    def rows(self) -> Iterator[CsvRow]:
        """Yield the rows: those of the flow, then menu by menu, the entry first."""
        flow = self.flow
        yield {"menu": FLOW_ROWS, "key": "semantics", "settings": json.dumps(flow.semantics.label)}
        for number, target in flow.numbers.items():
            leads = self.labels[target] if target in self.labels else self._spell(parse_address(target))
            yield {"menu": FLOW_ROWS, "key": "number", "destination": leads, "prompt": number}
        for where, entry in flow.destinations.items():
            leads = spell_destination(where, clean_text(entry.name or ""))
            if not (where.names_receptionist or where.hangs_up):
                answers = {"settings": json.dumps(entry.answers)} if entry.answers else {}
                yield {"menu": FLOW_ROWS, "key": "destination", "destination": leads} | answers
        used = {id for item in flow.receptionists.values() for id in item.recordings}
        for id, recording in flow.recordings.items():
            if id not in used or not (recording.name or recording.script or recording.seconds is not None):
                yield {"menu": FLOW_ROWS, "key": "recording"} | self._recording_cells(id)
        for key in dict.fromkeys([flow.entry, *flow.receptionists]):
            yield from self._menu_rows(key, flow.receptionists[key])

    def _menu_rows(self, key: str, item: Receptionist) -> Iterator[CsvRow]:
        menu = {"menu": self.labels[key]}
        settings = menu_fields(item.engine.settings)
        said = {"settings": json.dumps(settings)} if settings else {}
        greeting = menu | {"key": "greeting"} | self._recording_cells(item.greeting) | said
        if not item.is_menu:
            forward = item.forward_destination
            assert forward is not None, "an announcement leads on"
            yield greeting | {"destination": self._spell(forward)}
            return
        yield greeting | {"wait": f"{item.timeout_seconds:g}"}
        for option, entry in item.own_options.items():
            yield menu | {"key": option, "destination": self._spell(entry.destination)}
        wrong, silence = item.wrong_key_destination, item.silence_destination
        assert wrong is not None, "a menu has a way out after wrong keys"
        assert silence is not None, "a menu has a way out after silence"
        zeros = item.engine.missing
        yield from self._mistake_rows(menu, "wrong key", item.wrong_keys_allowed, item.wrong_key_retry_recording, wrong)
        yield from self._final_row(menu, "last wrong key", item.wrong_key_final_recording, zero="wrong" in zeros)
        yield from self._mistake_rows(menu, "silence", item.silences_allowed, item.silence_retry_recording, silence)
        yield from self._final_row(menu, "last silence", item.silence_final_recording, zero="silence" in zeros)

    def _mistake_rows(
        self, menu: CsvRow, word: str, allowed: int | None, recording: str | None, onward: Destination
    ) -> Iterator[CsvRow]:
        cells = {"key": word, "destination": self._spell(onward), "tries": str(allowed)}
        yield menu | cells | self._recording_cells(recording)

    def _final_row(self, menu: CsvRow, word: str, recording: str | None, *, zero: bool) -> Iterator[CsvRow]:
        if recording is not None:
            yield menu | {"key": word} | self._recording_cells(recording)
        elif zero:
            yield menu | {"key": word, "recording": "0"}

    def _recording_cells(self, id: str | None) -> CsvRow:
        if id is None:
            return {}
        recording = self.flow.recordings.get(id)
        length = self.flow.length_of(id)
        cells = {
            "recording": spell_recording(id, clean_text(recording.name or "") if recording else ""),
            "prompt": clean_text(recording.script) if recording else "",
        }
        return (
            cells if recording is None or length.estimated else cells | {"seconds": f"{length.milliseconds / 1000:g}"}
        )

    def _spell(self, destination: Destination) -> str:
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return self.labels[key]
        return spell_destination(destination, clean_text(self.flow.destination_name(destination) or ""))


def clean_text(text: str) -> str:
    """Return text on one line, its words as they are."""
    return escape_signs(" ".join(text.split()))


def unwritten_parts(flow: Flow) -> list[Construct]:
    """Return what a flow has and no sheet has a place for."""
    return [*_world_parts(flow), *_receptionist_parts(flow)]


def _world_parts(flow: Flow) -> Iterator[Construct]:
    for where in flow.routes:
        note = "a sheet has no place for what lies behind a destination: hours, and telephones that ring"
        yield _part("destinations", str(where), note, noticeable=True)
    for name in flow.variants:
        yield _part("variants", name, "a sheet has no place for variants", noticeable=True)
    for key in flow.schedules:
        yield _part("schedules", key, "a sheet has no place for hours")
    for id, recording in flow.recordings.items():
        if recording.file:
            yield _part("recordings", id, f"a sheet has no place for the sound file {recording.file}")


def _receptionist_parts(flow: Flow) -> Iterator[Construct]:
    for key, item in flow.receptionists.items():
        texts = {"description": item.description, "prefix": item.caller_id_prefix, "intercom": item.intercom}
        for field, text in texts.items():
            if text:
                yield _part(key, field, "a sheet has no place for it")
        for entry in item.entries or ():
            if entry.template_id:
                yield _part(key, f"template_id of {entry.option}", "a sheet has no place for it")


def _part(place: str, field: str, note: str, *, noticeable: bool = False) -> Construct:
    return Construct("not carried", "flow.yaml", place, field, "", note, noticeable)


def flow_sheet(flow: Flow) -> OutputText:
    """Return the sheet of a flow."""
    return CsvWriter(flow).sheet()


def loss_lines(parts: Iterable[Construct]) -> Iterator[str]:
    """Yield a line for each part that is not written."""
    for part in parts:
        yield f"not written: {part.place} {escape_signs(part.field)}: {part.note}"
