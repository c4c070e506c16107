"""Flow -> text: the files that ``load`` reads, every key, id and @name quoted.

Quoted, since YAML would make other things of them: ``"#"`` unquoted is a comment, ``"*"`` an alias,
``"050109590001"`` a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.config.documentation import DEFAULT_DIALECT
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination, Receptionist
from simulator.text.yaml_quotes import inline_mapping, inline_value, quote_scalar, quote_yaml
from simulator.wire import vr

_IDS = frozenset(vr.WRITE_NAMES[field] for field in vr.ID_FIELDS)
_RECORDINGS = frozenset(vr.WRITE_NAMES[field] for field in vr.RECORDING_FIELDS)


def receptionist_text(receptionist: Receptionist, comments: Mapping[str, str] | None = None) -> str:
    """A receptionist file, in the provider's write names; ``comments`` by those names."""
    notes = comments or {}
    body = vr.encode_write(receptionist, numbers=False)
    if receptionist.id is not None:
        body = {"id": receptionist.id, **body}
    lines: list[str] = []
    for wire, value in body.items():
        # A blank destination is written: the engine drops the call there, and a check reports it.
        if value is None or (value == "" and wire not in _IDS) or (value == "0" and wire in _RECORDINGS):
            continue
        note = f"  # {notes[wire]}" if wire in notes else ""
        if wire == "entries":
            lines.append(f"entries:{note}" if value else "entries: []")
            lines += [f"  - {inline_mapping(entry)}" for entry in value]
        else:
            lines.append(f"{wire}: {quote_scalar(value)}{note}")
    return "\n".join(lines) + "\n"


def flow_text(flow: Flow, files: Mapping[str, str], *, heading: Iterable[str] = ()) -> str:
    """A flow.yaml; ``files`` gives each receptionist's file by its key."""
    lines = [f"# {line}".rstrip() for line in heading]
    lines += [f"entry: {quote_yaml(flow.entry)}"]
    if flow.numbers:
        lines += ["numbers:", *(f"  {quote_yaml(number)}: {quote_yaml(key)}" for number, key in flow.numbers.items())]
    lines += [f"semantics: {inline_value(flow.semantics.label)}"]
    lines += [f"dialect: {flow.dialect}"] if flow.dialect != DEFAULT_DIALECT else []
    lines += [f"pulled: {quote_yaml(flow.pulled)}"] if flow.pulled else []
    lines += ["receptionists:"]
    lines += [f"  {quote_yaml(key)}: {quote_yaml(file)}" for key, file in files.items()]
    if flow.recordings:
        lines += ["recordings:"]
        lines += [f"  {quote_yaml(id)}: {_recording_line(details)}" for id, details in flow.recordings.items()]
    if flow.destinations:
        lines += ["destinations:"]
        lines += [_destination_line(where, details) for where, details in flow.destinations.items()]
    return "\n".join(lines) + "\n"


def _recording_line(recording: Recording) -> str:
    filled = recording.model_dump(exclude={"script"} if recording.script_file else None)  # loading takes one of the two
    return inline_mapping({name: value for name, value in filled.items() if value not in ("", None)})


def _destination_line(where: Destination, destination: KnownDestination) -> str:
    filled = {name: value for name, value in destination.model_dump().items() if value not in (None, "", {})}
    return f"  {quote_yaml(str(where))}: {inline_mapping(filled)}"
