"""A move as text, Markdown and JSON: the engines, what was taken to be alike, and what callers would notice."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.semantics import setting_text
from simulator.graph.compare.caller_words import shell_words
from simulator.graph.moving.item_traits import ITEM_KINDS, ItemKind
from simulator.graph.moving.likeness import Basis, KindLikeness, count_by_basis
from simulator.graph.moving.move import MoveReview, SystemMove, engine_name, engine_settings
from simulator.graph.plain_words import count_noun, duration_words, join_words, quote, visible
from simulator.graph.review.change import NoticedDifference, difference_sentence
from simulator.report.review_report import (
    WIDTH,
    difference_json,
    noticed_lines,
    played_json,
    review_json,
    review_markdown_lines,
)
from simulator.words.markup import escape_markdown, markdown_code
from simulator.words.sanitizer import OutputText, join_lines

CAN_TELL = "Callers can tell the difference"

BASIS_WORDS: dict[ItemKind, dict[Basis, str]] = {
    "recordings": {"stated": "as stated", "name": "by name", "content": "by their words", "id": "by id"},
    "destinations": {"stated": "as stated", "name": "by name", "id": "by id"},
    "schedules": {"stated": "as stated", "name": "by name", "content": "by their hours"},
}
"""The reasons to take two items to be alike, in words."""

LISTED_MOST = 8
"""Items of one flow alone that are named before they are only counted."""


def move_text(result: MoveReview) -> OutputText:
    """A move for a terminal."""
    return join_lines(_text_lines(result))


def move_markdown(result: MoveReview) -> OutputText:
    """A move for a comment or a page."""
    return join_lines(_markdown_lines(result))


def move_json(result: MoveReview) -> dict[str, Any]:
    """A move as JSON values; what the old flow did is in its own ids."""
    move, review = result.move, result.review
    noticed = [_noticed_json(result, item) for item in review.noticed]
    return {
        "old": move.old.title,
        "new": move.new.title,
        "engines": engines_json(move),
        "alike": alike_json(move),
        **review_json(review),
        "noticed": noticed,
        "shortest": None if result.shortest is None else _noticed_json(result, result.shortest),
        "shortest_is_proved": result.is_shortest,
    }


def engines_json(move: SystemMove) -> dict[str, Any]:
    """The engines by side, and the settings in which they differ, the old value first."""
    return {
        "old": engine_name(move.old),
        "new": engine_name(move.new),
        "settings": {name: list(values) for name, values in differing_settings(move).items()},
    }


def differing_settings(move: SystemMove) -> dict[str, tuple[Any, Any]]:
    """The settings in which the engines differ; none where FreeSWITCH is one of them, which has none."""
    old, new = engine_settings(move.old), engine_settings(move.new)
    return {name: (old[name], new[name]) for name in old if name in new and old[name] != new[name]}


def alike_json(move: SystemMove) -> dict[str, Any]:
    """What was taken to be alike, by kind."""
    kinds = {kind: move.likeness.of_kind(kind) for kind in ITEM_KINDS}
    return {
        **{kind: [pair._asdict() for pair in found.pairs] for kind, found in kinds.items()},
        "only_old": {kind: list(found.only_old) for kind, found in kinds.items() if found.only_old},
        "only_new": {kind: list(found.only_new) for kind, found in kinds.items() if found.only_new},
        "lengths": {id: length.milliseconds / 1000 for id, length in move.pair.lengths.items()},
    }


def _noticed_json(result: MoveReview, item: NoticedDifference) -> dict[str, Any]:
    values = difference_json(result.review, item)
    move = result.move
    if move.pair.old is not move.old:
        values["before"] = played_json(move.play_old(item))
        values["caller_of_old"] = move.script_for_old(item.difference.script).as_json()
    return values


# -- text -----------------------------------------------------------------------------------------


def _text_lines(result: MoveReview) -> Iterator[str]:
    for line in heading_lines(result.move):
        yield from wrap(line, WIDTH, subsequent_indent="  ")
    yield ""
    if result.shortest is not None:
        yield f"{CAN_TELL}. {shortest_words(result)}:"
        sentence = difference_sentence(result.review, result.shortest)
        yield from wrap(sentence, WIDTH, initial_indent="  · ", subsequent_indent="    ")
        yield from (f"      {line}" for line in caller_lines(result, result.shortest))
        yield ""
    elif not result.equal:
        yield f"{CAN_TELL}."
        yield ""
    yield from noticed_lines(result.review)


def _markdown_lines(result: MoveReview) -> Iterator[str]:
    yield f"### From {escape_markdown(engine_name(result.move.old))} to {escape_markdown(engine_name(result.move.new))}"
    yield ""
    yield from (f"- {escape_markdown(line)}" for line in heading_lines(result.move))
    yield ""
    if result.shortest is not None:
        yield f"**{CAN_TELL}.** {shortest_words(result)}:"
        yield ""
        sentence = escape_markdown(difference_sentence(result.review, result.shortest))
        yield f"- {sentence} {' '.join(map(markdown_code, caller_lines(result, result.shortest)))}"
        yield ""
    yield from review_markdown_lines(result.review)


def shortest_words(result: MoveReview) -> str:
    """Return what is said of the caller who is shown first."""
    return "The shortest caller who can" if result.is_shortest else "A caller who can (there may be a shorter one)"


def caller_lines(result: MoveReview, item: NoticedDifference) -> Iterator[str]:
    """Yield the caller as ``--caller`` takes it, and as the old flow does where it has other names."""
    script = item.difference.script
    mine = result.move.script_for_old(script)
    if mine == script:
        yield f"--caller {shell_words(script)}"
    else:
        yield f"new: --caller {shell_words(script)}"
        yield f"old: --caller {shell_words(mine)}"


def heading_lines(move: SystemMove) -> Iterator[str]:
    """Yield the flows with their engines, and what was taken to be alike."""
    titles = visible(move.old.title or "OLD"), visible(move.new.title or "NEW")
    yield f"Old: {titles[0]}, on {engine_name(move.old)}"
    yield f"New: {titles[1]}, on {engine_name(move.new)}"
    if changed := differing_settings(move):
        values = (f"{name} {setting_text(old)} -> {setting_text(new)}" for name, (old, new) in changed.items())
        yield f"Engines differ in {', '.join(values)}"
    alike = [_kind_words(kind, move.likeness.of_kind(kind)) for kind in ITEM_KINDS]
    if any(alike):
        yield f"Taken to be alike: {join_words([words for words in alike if words])}"
    if move.pair.lengths:
        known = (
            f"{quote(move.new.recording_name(id))} {duration_words(length.milliseconds)}"
            for id, length in list(move.pair.lengths.items())[:LISTED_MOST]
        )
        more = len(move.pair.lengths) - LISTED_MOST
        yield f"Lengths that one flow knows hold for both: {', '.join(known)}{f', and {more} more' if more > 0 else ''}"
    for flow, side, which in ((move.old, "Old", "only_old"), (move.new, "New", "only_new")):
        only = [name for kind in ITEM_KINDS for name in _names(flow, kind, getattr(move.likeness.of_kind(kind), which))]
        if only:
            more = len(only) - LISTED_MOST
            listed = ", ".join(only[:LISTED_MOST])
            yield f"{side} alone has {listed}{f', and {more} more' if more > 0 else ''}"


def _kind_words(kind: ItemKind, found: KindLikeness) -> str:
    if not found.pairs:
        return ""
    counts = count_by_basis(found.pairs)
    words = BASIS_WORDS[kind]
    reasons = [f"{number} {words[basis]}" if len(counts) > 1 else words[basis] for basis, number in counts.items()]
    return f"{count_noun(len(found.pairs), kind[:-1], spell=False)} ({', '.join(reasons)})"


def _names(flow: Flow, kind: ItemKind, ids: tuple[str, ...]) -> Iterator[str]:
    for id in ids:
        name = flow.recording_name(id) if kind == "recordings" else id
        if kind == "destinations":
            name = flow.destination_name(parse_address(id)) or id
        yield f"the {kind[:-1]} {visible(id)}" + (f" ({visible(name)})" if name != id else "")
