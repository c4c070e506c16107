"""One receptionist's file, so changed that it says what is live: the smallest edit that reads as wanted.

First only the values that differ are replaced where they stand; if the text that comes out does not say what
it should, all entries are written anew, then the whole receptionist. Each attempt is read again and compared,
so that no oddity of a text can make it say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.config.receptionist import Entry
from simulator.config.values import as_option
from simulator.errors import FlowError
from simulator.load.document import Document, document_of
from simulator.load.receptionist import Draft
from simulator.load.splice import EMPTY_LIST, Splice, Unspliceable
from simulator.remote.pull.spelling import Spelling, file_text
from simulator.remote.seen.names import Names
from simulator.remote.seen.said import differences, resolved, said
from simulator.remote.seen.wanted import EMPTY, OURS, SAYS_NOT, Unsaid, needed, value_of
from simulator.wire import vr
from simulator.wire.reading import Path

_ORDER = tuple(vr.WRITE_NAMES)


class Rewrite:
    """One receptionist on its way to another text. ``document`` is its file as it is by now."""

    def __init__(self, draft: Draft, document: Document, names: Names, id: str, fields: Mapping[str, Any]) -> None:
        self.base = draft.base
        self.key = draft.key
        self.document = document
        self.names = names
        self.id = id
        self.spelling = Spelling(names, is_json=document.syntax == "json")
        self.reading = vr.decode_write(document.at_path(draft.base))
        self.here = said(self.reading.fields, names)
        self.whole = _whole(self.here, fields)
        self.changes = self._changes()

    def _changes(self) -> list[str]:
        """What is to be written: what differs, and what the file lacks and nobody knows."""
        lacking = [field for field in needed(self.whole.get("destination_type")) if field not in self.here]
        found = {*differences(self.here, self.whole), *(name for name in lacking if name in self.whole)}
        found |= {name for name in self.here if _is_unsaid(self.whole, name) and not _is_unsaid(self.here, name)}
        for field in vr.ID_FIELDS:  # a name means something for one type only
            if field.removesuffix("id") + "type" in found and field in self.whole:
                found.add(field)
        return [field for field in _ORDER if field in found]

    def text(self, *, with_id: bool) -> str:
        """The new text; the old one where nothing differs. ``with_id``: the provider's id is to stand in it."""
        if not self.changes and not (with_id and self.here.get("id") is None):
            return self.document.text
        ways: tuple[Callable[[Splice], None], ...] = (self._values, self._values_and_all_entries, self._in_brackets)
        for way in ways:
            splice = Splice(self.document)
            try:
                way(splice)
                if with_id and self.here.get("id") is None and way != self._in_brackets:
                    splice.add(self.base, vr.WRITE_NAMES["id"], self.spelling.text(self.id), first=True)
                if self._says(splice.text):
                    return splice.text
            except Unspliceable:
                continue
        return self._anew()

    def _says(self, text: str) -> bool:
        """Whether a text says what is wanted, and beside this receptionist what it said before."""
        try:
            document = document_of(self.document, text)
        except FlowError:
            return False
        body = document.at_path(self.base)
        if document.problems or not isinstance(body, dict) or not _same_beside(document, self.document, self.base):
            return False
        return not differences(said(vr.decode_write(body).fields, self.names), self.whole)

    # -- the ways ---------------------------------------------------------------------------------

    def _values(self, splice: Splice) -> None:
        for field in self.changes:
            if field != "entries" or not self._entries(splice):
                self._value(splice, field)

    def _values_and_all_entries(self, splice: Splice) -> None:
        for field in self.changes:
            self._value(splice, field)

    def _in_brackets(self, splice: Splice) -> None:
        if not self.base:
            raise Unspliceable
        splice.replace(self.base, "{" + ", ".join(self._fields()) + "}")

    def _fields(self) -> list[str]:
        """Every field that is not empty, each on one line."""
        filled = {"id": self.id, **{field: value for field, value in self.whole.items() if value not in EMPTY}}
        return [f"{self._wire(field)}: {self._inline(field, value)}" for field, value in filled.items()]

    def _anew(self) -> str:
        """The whole file anew, below the comments that it starts with."""
        if self.spelling.is_json:
            return "{\n  " + ",\n  ".join(self._fields()) + "\n}\n"
        lines = self.document.text.splitlines(keepends=True)
        top = next((number for number, line in enumerate(lines) if line.strip() and line[:1] != "#"), len(lines))
        return "".join(lines[:top]) + file_text(self.id, self.whole, self.spelling)

    # -- one field --------------------------------------------------------------------------------

    def _wire(self, field: str) -> str:
        return f'"{vr.WRITE_NAMES[field]}"' if self.spelling.is_json else vr.WRITE_NAMES[field]

    def _path(self, field: str) -> Path:
        return (*self.base, *self.reading.path((field,)))

    def _value(self, splice: Splice, field: str) -> None:
        value = self.whole[field]
        path = self._path(field)
        written = self._written(splice, field, value)
        if field in self.reading.fields:
            splice.replace(path, written, gone=OURS)
            return
        if isinstance(value, Unsaid) and not self.spelling.is_json and splice.is_block(self.base):
            written += f"  # {value.why}"
        before = [vr.WRITE_NAMES[name] for name in _ORDER[: _ORDER.index(field)]]
        splice.add(self.base, vr.WRITE_NAMES[field], written, after=before)

    def _written(self, splice: Splice, field: str, value: Any) -> str:
        if field == "entries" and not isinstance(value, Unsaid) and splice.is_block(self.base):
            indent = splice.indent(self.base) + 2
            return self.spelling.listed(value or (), indent=indent, line_end=splice.line_end)
        return self._inline(field, value, splice.held(self._path(field)))

    def _inline(self, field: str, value: Any, old: str = "") -> str:
        if field == "id":
            return self.spelling.text(value)
        if field == "entries" and not isinstance(value, Unsaid):
            return self.spelling.listed(value or (), indent=None)
        return self.spelling.field(field, value, self.whole, old)

    # -- entries ----------------------------------------------------------------------------------

    def _entries(self, splice: Splice) -> bool:
        """Edit entry by entry; False where that is no way: then all are written anew."""
        path = self._path("entries")
        written = self.document.at_path(path)
        wanted = {entry.option: entry for entry in self.whole["entries"] or ()}
        here = _options(self.reading.fields.get("entries"))
        if not isinstance(written, (list, dict)) or not written or here is None:
            return False
        is_lines = isinstance(written, list) and splice.is_block(path)
        if not is_lines and not any(option in wanted for option in here):
            return False
        steps = dict(zip(here, self.reading.entry_paths or [("entries", n) for n in range(len(here))], strict=True))
        bodies = dict(zip(here, self.reading.fields["entries"], strict=True))
        for option, step in steps.items():
            if option not in wanted:
                splice.remove((*self.base, *step))
            else:
                self._entry(splice, (*self.base, *step), bodies[option], wanted[option])
        self._new_entries(splice, path, {option: step[-1] for option, step in steps.items()}, wanted)
        return True

    def _entry(self, splice: Splice, path: Path, body: Mapping[str, Any], entry: Entry) -> None:
        here = _entry_said({**body, "option": entry.option}, self.names)
        if here is None or here.destination.canonical != entry.destination.canonical:
            kind = splice.held((*path, "destination_type"))
            if here is None or here.destination_type != entry.destination_type:
                splice.put(path, "destination_type", self.spelling.word(entry.destination_type), there=bool(kind))
            old = splice.held((*path, "destination_id"))
            splice.put(path, "destination_id", self.spelling.id(entry.destination, old), there=bool(old))
        if here is None or here.template_id != entry.template_id:
            old = splice.held((*path, "template_id"))
            if old or entry.template_id:
                splice.put(path, "template_id", self.spelling.text(entry.template_id or "0", old), there=bool(old))

    def _new_entries(
        self, splice: Splice, path: Path, steps: Mapping[str, str | int], wanted: Mapping[str, Entry]
    ) -> None:
        """Entries that are not there yet: each behind the one that it follows live."""
        is_list = isinstance(self.document.at_path(path), list)
        first = next((step for option, step in steps.items() if option in wanted), next(iter(steps.values())))
        before: str | None = None
        if not wanted:
            splice.insert(path, EMPTY_LIST, behind=None)
        for option, entry in wanted.items():
            if option in steps:
                before = option
            elif is_list:
                behind = None if before is None else int(steps[before])
                splice.insert(path, self.spelling.entry(entry), behind=behind, before=int(first))
            else:
                after = [str(first if before is None else steps[before])]
                splice.add(path, self.spelling.text(option), self.spelling.entry(entry, option=False), after=after)


def _is_unsaid(fields: Mapping[str, Any], field: str) -> bool:
    return isinstance(fields.get(field), Unsaid)


def kept(here: Mapping[str, Any], fields: Mapping[str, Any]) -> list[str]:
    """The fields that the file knows and the provider's answer does not carry."""
    return [
        field
        for field, value in here.items()
        if isinstance(fields.get(field), Unsaid) and not isinstance(value, Unsaid)
    ]


def _whole(here: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """All that the file is to say but the id: what is live, and what it alone knows."""
    every = {**here, **{field: value for field, value in fields.items() if field not in kept(here, fields)}}
    kind = every.get("destination_type")
    if "destination_type" in kept(here, fields) and any(fields.get(name, "") is None for name in needed(kind)):
        every["destination_type"] = Unsaid(f"{SAYS_NOT}; by what it carries this is no {kind} any more")
    return {field: every[field] for field in _ORDER if field in every and field != "id"}


def _options(entries: Any) -> list[str] | None:
    """The options of entries as they are written, in their one form; None where one is no option."""
    found: list[str] = []
    for entry in entries if isinstance(entries, list) else ():
        try:
            found.append(as_option(entry["option"]))
        except (KeyError, TypeError, ValueError):
            return None
    return found if len(set(found)) == len(found) else None


def _entry_said(body: Mapping[str, Any], names: Names) -> Entry | None:
    """An entry as it is written, its name resolved; None where some of it is unknown."""
    entries = value_of("entries", [body])
    return None if isinstance(entries, Unsaid) else resolved({"entries": entries}, names)["entries"][0]


def _same_beside(one: Document, other: Document, base: Path) -> bool:
    """Whether all is alike in two documents but what stands at a path."""
    if not base:
        return True
    return bool(_without(one.tree, base) == _without(other.tree, base))


def _without(tree: Any, path: Path) -> Any:
    if not path:
        return None
    return {**tree, path[0]: _without(tree[path[0]], path[1:])}
