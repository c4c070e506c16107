"""How edits that replace one thing wherever it is named fit a flow: a recording, a destination, a number's target."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.errors import UsageError
from simulator.loader.catalogue import written_destinations
from simulator.patches.edit_kinds import ReplaceDestination, ReplaceRecording, SetNumber
from simulator.patches.flow_files import FlowFiles, Misfit, PlacedEdit
from simulator.patches.flow_uses import (
    DestinationUse,
    destination_uses,
    find_menu,
    find_recording,
    is_bare_name,
    lead_alike,
    missing_recording,
    recording_uses,
    resolve_written,
)
from simulator.text.tree_edit import TreeEdit


def replace_recording(edit: ReplaceRecording, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits that put another recording wherever one plays. Raises ``Misfit``."""
    new = find_recording(files.flow, edit.to)
    if not edit.to.startswith("@") and files.has_catalogue and edit.to not in files.flow.recordings:
        raise missing_recording(files.flow, edit.to)
    menu = find_menu(files.flow, edit.menu) if edit.menu is not None else None
    uses = [use for use in recording_uses(files) if menu in (None, use.owner)]
    if is_bare_name(files.flow, edit.old) and not any(use.recording == edit.old for use in uses):
        raise missing_recording(files.flow, edit.old)
    try:
        old = find_recording(files.flow, edit.old)
    except Misfit:
        if any(use.recording == new for use in uses):
            return
        raise
    replaced = [use for use in uses if use.recording == old]
    if not replaced and not any(use.recording == new for use in uses):
        raise Misfit(f"{edit.old} plays nowhere" if menu is None else f"{edit.old} does not play in {menu}")
    if old != new:
        yield from (PlacedEdit(use.document, TreeEdit("put", use.path, edit.to)) for use in replaced)


def replace_destination(edit: ReplaceDestination, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits that lead elsewhere wherever a call is led to a destination. Raises ``Misfit``."""
    flow = files.flow
    target = resolve_written(files, edit.to)
    menu = find_menu(flow, edit.menu) if edit.menu is not None else None
    uses = [use for use in destination_uses(files) if menu in (None, use.owner)]

    def lead_there(use: DestinationUse) -> bool:
        return lead_alike(flow, use.destination, target.destination)

    try:
        old = resolve_written(files, edit.old)
    except Misfit:
        if any(map(lead_there, uses)):
            return
        raise
    if lead_alike(flow, old.destination, target.destination):
        return
    # A telephone that nobody answers would ring again without an end if it led to itself.
    itself = ("destinations", written_destinations(files.document).get(target.destination.canonical))
    replaced = [use for use in uses if use.id[:2] != itself and lead_alike(flow, use.destination, old.destination)]
    if not replaced and not any(map(lead_there, uses)):
        raise Misfit(f"nothing leads to {edit.old}" if menu is None else f"{menu} does not lead to {edit.old}")
    for use in replaced:
        yield from use.leading_to(files, target)


def set_number(edit: SetNumber, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edit after which a number leads elsewhere. Raises ``Misfit``."""
    try:
        spelling = files.flow.find_number(edit.number)
    except UsageError as error:
        raise Misfit(f"no number {edit.number}" if files.flow.numbers else "no numbers") from error
    target = resolve_written(files, edit.to)
    use = next(use for use in destination_uses(files) if use.owner == "" and use.id == ("numbers", spelling))
    if not lead_alike(files.flow, use.destination, target.destination):
        yield from use.leading_to(files, target)
