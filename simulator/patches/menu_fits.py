"""How edits of receptionists fit a flow: its keys, its ways on, its other fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.config.receptionist import RECORDING_FIELDS, Entry, Receptionist
from simulator.loader.receptionist_file import Draft
from simulator.patches.edit_kinds import AddEntry, MenuEdit, RemoveEntry, SetEntry, SetFallback
from simulator.patches.flow_files import FlowFiles, Misfit, PlacedEdit
from simulator.patches.flow_uses import (
    SIDES,
    DestinationUse,
    WrittenDestination,
    find_menu,
    find_recording,
    lead_alike,
    place_of,
    resolve_written,
    side_use,
)
from simulator.text.tree_edit import TreeEdit
from simulator.wire import vr
from simulator.wire.decoding import wire_seconds

_FIELDS = {wire: field for field, wire in vr.WRITE_NAMES.items()}


def set_entry(edit: SetEntry, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits after which a key leads elsewhere. Raises ``Misfit``."""
    key, draft, item = _menu_of(edit.menu, files)
    target = resolve_written(files, edit.to)
    index = _index_of(item, edit.option)
    if index is None:
        raise Misfit(f"{key} has no key {edit.option}; add_entry adds one")
    entry = (item.entries or ())[index]
    if lead_alike(files.flow, entry.destination, target.destination):
        return
    yield from _entry_use(key, draft, index, entry).leading_to(files, target)


def add_entry(edit: AddEntry, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edit that adds a key. Raises ``Misfit``."""
    key, draft, item = _menu_of(edit.menu, files)
    target = resolve_written(files, edit.to)
    index = _index_of(item, edit.option)
    if index is not None:
        entry = (item.entries or ())[index]
        if not lead_alike(files.flow, entry.destination, target.destination):
            where = files.flow.destination_name(entry.destination) or str(entry.destination)
            raise Misfit(f"key {edit.option} of {key} leads to {where}; set_entry changes it")
        return
    document, path = place_of(draft, ("entries",))
    kind, id = target.as_fields(files, "")
    fields = {"destination_type": kind, "destination_id": id}
    if isinstance(document.at_path(path), dict):
        yield PlacedEdit(document, TreeEdit("put", (*path, edit.option), fields))
    else:
        yield PlacedEdit(document, TreeEdit("append", path, {"option": edit.option, **fields}))


def remove_entry(edit: RemoveEntry, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edit that takes a key out. Raises ``Misfit``."""
    _, draft, item = _menu_of(edit.menu, files)
    index = _index_of(item, edit.option)
    if index is None:
        return
    document, path = place_of(draft, ("entries", index, "destination_id"))
    holder = path[:-2]
    if len(document.at_path(holder)) == 1:  # what is left is a menu without a key, which is written as such
        yield PlacedEdit(document, TreeEdit("put", holder, []))
    else:
        yield PlacedEdit(document, TreeEdit("remove", path[:-1]))


def set_fallback(edit: SetFallback, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits of a way on after wrong keys, silence or an announcement's recording. Raises ``Misfit``."""
    target = resolve_written(files, edit.to)
    causes = (edit.after,) if edit.after is not None else ("wrong", "silence")
    is_menu = edit.after != "recording"
    kind = "menu" if is_menu else "announcement"
    if edit.menu is None:
        chosen = [key for key, item in files.flow.receptionists.items() if item.is_menu is is_menu]
        if not chosen:
            raise Misfit(f"no {kind}")
    else:
        chosen = [find_menu(files.flow, edit.menu)]
        if files.flow.receptionists[chosen[0]].is_menu is not is_menu:
            raise Misfit(f"{chosen[0]} is not {'a menu' if is_menu else 'an announcement'}")
    for key in chosen:
        draft, item = files.shelf.drafts[key], files.flow.receptionists[key]
        for cause in causes:
            yield from _lead_on(key, draft, item, SIDES[cause], files, target)


def _lead_on(
    key: str, draft: Draft, item: Receptionist, side: str, files: FlowFiles, target: WrittenDestination
) -> Iterator[PlacedEdit]:
    use = side_use(key, draft, item, side)
    assert use is not None, "a receptionist of this kind does not load without it"
    if not lead_alike(files.flow, use.destination, target.destination):
        yield from use.leading_to(files, target)


def set_menu(edit: MenuEdit, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits of a receptionist's fields, or of those of all menus. Raises ``Misfit``."""
    flow = files.flow
    if edit.menu is not None:
        chosen = [find_menu(flow, edit.menu)]
    else:
        chosen = [key for key, item in flow.receptionists.items() if item.is_menu]
        if not chosen:
            raise Misfit("no menu")
    for key in chosen:
        draft, item = files.shelf.drafts[key], flow.receptionists[key]
        for wire, value in edit.values.items():
            field = _FIELDS[wire]
            current = getattr(item, field)
            wanted = find_recording(flow, value) if field in RECORDING_FIELDS and value is not None else value
            if current != wanted:
                document, path = place_of(draft, (field,))
                yield PlacedEdit(document, TreeEdit("put", path, _as_written(value)))


def _as_written(value: Any) -> Any:
    """Return a value of a field as it is written: whole seconds without a fraction, none as none."""
    return wire_seconds(value) if isinstance(value, float) else value


def _menu_of(name: str, files: FlowFiles) -> tuple[str, Draft, Receptionist]:
    key = find_menu(files.flow, name)
    item = files.flow.receptionists[key]
    if not item.is_menu:
        raise Misfit(f"{key} is an announcement, which has no keys")
    return key, files.shelf.drafts[key], item


def _index_of(item: Receptionist, option: str) -> int | None:
    return next((index for index, entry in enumerate(item.entries or ()) if entry.option == option), None)


def _entry_use(key: str, draft: Draft, index: int, entry: Entry) -> DestinationUse:
    document, id_path = place_of(draft, ("entries", index, "destination_id"))
    return DestinationUse(key, document, (*id_path[:-1], "destination_type"), id_path, entry.destination)
