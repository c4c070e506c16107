"""Flow -> text: the files that ``load`` reads, every key, id and @name quoted.

Quoted, since YAML would make other things of them: ``"#"`` unquoted is a comment, ``"*"`` an alias,
``"050109590001"`` a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from simulator.config.documentation import DEFAULT_DIALECT
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.menu_engine import FINAL_FIELDS, MenuSettings
from simulator.config.receptionist import Destination, Receptionist
from simulator.loader.world_writer import routed_destinations, schedule_lines
from simulator.text.yaml_quotes import inline_mapping, inline_value, quote_scalar, quote_yaml
from simulator.wire import vr

_IDS = frozenset(vr.WRITE_NAMES[field] for field in vr.ID_FIELDS)
_RECORDINGS = frozenset(vr.WRITE_NAMES[field] for field in vr.RECORDING_FIELDS)


def receptionist_text(receptionist: Receptionist, comments: Mapping[str, str] | None = None) -> str:
    """A receptionist file, in the provider's write names; ``comments`` by those names."""
    notes = comments or {}
    lines: list[str] = []
    for wire, value in _written_fields(receptionist).items():
        note = f"  # {notes[wire]}" if wire in notes else ""
        if wire == "entries":
            lines.append(f"entries:{note}" if value else "entries: []")
            lines += [f"  - {inline_mapping(entry)}" for entry in value]
        else:
            lines.append(f"{wire}: {quote_scalar(value)}{note}")
    return "\n".join(lines) + "\n"


def _written_fields(receptionist: Receptionist) -> dict[str, Any]:
    """Return the fields of a receptionist's file, by the provider's write names, without those that are not set."""
    body = vr.encode_write(receptionist, numbers=False)
    if receptionist.id is not None:
        body = {"id": receptionist.id, **body}
    # An engine may end the call at a final recording that is 0, and not at one that is left out.
    left_out = _RECORDINGS - {vr.WRITE_NAMES[FINAL_FIELDS[cause]] for cause in receptionist.engine.missing}
    return {
        wire: value
        for wire, value in body.items()
        if not (value is None or (value == "" and wire not in _IDS) or (value == "0" and wire in left_out))
    }


def flow_text(
    flow: Flow, files: Mapping[str, str], *, heading: Iterable[str] = (), inherits_semantics: bool = False
) -> str:
    """A flow.yaml; ``files`` gives each receptionist's file by its key.

    ``inherits_semantics``: it says nothing of them, so that it has those of its project.
    """
    lines = [f"# {line}".rstrip() for line in heading]
    lines += [f"entry: {quote_yaml(flow.entry)}"]
    if flow.numbers:
        lines += ["numbers:", *(f"  {quote_yaml(number)}: {quote_yaml(key)}" for number, key in flow.numbers.items())]
    lines += [] if inherits_semantics else [f"semantics: {inline_value(flow.semantics.label)}"]
    lines += [f"dialect: {flow.dialect}"] if flow.dialect != DEFAULT_DIALECT else []
    lines += [f"pulled: {quote_yaml(flow.pulled)}"] if flow.pulled else []
    lines += schedule_lines(flow)
    lines += ["receptionists:"]
    lines += [f"  {quote_yaml(key)}: {quote_yaml(file)}" for key, file in files.items()]
    if flow.recordings:
        lines += ["recordings:"]
        lines += [f"  {quote_yaml(id)}: {_recording_line(entry)}" for id, entry in flow.recordings.items()]
    if destinations := routed_destinations(flow):
        lines += ["destinations:"]
        lines += [_destination_line(where, entry) for where, entry in destinations.items()]
    lines += _menu_lines(flow)
    lines += _variant_lines(flow)
    return "\n".join(lines) + "\n"


def _recording_line(recording: Recording) -> str:
    filled = recording.model_dump(exclude={"script"} if recording.script_file else None)  # loading takes one of the two
    return inline_mapping({name: value for name, value in filled.items() if value not in ("", None)})


def _destination_line(where: Destination, destination: KnownDestination) -> str:
    filled = {name: value for name, value in destination.model_dump().items() if value not in (None, "", {})}
    return f"  {quote_yaml(str(where))}: {inline_mapping(filled)}"


def _menu_lines(flow: Flow) -> Iterator[str]:
    """Yield what flow.yaml says of the engine behind each menu."""
    written = {key: fields for key, item in flow.receptionists.items() if (fields := menu_fields(item.engine.settings))}
    if written:
        yield "menus:"
        yield from (f"  {quote_yaml(key)}: {inline_mapping(fields)}" for key, fields in written.items())


def menu_fields(own: MenuSettings) -> dict[str, Any]:
    """Return what flow.yaml says of the engine behind a menu."""
    fields = {
        "semantics": own.label,
        "direct_dial": list(own.numbers) or own.direct_dial,
        "return_after": list(own.written_causes) or None,
        "announcement": own.announcement.as_yaml(),
        "engine": {name: value for name, value in own.switch._asdict().items() if value is not None} or None,
    }
    return {field: value for field, value in fields.items() if value is not None}


def _variant_lines(flow: Flow) -> Iterator[str]:
    """Yield the variants, each with what it changes in each receptionist's file (a JSON merge patch)."""
    if flow.variants:
        yield "variants:"
    for name, variant in flow.variants.items():
        yield f"  {quote_yaml(name)}:"
        times = {"from": variant.since, "until": variant.until}
        yield from (f"    {field}: {quote_yaml(time.isoformat())}" for field, time in times.items() if time is not None)
        yield "    receptionists:" if variant.receptionists else "    receptionists: {}"
        for key, receptionist in variant.receptionists.items():
            before, after = _written_fields(flow.receptionists[key]), _written_fields(receptionist)
            patch = {field: None for field in before if field not in after}
            patch |= {field: value for field, value in after.items() if before.get(field) != value}
            yield f"      {quote_yaml(key)}: {inline_mapping(patch)}"
