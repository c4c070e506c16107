"""Small changes of a flow, as its author would make them, and the proposals of a bill carried out."""

from dataclasses import replace

from simulator import Destination, Entry, Flow
from simulator.checks.rerecording.bill import RecordingBill
from simulator.config.flow import RecordingLength
from simulator.config.receptionist import parse_address


def lead(flow: Flow, menu: str, **keys: str | None) -> Flow:
    """The flow with keys of a menu (``k1="voicemail||9001"``) that lead elsewhere, are new, or are gone (None)."""
    options = dict(flow.receptionists[menu].options)
    for name, address in keys.items():
        option = name.removeprefix("k")
        options.pop(option, None) if address is None else options.update({option: entry(option, address)})
    return change(flow, menu, entries=tuple(options[key] for key in sorted(options, key=lambda key: (key == "0", key))))


def entry(option: str, address: str) -> Entry:
    """An entry that leads to ``type||id``."""
    destination: Destination = parse_address(address)
    return Entry(option=option, destination_type=destination.type, destination_id=destination.id)


def change(flow: Flow, key: str, **fields: object) -> Flow:
    """The flow with other fields of a receptionist."""
    item = flow.receptionists[key].model_copy(update=fields)
    return replace(flow, receptionists={**flow.receptionists, key: item})


def say(flow: Flow, id: str, script: str, **fields: object) -> Flow:
    """The flow with other words for a recording."""
    recording = flow.recordings[id].model_copy(update={"script": script, **fields})
    return replace(flow, recordings={**flow.recordings, id: recording})


def call_place(flow: Flow, address: str, name: str | None) -> Flow:
    """The flow with another name for a destination (None: without a name)."""
    destination = parse_address(address).canonical
    known = flow.destinations[destination].model_copy(update={"name": name})
    return replace(flow, destinations={**flow.destinations, destination: known})


def record(flow: Flow, bill: RecordingBill) -> Flow:
    """The flow after a day in the studio: every recording of a bill has its words, new ones have ids of their own."""
    for number, item in enumerate(bill.recordings):
        if not item.words:
            continue
        if not item.is_separate:
            flow = say(flow, item.id, item.words)
            continue
        id = f"{item.id}9{number}"
        recording = flow.recordings[item.id].model_copy(update={"script": item.words, "name": None})
        lengths = {**flow.lengths, id: RecordingLength(item.milliseconds, estimated=False)}
        flow = replace(flow, recordings={**flow.recordings, id: recording}, lengths=lengths)
        for use in item.uses:
            flow = change(flow, use.receptionist, **{use.field: id})
    return flow
