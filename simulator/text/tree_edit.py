"""Edits of values by their paths: what is to be said, put into the text of a document, and read again.

A list of edits says what the tree of a document is to be; ``edit_text`` finds the smallest change of its text, and
reads the new text again. If it does not say exactly the tree that was asked for, nothing is edited
(``SpliceRefused``), so that no oddity of a layout can make a text say something else. Comments, order and line ends
stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Literal

from simulator.errors import FlowError
from simulator.fast_classes import NamedTuple
from simulator.text.document import Document, document_of
from simulator.text.splice import EMPTY_LIST, SpliceRefused, TextSplice
from simulator.text.yaml_quotes import quote_yaml
from simulator.wire.decoding import Path

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*|0|[1-9][0-9]{0,14}")
"""Text that YAML, and whoever reads the file, take for itself without quotes."""

_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "unknown"})
_DATES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")


class BareWord(str):
    """A word of a fixed vocabulary, such as a destination's type: YAML has it without quotes where it can."""

    __slots__ = ()


class TreeEdit(NamedTuple):
    """One edit of a tree.

    ``put`` sets the value at a path, whose mapping is made where it is missing; ``append`` adds a value to the list at
    a path; ``remove`` takes a field or an item out; ``rename`` gives the field at a path another key, the value.
    """

    action: Literal["put", "append", "remove", "rename"]
    path: Path
    value: Any = None


def edit_text(document: Document, edits: Iterable[TreeEdit]) -> str:
    """Return the text of a document after edits, one after the other. Raises ``SpliceRefused``."""
    together: list[TreeEdit] = []
    for edit in (part for wanted in edits for part in _item_edits(document, wanted)):
        # Values that stand side by side are replaced in one go: a flow may have thousands of them.
        if edit.action == "put" and _is_scalar(document.at_path(edit.path)) and _is_scalar(edit.value):
            together.append(edit)
            continue
        document = _make_edits(document, together)
        together = []
        document = _make_edits(document, [_with_holder(document, edit)])
    return _make_edits(document, together).text


def _item_edits(document: Document, edit: TreeEdit) -> Iterator[TreeEdit]:
    """Yield the edits of a list of plain values item by item, so that those that stay keep their comments."""
    old = document.at_path(edit.path) if edit.action == "put" else None
    new = edit.value
    if not (isinstance(old, list) and isinstance(new, list) and old and new and all(map(_is_scalar, [*old, *new]))):
        yield edit
        return
    for index, (before, value) in enumerate(zip(old, new, strict=False)):
        if before != value:
            yield TreeEdit("put", (*edit.path, index), value)
    yield from (TreeEdit("append", edit.path, value) for value in new[len(old) :])
    yield from (TreeEdit("remove", (*edit.path, index)) for index in reversed(range(len(new), len(old))))


def _is_scalar(value: Any) -> bool:
    return value is not None and not isinstance(value, dict | list)


def _with_holder(document: Document, edit: TreeEdit) -> TreeEdit:
    """Return an edit that also makes what is to hold its value, where that is missing or empty."""
    if edit.action == "append" and not document.at_path(edit.path):
        return _with_holder(document, TreeEdit("put", edit.path, [edit.value]))
    while edit.action == "put" and len(edit.path) > 1 and not document.at_path(edit.path[:-1]):
        edit = TreeEdit("put", edit.path[:-1], {edit.path[-1]: edit.value})
    return edit


def _make_edits(document: Document, edits: list[TreeEdit]) -> Document:
    if not edits:
        return document
    splice = TextSplice(document)
    tree = deepcopy(document.tree)
    for edit in edits:
        _edit_tree(tree, edit._replace(value=_make_edit(splice, edit)))
    text = splice.edited_text
    try:
        edited = document_of(document, text)
    except FlowError:
        raise SpliceRefused from None
    if edited.problems or edited.tree != tree:
        raise SpliceRefused
    return edited


def _make_edit(splice: TextSplice, edit: TreeEdit) -> Any:
    """Put one edit into the splice; the value as the document will say it."""
    document, path = splice.document, edit.path
    match edit.action:
        case "remove":
            splice.remove_value(path)
            return None
        case "rename":
            splice.rename(path, spell_key(splice, path[:-1], str(edit.value)))
            return edit.value
        case "append":
            written, said = spell_value(document, edit.value)
            splice.insert_item(path, written, behind=len(document.at_path(path)) - 1)
            return said
    here: Any = document.at_path(path[:-1])
    there = path[-1] in here if isinstance(here, dict) else True
    written, said = spell_value(document, edit.value, splice.text_of(path), document.at_path(path))
    if there:
        splice.replace_value(path, _in_lines(splice, path, edit.value, written))
    else:
        key = spell_key(splice, path[:-1], str(path[-1]))
        splice.add_field(path[:-1], key, _in_lines(splice, path, edit.value, written))
    return said


def _in_lines(splice: TextSplice, path: Path, value: Any, written: str) -> str:
    """Return what holds mappings in lines, where the mapping that is to hold it is laid out by lines."""
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    if not items or not all(isinstance(item, Mapping) for item in items):
        return written
    if splice.document.syntax == "json" or not splice.is_block(path[:-1]):
        return written
    margin = f"{splice.line_end}{' ' * (splice.indent_of(path[:-1]) + 2)}"
    starts = [f"{quote_yaml(name)}: " for name in value] if isinstance(value, Mapping) else ["- "] * len(items)
    lines = (f"{start}{spell_value(splice.document, item)[0]}" for start, item in zip(starts, items, strict=True))
    return "".join(f"{margin}{line}" for line in lines)


def _edit_tree(tree: Any, edit: TreeEdit) -> None:
    holder = tree
    for step in edit.path[:-1]:
        holder = holder[step]
    last: Any = edit.path[-1]
    match edit.action:
        case "put":
            holder[last] = edit.value
        case "append":
            holder[last].append(edit.value)
        case "remove":
            del holder[last]
        case "rename":
            holder[edit.value] = holder.pop(last)


def spell_key(splice: TextSplice, path: Path, key: str) -> str:
    """Return a key of the mapping at a path: with quotes, unless its neighbours do without and it can."""
    neighbours: Any = splice.document.at_path(path) or ()
    bare = all(splice.key_text((*path, neighbour))[:1] not in ("'", '"') for neighbour in neighbours)
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalpha() and key[:1] not in ("-", "_")
    return key if bare and plain and splice.document.syntax == "yaml" else quote_yaml(key)


def spell_value(document: Document, value: Any, old_text: str = "", old: Any = None) -> tuple[str, Any]:
    """Return a value on one line as a document writes it, and as it is then read.

    ``old_text`` and ``old`` are what stood there before: a number or a word without quotes stays without them.
    """
    is_json = document.syntax == "json"
    match value:
        case Mapping():
            parts = {str(name): spell_value(document, item) for name, item in value.items()}
            fields = (f"{_field_name(name, is_json=is_json)}: {written}" for name, (written, _) in parts.items())
            return f"{{{', '.join(fields)}}}", {name: said for name, (_, said) in parts.items()}
        case list():
            items = [spell_value(document, item) for item in value]
            return (f"[{', '.join(written for written, _ in items)}]" if items else EMPTY_LIST), [
                said for _, said in items
            ]
        case int() | float() if not isinstance(value, bool):
            quoted = not is_json and old_text[:1] in ("'", '"')
            number = json.dumps(value)
            return (quote_yaml(number) if quoted else number), (value if is_json else number)
        case None:
            return "null", None
    text = str(value)
    if is_json:
        was_number = isinstance(old, int | float) and not isinstance(old, bool)
        return (text, int(text)) if was_number and _NUMBER.fullmatch(text) else (quote_yaml(text), text)
    was_bare = isinstance(value, BareWord) if not old_text else old_text[0] not in "'\"|>"
    bare = _BARE.fullmatch(text) and was_bare and text.lower() not in _WORDS_OF_YAML
    return (text if bare or _DATES.fullmatch(text) else quote_yaml(text)), text


def _field_name(name: str, *, is_json: bool) -> str:
    plain = name.isascii() and name.replace("_", "").isalpha() and name.lower() not in _WORDS_OF_YAML
    return name if plain and not is_json else quote_yaml(name)
