"""One receptionist's file, so changed that it says what is live: the smallest edit that reads as wanted.

First only the values that differ are replaced where they stand; if the text that comes out does not say what
it should, all entries are written anew, then the whole receptionist. Each attempt is read again and compared,
so that no oddity of a text can make it say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.config.receptionist import Entry
from simulator.config.value_rules import parse_option
from simulator.errors import FlowError
from simulator.loader.receptionist_file import Draft
from simulator.provider.live.file_fields import file_values, resolve_fields
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import EMPTY, OURS, SAYS_NOT, Unsaid, required_fields, value_of
from simulator.provider.live.state_comparison import compare_states
from simulator.provider.pull.value_spelling import Spelling, file_text
from simulator.text.document import Document, document_of
from simulator.text.splice import EMPTY_LIST, SpliceRefused, TextSplice
from simulator.wire import vr
from simulator.wire.decoding import Path

_ORDER = tuple(vr.WRITE_NAMES)


class ReceptionistEdit:
    """One receptionist on its way to another text. ``document`` is its file as it is by now."""

    def __init__(self, draft: Draft, document: Document, names: IdNames, id: str, fields: Mapping[str, Any]) -> None:
        self.base = draft.base
        self.key = draft.key
        self.document = document
        self.names = names
        self.id = id
        self.spelling = Spelling(names, is_json=document.syntax == "json")
        self.reading = vr.decode_write(document.at_path(draft.base))
        self.here = file_values(self.reading.fields, names)
        self.whole = _all_fields(self.here, fields)
        self.changes = self._fields_to_write()

    def _fields_to_write(self) -> list[str]:
        """Return what is to be written: what differs, and what the file lacks and is unknown."""
        lacking = [field for field in required_fields(self.whole.get("destination_type")) if field not in self.here]
        differing = compare_states(self.whole, self.here, self.whole).fields
        fields = {*differing, *(name for name in lacking if name in self.whole)}
        fields |= {name for name in self.here if _is_unsaid(self.whole, name) and not _is_unsaid(self.here, name)}
        for field in vr.ID_FIELDS:  # a name means something for one type only
            if field.removesuffix("id") + "type" in fields and field in self.whole:
                fields.add(field)
        return [field for field in _ORDER if field in fields]

    def new_text(self, *, with_id: bool) -> str:
        """The new text; the old one where nothing differs. ``with_id``: the provider's id is to stand in it."""
        if not self.changes and not (with_id and self.here.get("id") is None):
            return self.document.text
        # From the smallest edit to the largest: each keeps more of the author's layout than the next one.
        attempts: tuple[Callable[[TextSplice], None], ...] = (
            self._edit_values,
            self._values_and_all_entries,
            self._in_brackets,
        )
        for attempt in attempts:
            splice = TextSplice(self.document)
            try:
                attempt(splice)
                if with_id and self.here.get("id") is None and attempt != self._in_brackets:
                    splice.add_field(self.base, vr.WRITE_NAMES["id"], self.spelling.spell_text(self.id), first=True)
                if self._says_wanted(splice.edited_text):
                    return splice.edited_text
            except SpliceRefused:
                continue
        return self._write_anew()

    def _says_wanted(self, text: str) -> bool:
        """Return whether a text says what is wanted, and the same as before outside this receptionist."""
        try:
            document = document_of(self.document, text)
        except FlowError:
            return False
        body = document.at_path(self.base)
        if document.problems or not isinstance(body, dict) or not _same_beside(document, self.document, self.base):
            return False
        stated = file_values(vr.decode_write(body).fields, self.names)
        return not compare_states(self.whole, stated, self.whole).differences

    # -- the ways ---------------------------------------------------------------------------------

    def _edit_values(self, splice: TextSplice) -> None:
        for field in self.changes:
            if field != "entries" or not self._edit_entries(splice):
                self._edit_value(splice, field)

    def _values_and_all_entries(self, splice: TextSplice) -> None:
        for field in self.changes:
            self._edit_value(splice, field)

    def _in_brackets(self, splice: TextSplice) -> None:
        if not self.base:
            raise SpliceRefused
        splice.replace_value(self.base, "{" + ", ".join(self._field_lines()) + "}")

    def _field_lines(self) -> list[str]:
        """Every field that is not empty, each on one line."""
        filled = {"id": self.id, **{field: value for field, value in self.whole.items() if value not in EMPTY}}
        return [f"{self._wire_name(field)}: {self._spell_inline(field, value)}" for field, value in filled.items()]

    def _write_anew(self) -> str:
        """The whole file anew, below the comments that it starts with."""
        if self.spelling.is_json:
            return "{\n  " + ",\n  ".join(self._field_lines()) + "\n}\n"
        lines = self.document.text.splitlines(keepends=True)
        top = next((number for number, line in enumerate(lines) if line.strip() and line[:1] != "#"), len(lines))
        return "".join(lines[:top]) + file_text(self.id, self.whole, self.spelling)

    # -- one field --------------------------------------------------------------------------------

    def _wire_name(self, field: str) -> str:
        return f'"{vr.WRITE_NAMES[field]}"' if self.spelling.is_json else vr.WRITE_NAMES[field]

    def _field_path(self, field: str) -> Path:
        return (*self.base, *self.reading.document_path((field,)))

    def _edit_value(self, splice: TextSplice, field: str) -> None:
        value = self.whole[field]
        path = self._field_path(field)
        written = self._spell_value(splice, field, value)
        if field in self.reading.fields:
            splice.replace_value(path, written, gone=OURS)
            return
        if isinstance(value, Unsaid) and not self.spelling.is_json and splice.is_block(self.base):
            written += f"  # {value.why}"
        before = [vr.WRITE_NAMES[name] for name in _ORDER[: _ORDER.index(field)]]
        splice.add_field(self.base, vr.WRITE_NAMES[field], written, after=before)

    def _spell_value(self, splice: TextSplice, field: str, value: Any) -> str:
        if field == "entries" and not isinstance(value, Unsaid) and splice.is_block(self.base):
            indent = splice.indent_of(self.base) + 2
            return self.spelling.spell_entries(value or (), indent=indent, line_end=splice.line_end)
        return self._spell_inline(field, value, splice.text_of(self._field_path(field)))

    def _spell_inline(self, field: str, value: Any, old: str = "") -> str:
        if field == "id":
            return self.spelling.spell_text(value)
        if field == "entries" and not isinstance(value, Unsaid):
            return self.spelling.spell_entries(value or (), indent=None)
        return self.spelling.spell_field(field, value, self.whole, old)

    # -- entries ----------------------------------------------------------------------------------

    def _edit_entries(self, splice: TextSplice) -> bool:
        """Edit entry by entry; False where that is not possible: then all are written anew."""
        path = self._field_path("entries")
        written = self.document.at_path(path)
        live_entries = {entry.option: entry for entry in self.whole["entries"] or ()}
        written_options = _written_options(self.reading.fields.get("entries"))
        if not isinstance(written, (list, dict)) or not written or written_options is None:
            return False
        is_lines = isinstance(written, list) and splice.is_block(path)
        if not is_lines and not any(option in live_entries for option in written_options):
            return False
        steps = dict(
            zip(
                written_options,
                self.reading.entry_paths or [("entries", n) for n in range(len(written_options))],
                strict=True,
            )
        )
        bodies = dict(zip(written_options, self.reading.fields["entries"], strict=True))
        for option, step in steps.items():
            if option not in live_entries:
                splice.remove_value((*self.base, *step))
            else:
                self._edit_entry(splice, (*self.base, *step), bodies[option], live_entries[option])
        self._new_entries(splice, path, {option: step[-1] for option, step in steps.items()}, live_entries)
        return True

    def _edit_entry(self, splice: TextSplice, path: Path, body: Mapping[str, Any], entry: Entry) -> None:
        current = _resolve_entry({**body, "option": entry.option}, self.names)
        if current is None or current.destination.canonical != entry.destination.canonical:
            kind = splice.text_of((*path, "destination_type"))
            if current is None or current.destination_type != entry.destination_type:
                splice.put_field(
                    path, "destination_type", self.spelling.spell_word(entry.destination_type), there=bool(kind)
                )
            old = splice.text_of((*path, "destination_id"))
            splice.put_field(path, "destination_id", self.spelling.spell_id(entry.destination, old), there=bool(old))
        if current is None or current.template_id != entry.template_id:
            old = splice.text_of((*path, "template_id"))
            if old or entry.template_id:
                splice.put_field(
                    path, "template_id", self.spelling.spell_text(entry.template_id or "0", old), there=bool(old)
                )

    def _new_entries(
        self, splice: TextSplice, path: Path, steps: Mapping[str, str | int], live_entries: Mapping[str, Entry]
    ) -> None:
        """Entries that are not there yet: each after the one that it follows live."""
        is_list = isinstance(self.document.at_path(path), list)
        first = next((step for option, step in steps.items() if option in live_entries), next(iter(steps.values())))
        before: str | None = None
        if not live_entries:
            splice.insert_item(path, EMPTY_LIST, behind=None)
        for option, entry in live_entries.items():
            if option in steps:
                before = option
            elif is_list:
                behind = None if before is None else int(steps[before])
                splice.insert_item(path, self.spelling.spell_entry(entry), behind=behind, before=int(first))
            else:
                after = [str(first if before is None else steps[before])]
                splice.add_field(
                    path, self.spelling.spell_text(option), self.spelling.spell_entry(entry, option=False), after=after
                )


def _is_unsaid(fields: Mapping[str, Any], field: str) -> bool:
    return isinstance(fields.get(field), Unsaid)


def fields_kept(stated: Mapping[str, Any], fields: Mapping[str, Any]) -> list[str]:
    """The fields that the file knows and the provider's response does not carry."""
    return [
        field
        for field, value in stated.items()
        if isinstance(fields.get(field), Unsaid) and not isinstance(value, Unsaid)
    ]


def _all_fields(stated: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """All that the file is to say but the id: what is live, and what it alone knows."""
    every = {**stated, **{field: value for field, value in fields.items() if field not in fields_kept(stated, fields)}}
    kind = every.get("destination_type")
    if "destination_type" in fields_kept(stated, fields) and any(
        fields.get(name, "") is None for name in required_fields(kind)
    ):
        every["destination_type"] = Unsaid(f"{SAYS_NOT}; by what it includes this is no longer a {kind}")
    return {field: every[field] for field in _ORDER if field in every and field != "id"}


def _written_options(entries: Any) -> list[str] | None:
    """The options of entries as they are written, in their one form; None where one is not an option."""
    options: list[str] = []
    for entry in entries if isinstance(entries, list) else ():
        try:
            options.append(parse_option(entry["option"]))
        except (KeyError, TypeError, ValueError):
            return None
    return options if len(set(options)) == len(options) else None


def _resolve_entry(body: Mapping[str, Any], names: IdNames) -> Entry | None:
    """An entry as it is written, its name resolved; None where some of it is unknown."""
    entries = value_of("entries", [body])
    return None if isinstance(entries, Unsaid) else resolve_fields({"entries": entries}, names)["entries"][0]


def _same_beside(document: Document, original: Document, base: Path) -> bool:
    """Return whether all is alike in two documents but what stands at a path."""
    if not base:
        return True
    return bool(_without(document.tree, base) == _without(original.tree, base))


def _without(tree: Any, path: Path) -> Any:
    if not path:
        return None
    return {**tree, path[0]: _without(tree[path[0]], path[1:])}
