"""An imported flow -> the folder of a flow: new files, or the smallest edits of those that are there.

The first import writes everything. A later one finds receptionists again by their ids and replaces only values that
are otherwise in the source now; names, scripts, comments, tests and the layout stay, as they do when ``pull`` runs
again, whose editors do the work. What comes out is loaded before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from simulator.config.flow import Flow, KnownDestination
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Destination, Receptionist
from simulator.disk.durable_file import replace_files
from simulator.disk.folder_lock import hold_folders
from simulator.exchange.flow_update import FlowUpdate
from simulator.exchange.imported_flow import ImportedFlow, ImportedReceptionist
from simulator.fast_classes import dataclass
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.loader.receptionist_file import Draft
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_state import LiveReceptionist
from simulator.provider.live.matching import match_ids
from simulator.provider.pull.folder import FlowFolder, compose_folder, file_of, folder_contents
from simulator.provider.pull.new_keys import new_key
from simulator.provider.pull.receptionist_edit import ReceptionistEdit
from simulator.text.document import Document, document_of
from simulator.text.yaml_quotes import quote_yaml
from simulator.wire import vr

HEADING = (
    "What {kind} says, as ivrsim import wrote it; each comment says which part of it that is.",
    "Names, scripts and comments that are added here stay when a newer one is imported into this folder;",
    "only values that are otherwise in it are replaced.",
    "",
)


@dataclass(slots=True)
class FolderMerge:
    """The outcome: what changed, what else there is to know, and sound files to be written, by path."""

    folder: FlowFolder
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sounds: dict[Path, bytes] = field(default_factory=dict)

    def write(self) -> None:
        """Write all files, or none. Raises ``UsageError`` where one has changed since it was read, ``FileError``."""
        with hold_folders(self.folder.texts):
            replace_files({**self.sounds, **folder_contents(self.folder)}, folders=True)


def merge_into(folder: FlowFolder, imported: ImportedFlow) -> FolderMerge:
    """Compose what a folder will hold; nothing is written yet. Raises ``FlowError`` where that does not load."""
    merge = _FolderMerger(folder, imported)
    if folder.shelf is None:
        merge.write_new()
    else:
        merge.edit_existing()
    merge.add_sounds()
    compose_folder(folder)
    return merge.result


class _FolderMerger:
    """One merge. ``drafts`` are the folder's receptionists by the id that they have in the source."""

    def __init__(self, folder: FlowFolder, imported: ImportedFlow) -> None:
        self.folder = folder
        self.imported = imported
        self.result = FolderMerge(folder)
        live = [LiveReceptionist(item.id, item.name, None, item.fields) for item in imported.receptionists]
        matched = match_ids(folder.drafts, {}, live)
        self.drafts: dict[str, tuple[str, Draft]] = {id: (key, folder.drafts[key]) for key, id in matched.ids.items()}
        wanted = {item.id for item in imported.receptionists}
        for id, (key, _) in self.drafts.items():
            if id not in wanted:
                self.result.notes.append(f"{key} ({id}) is no longer in {imported.source}; its file stays")
        self._settle_keys()
        self.names = self._build_names(matched.ids)

    def _settle_keys(self) -> None:
        taken = {name.lower() for name in (self.folder.shelf.keys if self.folder.shelf else ())}
        if self.folder.path.is_dir():
            taken |= {item.stem.lower() for item in self.folder.path.iterdir()}
        for item in self.imported.receptionists:
            if item.id in self.drafts:
                item.key = self.drafts[item.id][0]
            else:
                item.key = new_key(item.name, item.id, taken)
                taken.add(item.key)

    def _build_names(self, matched: Mapping[str, str]) -> IdNames:
        """Return the names that files may use: the folder's own first."""
        flow = self.folder.flow
        recordings = {**self.imported.recordings, **(flow.recordings if flow else {})}
        destinations = {**self.imported.destinations, **(flow.destinations if flow else {})}
        ids = {**matched, **{item.key: item.id for item in self.imported.receptionists}}
        return IdNames([*(self.folder.shelf.keys if self.folder.shelf else ()), *ids], ids, recordings, destinations)

    # -- a new folder -----------------------------------------------------------------------------

    def write_new(self) -> None:
        """Write every file."""
        for item in self.imported.receptionists:
            self._write_receptionist(item)
        flow = self._whole_flow()
        files = {item.key: f"{item.key}.yaml" for item in self.imported.receptionists}
        heading = [line.format(kind=self.imported.kind) for line in HEADING]
        text = flow_text(flow, files, heading=heading)
        origins = self.imported.origins | {("receptionists", item.key): item.origin for item in self._items}
        self.folder.texts[self.folder.file] = add_comments(text, origins)

    @property
    def _items(self) -> list[ImportedReceptionist]:
        return self.imported.receptionists

    def _whole_flow(self) -> Flow:
        imported = self.imported
        keys = {item.id: item.key for item in self._items}
        return Flow(
            entry=keys[imported.entry],
            receptionists={item.key: _model_of(item) for item in self._items},
            numbers={number: self._address(where) for number, where in imported.numbers.items()},
            recordings=imported.recordings,
            destinations={where: self._lead(entry) for where, entry in imported.destinations.items()},
            semantics=imported.semantics,
            timezone=imported.zone,
            schedules=imported.schedules,
        )

    def _address(self, where: Destination) -> str:
        """Return where a number leads, as flow.yaml says it."""
        key = self.names.by_id.get(where.id) if where.names_receptionist else None
        return key if key is not None else str(where)

    def _lead(self, entry: KnownDestination) -> KnownDestination:
        """Return a destination whose routes name receptionists by their keys."""
        ways = {name: getattr(entry, name) for name in ("open", "closed", "holiday", "no_answer", "busy")}
        return entry.model_copy(update={name: self._spell(way) for name, way in ways.items() if way})

    def _spell(self, address: str) -> str:
        kind, _, id = address.partition("||")
        where = Destination(kind, id)
        return self.names.destination_name(where) if where.names_receptionist and id in self.names.by_id else address

    def _write_receptionist(self, item: ImportedReceptionist) -> None:
        text = receptionist_text(_named(_model_of(item), self.names))
        self.folder.texts[self.folder.path / f"{item.key}.yaml"] = f"# {item.origin}\n{text}"
        if self.folder.shelf is not None:
            self.result.changes.append(f"{item.key} ({item.id}): new, {item.key}.yaml")

    # -- a folder that has a flow -----------------------------------------------------------------

    def edit_existing(self) -> None:
        """Edit what differs, and add what is new."""
        documents: dict[Path, Document] = {}
        for item in self._items:
            if item.id not in self.drafts:
                self._write_receptionist(item)
                continue
            draft = self.drafts[item.id][1]
            path = file_of(draft.document)
            document = documents.get(path, draft.document)
            edit = ReceptionistEdit(draft, document, self.names, item.id, item.fields)
            text = edit.new_text(with_id=draft.reading.fields.get("id") is None)
            if text != document.text:
                changed = ", ".join(vr.WRITE_NAMES[name] for name in edit.changes) or "id"
                self.result.changes.append(f"{item.key} ({item.id}): {changed}")
                documents[path] = document_of(document, text)
        for path, document in documents.items():
            if document.text != self.folder.old_text(path):
                self.folder.texts[path] = document.text
        self._edit_flow_file(documents)

    def _edit_flow_file(self, documents: Mapping[Path, Document]) -> None:
        file, shelf, flow = self.folder.file, self.folder.shelf, self.folder.flow
        assert shelf is not None, "the folder has a flow"
        assert shelf.document is not None, "which was read from a file"
        assert flow is not None, "and loaded"
        document = documents.get(file, shelf.document)
        new = [item for item in self._items if item.id not in self.drafts]
        update = FlowUpdate(document, flow, self._whole_flow(), self.imported.origins)
        text, changes = update.new_text({item.key: (f"{item.key}.yaml", item.origin) for item in new})
        self.folder.texts.pop(file, None)
        if text != shelf.document.text:
            self.folder.texts[file] = text
        self.result.changes += [f"{self.folder.display_path(file)}: {change}" for change in changes]

    # -- sounds -----------------------------------------------------------------------------------

    def add_sounds(self) -> None:
        """Take the sound files that are not in the folder yet; one that is there stays."""
        for name, content in self.imported.sounds.items():
            path = self.folder.path / name
            if not path.exists():
                self.result.sounds[path] = content
            elif not path.is_file() or path.read_bytes() != content:
                self.result.notes.append(f"{self.folder.display_path(path)} differs from the source's; it stays")


def _model_of(item: ImportedReceptionist) -> Receptionist:
    model = Receptionist(id=item.id, **item.fields)
    if item.settings == MenuSettings() and not item.zeros:
        return model
    return model.with_engine(MenuEngine(item.settings, missing=item.zeros))


def _named(item: Receptionist, names: IdNames) -> Receptionist:
    """Return a receptionist that names recordings and destinations as people do: ``@Booking desk``."""
    changes: dict[str, Any] = {}
    for name in vr.RECORDING_FIELDS:
        if (recording := getattr(item, name)) is not None:
            changes[name] = names.recording_name(recording)
    for side in ("forward", "wrong_key", "silence"):
        kind, id = getattr(item, f"{side}_destination_type"), getattr(item, f"{side}_destination_id")
        if kind is not None and id:
            changes[f"{side}_destination_id"] = names.destination_name(Destination(kind, id))
    if item.entries is not None:
        changes["entries"] = tuple(
            entry.model_copy(update={"destination_id": names.destination_name(entry.destination)})
            if entry.destination_id
            else entry
            for entry in item.entries
        )
    engine = item.engine
    return item.model_copy(update=changes).with_engine(engine)


def add_comments(text: str, origins: Mapping[tuple[str, str], str]) -> str:
    """Return a flow.yaml with a comment after each line of a section that is from a part of the source."""
    comments = {(section, f"  {quote_yaml(key)}:"): one_line(origin) for (section, key), origin in origins.items()}
    lines: list[str] = []
    section = ""
    for line in text.splitlines():
        if line[:1] not in (" ", "#"):
            section = line.partition(":")[0]
        comment = comments.get((section, _line_key(line)))
        lines.append(f"{line}  # {comment}" if comment else line)
    return "\n".join(lines) + "\n"


def _line_key(line: str) -> str:
    """Return what a line of a section begins with: its quoted key, and the colon."""
    end = 3
    while end < len(line) and line[end] != '"':
        end += 2 if line[end] == "\\" else 1
    return line[: end + 2]


def one_line(text: str) -> str:
    """Return text as a comment can hold it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:160]
