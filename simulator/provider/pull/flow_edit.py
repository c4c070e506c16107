"""flow.yaml as a pull changes it: receptionists, numbers and names that are new; what is there stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from simulator.config.documentation import DEFAULT_DIALECT, Dialect
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.loader.flow_writer import flow_text
from simulator.provider.live.live_state import number_digits
from simulator.text.document import Document
from simulator.text.splice import TextSplice
from simulator.text.yaml_quotes import inline_value, quote_yaml
from simulator.wire.decoding import Path

_BEFORE = {
    "numbers": ("entry",),
    "semantics": ("entry", "numbers"),
    "recordings": ("entry", "numbers", "semantics", "receptionists"),
    "destinations": ("entry", "numbers", "semantics", "receptionists", "recordings"),
    "dialect": ("entry", "numbers", "semantics"),
    "timezone": ("entry", "numbers", "semantics", "dialect", "pulled"),
    "schedules": ("entry", "numbers", "semantics", "dialect", "pulled", "timezone"),
    "pulled": ("entry", "numbers", "semantics", "dialect"),
}
"""The sections after which a new one is put."""


class FlowNews(NamedTuple):
    """The additions to a flow: files by key, numbers with their keys, names by id; ``entry`` where one is needed.

    ``nameless`` are destinations that go into the catalogue without a name. ``dialect`` is what flow.yaml is to
    say of it; None: nothing. ``today`` is the day (YYYY-MM-DD) that is written where destinations are written.
    ``schedules`` are written as they are, by key; ``comment`` has lines for the end of the file. A new flow
    ``inherits_semantics`` where its project has some for flows that say nothing.
    """

    files: Mapping[str, str]
    numbers: Mapping[str, str]
    recordings: Mapping[str, str]
    destinations: Mapping[Destination, str]
    entry: str | None
    nameless: tuple[Destination, ...] = ()
    dialect: Dialect | None = None
    today: str = ""
    schedules: Mapping[str, str] = MappingProxyType({})
    comment: tuple[str, ...] = ()
    inherits_semantics: bool = False

    @property
    def catalogue(self) -> dict[Destination, KnownDestination]:
        """The destinations that are new in the catalogue."""
        named = {where: KnownDestination(name=name) for where, name in self.destinations.items()}
        return {**named, **{where: KnownDestination() for where in self.nameless}}


def new_flow(news: FlowNews, heading: Iterable[str]) -> str:
    """A whole flow.yaml."""
    flow = Flow(
        entry=news.entry or next(iter(news.files)),
        receptionists={},
        numbers=news.numbers,
        recordings={id: Recording(name=name) for id, name in news.recordings.items()},
        destinations=news.catalogue,
        dialect=news.dialect or DEFAULT_DIALECT,
        pulled=news.today if news.catalogue else "",
    )
    text = flow_text(flow, news.files, heading=heading, inherits_semantics=news.inherits_semantics)
    return text + "".join(f"{line}\n" for line in news.comment)


def edit_flow(document: Document, news: FlowNews) -> str:
    """The text of a flow.yaml with what is new; byte for byte the same where nothing is."""
    edit = FlowEdit(document)
    if news.entry is not None:
        edit.splice.add_field((), "entry", quote_yaml(news.entry), first=True)
    edit.add_fields("receptionists", {key: quote_yaml(file) for key, file in news.files.items()})
    numbers = document.at_path(("numbers",)) or {}
    for number, key in news.numbers.items():
        spelt_number = next((written for written in numbers if number_digits(written) == number_digits(number)), None)
        if spelt_number is None:
            edit.add_fields("numbers", {number: quote_yaml(key)})
        elif numbers[spelt_number] != key:
            edit.splice.replace_value(("numbers", spelt_number), quote_yaml(key))
    edit.add_names("recordings", {id: id for id in document.at_path(("recordings",)) or {}}, news.recordings)
    spelt = {str(_parse_address(key)): key for key in document.at_path(("destinations",)) or {}}
    edit.add_names("destinations", spelt, {str(where): name for where, name in news.destinations.items()})
    edit.add_fields("destinations", {str(where): "{}" for where in news.nameless})
    stated_dialect = document.at_path(("dialect",))
    if news.dialect is not None and (stated_dialect or DEFAULT_DIALECT) != news.dialect:
        edit.value("dialect", edit.word(news.dialect))
    if news.today and news.catalogue and document.at_path(("pulled",)) != news.today:
        edit.value("pulled", quote_yaml(news.today))
    edit.add_fields("schedules", news.schedules)
    if document.syntax == "json":  # which has no comments
        return edit.new_text
    return _add_comment(edit.new_text, news.comment, edit.splice.line_end)


def _field_text(key: str, value: str) -> str:
    return f"{key}:{value}" if value[:1] in ("\r", "\n") else f"{key}: {value}"


def _add_comment(text: str, comment: Iterable[str], line_end: str) -> str:
    lines = "".join(f"{line}{line_end}" for line in comment)
    ended = not lines or text[-1:] in ("\n", "\r")
    return f"{text}{'' if ended else line_end}{lines}"


def _parse_address(key: str) -> Destination:
    kind, _, id = key.partition("||")
    return Destination(kind.strip(), id.strip()).canonical


class FlowEdit:
    """The edits of one flow.yaml; a section that is not there yet is made at the end, with all its fields."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.splice = TextSplice(document)
        self.sections: dict[str, dict[str, str]] = {}

    @property
    def new_text(self) -> str:
        """The new text."""
        for section, fields in self.sections.items():
            self._add_section(section, fields)
        return self.splice.edited_text

    def add_fields(self, section: str, fields: Mapping[str, str]) -> None:
        """Add fields to a section."""
        section_fields: Any = self.document.at_path((section,))
        for key, value in fields.items():
            if section_fields:
                self.splice.add_field((section,), self._spell_key((section,), key), value)
            else:
                self.sections.setdefault(section, {})[quote_yaml(key)] = value

    def value(self, field: str, value: str) -> None:
        """Write a field of flow.yaml itself that holds one value."""
        if field in self.document.tree:
            self.splice.replace_value((field,), value)
        else:
            self.splice.add_field((), field, value, after=_BEFORE[field])

    def add_names(self, section: str, spelt: Mapping[str, str], names: Mapping[str, str]) -> None:
        """Add names to a section of the catalogue; ``spelt`` has its keys as they are written."""
        for id, name in names.items():
            if id not in spelt:
                self.add_fields(section, {id: f"{{{self.word('name')}: {quote_yaml(name)}}}"})
                continue
            path: Path = (section, spelt[id])
            current = self.document.at_path(path)
            if not current:
                self.splice.replace_value(path, f"{{{self.word('name')}: {quote_yaml(name)}}}")
            elif "name" in current:  # as an empty value
                self.splice.replace_value((*path, "name"), quote_yaml(name))
            else:
                self.splice.add_field(path, "name", quote_yaml(name), first=True)

    def inline(self, fields: Mapping[str, Any]) -> str:
        """A mapping in braces, all its texts quoted."""
        return "{" + ", ".join(f"{self.word(name)}: {inline_value(value)}" for name, value in fields.items()) + "}"

    def lays_out_in_lines(self, section: str) -> bool:
        """Return whether the fields of a section stand, or will stand, on lines of their own."""
        return self.splice.is_block((section,) if self.document.at_path((section,)) else ())

    def indent_of(self, section: str) -> int:
        """Return how deep the keys of a section stand."""
        return self.splice.indent_of((section,)) if self.document.at_path((section,)) else 2

    def word(self, word: str) -> str:
        """A word as this file spells it: JSON quotes all."""
        return quote_yaml(word) if self.document.syntax == "json" else word

    def _spell_key(self, path: Path, key: str) -> str:
        """A key with quotes, unless its neighbours do without and it can."""
        section_fields: Any = self.document.at_path(path)
        bare = all(self.splice.key_text((*path, neighbour))[:1] not in ("'", '"') for neighbour in section_fields)
        plain = key.isascii() and key.replace("-", "").isalpha() and key[:1] != "-"
        return key if bare and plain and self.document.syntax == "yaml" else quote_yaml(key)

    def _add_section(self, section: str, fields: Mapping[str, str]) -> None:
        if self.splice.is_block(()):
            line_end = self.splice.line_end
            value = "".join(f"{line_end}  {_field_text(key, inner)}" for key, inner in fields.items())
        else:
            value = "{" + ", ".join(f"{key}: {inner}" for key, inner in fields.items()) + "}"
        if section in self.document.tree:
            self.splice.replace_value((section,), value)
        else:
            self.splice.add_field((), section, value, after=_BEFORE.get(section, ()))
