"""The menu and the field that a comment of the demo page is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from simulator.approval.approval_text import CommentLine
from simulator.config.flow import Flow
from simulator.loader.source_lines import Lines, SourcePlace
from simulator.wire.decoding import Path

_PLACE = re.compile(r"\(([^()]*)\), ")
_KEY = re.compile(r"\D*?([0-9*#]+)\D*")


class PlacedComment(NamedTuple):
    """A comment with its place: the receptionist's key and the model's field (``("entries", 2)`` for a key).

    Both are empty where the flow has no such place; ``field`` alone where the page's word for it is not known.
    ``where`` is the page's word for the field, ``text`` what the client wrote.
    """

    line: int
    receptionist: str
    field: Path
    where: str
    text: str
    place: SourcePlace | None


def place_comments(
    flow: Flow, comments: Iterable[CommentLine], lines: Lines, words: Mapping[str, str]
) -> list[PlacedComment]:
    """Return each comment with its place. ``words`` are those of the page for the recordings, with their fields."""
    return [_place_comment(flow, comment, lines, words) for comment in comments]


def _place_comment(flow: Flow, comment: CommentLine, lines: Lines, words: Mapping[str, str]) -> PlacedComment:
    # A name may hold brackets, and a comment anything, so the first key in brackets that the flow has counts.
    for bracket in _PLACE.finditer(comment.text):
        key = bracket[1]
        if key not in flow.receptionists:
            continue
        part, _, text = comment.text[bracket.end() :].partition(": ")
        field = _field_of(flow, key, part.strip(), words)
        source = lines.get(key)
        place = source.place(field) if source is not None and field else None
        return PlacedComment(comment.line, key, field, part.strip(), text.strip(), place)
    return PlacedComment(comment.line, "", (), "", comment.text, None)


def _field_of(flow: Flow, key: str, part: str, words: Mapping[str, str]) -> Path:
    if part in words:
        return (words[part],)
    pressed = _KEY.fullmatch(part)
    options = [entry.option for entry in flow.receptionists[key].entries or ()]
    return ("entries", options.index(pressed[1])) if pressed is not None and pressed[1] in options else ()
