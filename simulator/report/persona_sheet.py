"""A persona that was estimated from past calls, as a file of personas with its intervals in comments, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from simulator.config.flow import Flow
from simulator.graph.plain_words import visible
from simulator.graph.replay.persona_fit import PersonaFit, RoundEstimate, ShareEstimate
from simulator.words.phrases import count_noun

NAME = "past callers"
WIDTH = 100
ASSUMED_REACTION, ASSUMED_GAP = "0.9 s", "0.4 s"
"""Those of the shipped persona that calls for the first time."""

_DIGITS = 10_000
_ACTS = ("right", "wrong", "silent", "hang_up")


def fit_json(fit: PersonaFit, shortest_wait_ms: int) -> dict[str, Any]:
    """Return the estimates as JSON values, each share as ``share``, ``interval`` and ``trials``."""
    return {
        "calls": fit.calls,
        "rounds": [
            {"round": one.number, "seen": one.rounds} | {act: _share_json(_share_of(one, act)) for act in _ACTS}
            for one in fit.rounds
        ],
        "prefers": {
            menu: {code: _share_json(share) for code, share in codes.items()} for menu, codes in fit.choices.items()
        },
        "reaction": None
        if fit.reaction is None
        else {**fit.reaction._asdict(), "used": _reaction_ms(fit, shortest_wait_ms)},
        "not_measured": list(_unmeasured(fit)),
    }


def _share_json(share: ShareEstimate) -> dict[str, Any]:
    return {"share": share.share, "interval": [share.low, share.high], "trials": share.trials}


def _share_of(one: RoundEstimate, act: str) -> ShareEstimate:
    share: ShareEstimate = getattr(one, act)
    return share


def sheet_lines(flow: Flow, fit: PersonaFit, source: str, shortest_wait_ms: int) -> Iterator[str]:
    """Yield the lines of a file of personas for a flow; ``source`` is the file of records, and what became of it."""
    yield from _comment(
        f"One persona, estimated from {visible(source)}, for {visible(flow.title)}. "
        "In comments: the interval of 95 %, and how many observations it rests on."
    )
    yield from _comment(
        "Records tell which keys were pressed. A call whose keys have no times does not tell in which rounds its "
        "caller was silent before a key and was asked again. No record tells a caller who hangs up from a silent one, "
        "unless it says where the call landed."
    )
    yield "personas:"
    yield f"  - name: {NAME}"
    yield "    per_round:                      # by round of one stay in a menu; the last goes on"
    for one in fit.rounds:
        shares = [_share_of(one, act) for act in _ACTS]
        ranges = ", ".join(f"{act} {_range(share)}" for act, share in zip(_ACTS, shares, strict=True))
        yield f"      # {count_noun(one.rounds, 'round', spell=False)} of number {one.number}: {ranges}"
        chances = _round_to_one([share.share for share in shares])
        yield f"      - {{{', '.join(f'{act}: {chance}' for act, chance in zip(_ACTS, chances, strict=True))}}}"
    yield from _preference_lines(fit.choices)
    yield from _reaction_lines(fit, shortest_wait_ms)
    missing = ", ".join(_unmeasured(fit))
    yield f"    source: {json.dumps(visible(source) + (f'; not measured: {missing}' if missing else ''))}"


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in wrap(text, WIDTH))


def _preference_lines(choices: Mapping[str, Mapping[str, ShareEstimate]]) -> Iterator[str]:
    if choices:
        yield "    prefers:                        # in menus that are not listed, evenly"
    for menu, codes in choices.items():
        ranges = ", ".join(f"{code} {_range(share)}" for code, share in codes.items())
        yield f"      # {count_noun(next(iter(codes.values())).trials, 'choice', spell=False)}: {ranges}"
        chances = _round_to_one([share.share for share in codes.values()])
        pairs = ", ".join(f"{json.dumps(code)}: {chance}" for code, chance in zip(codes, chances, strict=True))
        yield f"      {json.dumps(menu)}: {{{pairs}}}"


def _reaction_lines(fit: PersonaFit, shortest_wait_ms: int) -> Iterator[str]:
    reaction = fit.reaction
    if reaction is None:
        yield "    cue: listening                  # assumed, and so are these: no key has a time"
        yield f"    reaction: {ASSUMED_REACTION}"
    else:
        used = _reaction_ms(fit, shortest_wait_ms)
        cut = f", cut below the shortest wait of {shortest_wait_ms / 1000:g} s" if used < reaction.median else ""
        half = f"half of them took {reaction.quarter / 1000:g} to {reaction.three_quarters / 1000:g} s"
        yield f"    cue: {reaction.cue}"
        yield f"    reaction: {used / 1000:g} s                # median of {reaction.keys:,} keys; {half}{cut}"
    yield f"    gap: {ASSUMED_GAP}                      # assumed"


def _reaction_ms(fit: PersonaFit, shortest_wait_ms: int) -> int:
    """Return the reaction of the persona, which must come within the wait of every menu."""
    assert fit.reaction is not None, "asked of keys that have times"
    if fit.reaction.cue == "prompt":
        return fit.reaction.median
    return min(fit.reaction.median, shortest_wait_ms - 1)


def _unmeasured(fit: PersonaFit) -> Iterator[str]:
    if not fit.is_silence_seen:
        yield "silences before a key"
    if not fit.is_stop_seen:
        yield "silence against hanging up"
    if fit.reaction is None:
        yield "reaction"


def _range(share: ShareEstimate) -> str:
    return f"{share.low:.3f}-{share.high:.3f}"


def _round_to_one(shares: Sequence[float]) -> list[str]:
    """Return shares with four digits that add up to 1 exactly: what rounding leaves goes to the largest remainders."""
    exact = [share * _DIGITS / sum(shares) for share in shares]
    parts = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: parts[place] - exact[place])
    for place in order[: _DIGITS - sum(parts)]:
        parts[place] += 1
    return [f"{part / _DIGITS:g}" for part in parts]
