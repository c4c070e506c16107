"""The provider's response from a list endpoint -> a flow.

A response may carry more than the documents show, which is noted, and less, which is *unknown*: where
a call cannot be played without it, the message says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from simulator.config.flow import Flow, LoadNote
from simulator.config.receptionist import FORWARD_FIELDS, MENU_FIELDS
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.loader.catalogue import Catalogue
from simulator.loader.menu_section import MenuEngines
from simulator.loader.receptionist_file import Draft, Shelf, cut_entries, in_project, validate_fields
from simulator.text.document import Document
from simulator.text.foreign_file import ACCEPTED
from simulator.wire import ivr, vr
from simulator.wire.decoding import DecodedDocument, Path
from simulator.wire.verdict import ABOUT, contradiction, messages, refuses

ENVELOPES = ("ivrs", "auto_attendants", "virtual_receptionists", "data")
"""The names under which list responses are known to carry their items."""

_WRITTEN = frozenset(vr.WRITE_NAMES.values())
_ONLY_WRITTEN = _WRITTEN - {name for names in vr.READ_NAMES.values() for name in names}
_ATTENDANT = "recording_id"
_NAMING = _WRITTEN | vr.ONLY_READ | {_ATTENDANT}
_OF_IVR = frozenset({"ivrs", "auto_attendants"})
_TELLING = (_WRITTEN | vr.ONLY_READ | {_ATTENDANT}) - {"id", "name", "description"}
_PLAYS_WITHOUT = tuple(
    field
    for field in vr.WRITE_NAMES
    if field in vr.RECORDING_FIELDS or field in ("description", "caller_id_prefix", "intercom")
)


def answer_items(tree: Any) -> tuple[Path, list[Any]] | None:
    """Return the items of a response with the path to them; None for any other document.

    Taken are a list, an object with one list of objects (also below ``data``), and one read item.
    """
    if refuses(tree):
        return None
    if isinstance(tree, dict) and isinstance(tree.get("data"), dict):
        inner = _find_items(tree["data"])
        return (("data", *inner[0]), inner[1]) if inner else None
    return _find_items(tree)


def _find_items(tree: Any) -> tuple[Path, list[Any]] | None:
    if isinstance(tree, list):
        return (), tree
    if not isinstance(tree, dict):
        return None
    for name in ENVELOPES:
        if isinstance(tree.get(name), list):
            return (name,), tree[name]
    if not _TELLING.isdisjoint(tree):
        return ((), [tree]) if _is_read(tree) else None
    # The list may have any name if it is the only one; of two, either would be a guess.
    lists = [name for name, value in tree.items() if isinstance(value, list) and str(name).strip().lower() not in ABOUT]
    return ((lists[0],), tree[lists[0]]) if len(lists) == 1 else None


def is_ivr(tree: Any, items: Iterable[Any]) -> bool:
    """Return whether a response is in the ivr dialect: by the names of its lists, or of its items' fields."""
    inner = tree.get("data") if isinstance(tree, dict) else None
    named = any(isinstance(mapping, dict) and not _OF_IVR.isdisjoint(mapping) for mapping in (tree, inner))
    return named or any(isinstance(item, dict) and not ivr.ONLY_READ.isdisjoint(item) for item in items)


def _is_read(item: Mapping[str, Any]) -> bool:
    """Return whether the names of an item are those of a response, and not of a body that is written."""
    return _ONLY_WRITTEN.isdisjoint(item) and (_ATTENDANT in item or not vr.ONLY_READ.isdisjoint(item))


def refusal_message(tree: Any) -> str | None:
    """Return the message for a response by which the provider refused; None for any other document."""
    if not isinstance(tree, dict):
        return None
    names = {str(name).strip().lower() for name in tree}
    if not refuses(tree) and not (names <= ABOUT and "message" in names):
        return None
    reasons = [text[:200] for text in messages(tree) if isinstance(text, str) and text.isprintable()]
    words = "; ".join(filter(None, (*reasons, contradiction(tree))))
    return f"the provider refused the request{words and f': {words}'}; use the response of a list call that succeeded"


def read_response(shelf: Shelf, document: Document, base: Path, items: list[Any]) -> Flow:
    """Return the flow of a response: every receptionist under its id, the first one the entry."""
    if not items:
        shelf.problems.append(document.problem_at(base, "the response lists no receptionist; at least one is needed"))
    elif not any(isinstance(item, dict) and not _NAMING.isdisjoint(item) for item in items):
        subject = "the one item" if len(items) == 1 else f"none of the {len(items):,} items"
        message = f"{subject} is {'not ' if len(items) == 1 else ''}a receptionist; {ACCEPTED}"
        raise FlowError([document.problem_at(base, message)])
    for index, item in enumerate(items):
        if shelf.is_full:
            break
        path = (*base, index) if document.at_path(base) is items else base
        if isinstance(item, dict):
            _read_item(shelf, document, path, item, index)
        else:
            message = f"{quote_value(item)} is not a receptionist; use an object"
            shelf.problems.append(document.problem_at(path, message))
    shelf.notes += _response_notes(document.name, list(shelf.drafts.values()))
    flow = Flow(
        entry=next(iter(shelf.drafts), ""),
        dialect="ivr" if is_ivr(document.tree, items) else "vr",
        receptionists=MenuEngines(Catalogue()).attach_to(
            shelf.drafts, {key: draft.model for key, draft in shelf.drafts.items() if draft.model}
        ),
        source=shelf.source,
        notes=tuple(shelf.notes),
    )
    return in_project(shelf, flow)


def _read_item(shelf: Shelf, document: Document, path: Path, item: dict[str, Any], index: int) -> None:
    reading = decode_item(item)
    cut_entries(shelf, document, path, reading)
    model, error = validate_fields(reading.fields)
    key = _receptionist_key(reading, model.id if model else None, index)
    draft = Draft(key, document, path, reading, model)
    if error is not None:
        from simulator.loader.validation_problems import ReceptionistProblems

        objections = ReceptionistProblems(document, path, reading)
        # Nobody wrote this file by hand: a destination_type that is not there is unknown, which _missing_problems says.
        shelf.problems += objections.value_problems(error, without=("destination_type",))
        shelf.problems += objections.doubled_options()
        shelf.problems += _missing_problems(draft)
    if key in shelf.drafts:
        message = f"id {quote_value(key)} is here twice; an id belongs to one receptionist"
        shelf.problems.append(draft.problem_at(("id",), message))
    else:
        shelf.drafts[key] = draft


def decode_item(item: Mapping[str, Any]) -> DecodedDocument:
    """Return the fields of an item of a response in either dialect, in the model's names."""
    return vr.decode_write(item) if not _ONLY_WRITTEN.isdisjoint(item) else ivr.decode_read(item)


def _receptionist_key(reading: DecodedDocument, id: str | None, index: int) -> str:
    """Return the id; without one, the name; without that, its number in the response."""
    raw = reading.fields.get("id")
    named = reading.fields.get("name")
    # An id that the model refuses still names the receptionist in the messages about it.
    if id is None and isinstance(raw, (str, int)) and raw:
        id = str(raw)
    return id or (named if isinstance(named, str) and named.strip() else str(index + 1))


def _missing_problems(draft: Draft) -> Iterator[Problem]:
    """Yield what a call needs and the response does not include: not empty, but unknown."""
    fields = draft.reading.fields
    kind = fields.get("destination_type")
    who = f"receptionist {quote_value(draft.key)} cannot be played: the response"
    unknown = "they are unknown, not empty: write a receptionist file that says them"
    if kind is None:
        what = "does not include" if fields.get("entries") is not None else "includes neither entries nor"
        yield draft.problem_at((), f"{who} {what} destination_type; {unknown}")
    elif kind in ("multiple", "single"):
        needed = MENU_FIELDS if kind == "multiple" else FORWARD_FIELDS
        names = [_read_name(draft.reading, field) for field in needed if fields.get(field) is None]
        if names:
            yield draft.problem_at((), f"{who} does not include {', '.join(names)}; {unknown}")
    else:
        yield draft.problem_at(
            ("destination_type",), f"destination_type: {quote_value(kind)} is not accepted; use multiple or single"
        )


def _read_name(reading: DecodedDocument, field: str) -> str:
    return str(reading.paths[field][-1] if field in reading.paths else vr.READ_NAMES[field][0])


def _response_notes(file: str, drafts: list[Draft]) -> Iterator[LoadNote]:
    """Yield what the response includes beyond the model, and what a call can do without."""
    extra = Counter(str(path[-1]) for draft in drafts for path in draft.reading.extra)
    if extra:
        yield LoadNote(file, f"the response also includes {_count_names(extra)}; a call does not depend on it")
    lacks = Counter(
        _read_name(draft.reading, field)
        for draft in drafts
        for field in _PLAYS_WITHOUT
        if field not in draft.reading.fields and _affects_call(draft, field)
    )
    if lacks:
        what = _count_names(lacks)
        yield LoadNote(file, f"the response does not include {what} (of {len(drafts)}); unknown, played as none")


def _affects_call(draft: Draft, field: str) -> bool:
    is_menu = draft.reading.fields.get("destination_type") == "multiple"
    return is_menu or field not in vr.RECORDING_FIELDS or field == "greeting"


def _count_names(names: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in _by_count(names.items()))


def _by_count(items: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(items, key=lambda item: (-item[1], item[0]))
