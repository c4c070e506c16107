"""The agreement of ``play`` with a real engine, laid out as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from simulator.callers.call_record import CallRecord
from simulator.callers.transcript import recap_sentence, write_transcript
from simulator.config.flow import Flow
from simulator.engines.agreement import SECONDS_APART, Agreement, ComparedCall
from simulator.engines.call_races import SECONDS_MOST
from simulator.engines.caller_drawing import DrawnCallers
from simulator.engines.transcript_pair import pair_transcripts
from simulator.graph.compare.caller_words import shell_words
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.words.phrases import count_noun, join_words
from simulator.words.sanitizer import escape_signs


class AgreementResult(NamedTuple):
    """All that is told: the engine's version, the flow, the drawing and its seed, and the calls.

    ``shown`` are the first differences, each with the smallest call that was found for it.
    """

    version: str
    flow: Flow
    seed: int
    drawn: DrawnCallers
    agreement: Agreement
    shown: Sequence[tuple[ComparedCall, ComparedCall]] = ()


def agreement_json(result: AgreementResult) -> dict[str, Any]:
    """The agreement as JSON values."""
    agreement = result.agreement
    spread = agreement.spread
    smallest = {id(call): less for call, less in result.shown}
    return {
        "engine": result.version,
        "calls": len(agreement.calls),
        "agree": len(agreement.calls) - len(agreement.differences),
        "seconds": spread.as_json() if spread else {"median": None, "p95": None, "max": None},
        "left_out": {"races": result.drawn.races, "too_long": result.drawn.too_long},
        "differences": [_difference_json(call, smallest.get(id(call))) for call in agreement.differences],
        "seed": result.seed,
    }


def _difference_json(call: ComparedCall, smallest: ComparedCall | None) -> dict[str, Any]:
    return {
        "caller": call.measured.case.script.as_json(),
        **_sides_json(call),
        "smallest": None
        if smallest is None
        else {
            "caller": smallest.measured.case.script.as_json(),
            "files": flow_files(smallest.measured.case.flow),
            **_sides_json(smallest),
        },
    }


def _sides_json(call: ComparedCall) -> dict[str, Any]:
    sides: dict[str, Any] = {"play": _record_json(call.played.record), "engine": _record_json(call.measured.record)}
    return {**sides, "trouble": call.measured.trouble} if call.measured.trouble else sides


def _record_json(record: CallRecord) -> dict[str, Any]:
    return {"heard": record.heard, "outcome": record.outcome.as_json(), "seconds": record.seconds}


def agreement_lines(result: AgreementResult) -> Iterator[str]:
    """Lay out the agreement as text."""
    agreement, drawn = result.agreement, result.drawn
    count, differing = len(agreement.calls), len(agreement.differences)
    calls = count_noun(count, "call", spell=False)
    yield f"{result.version} made {calls} to {escape_signs(result.flow.title)}, drawn with --seed {result.seed}."
    if left_out := _left_out_words(drawn):
        yield f"Left out: {left_out}."
    yield (
        f"{count - differing} of {count} agree: the same recordings in the same order, the same end, "
        f"and the same time within {SECONDS_APART:g} s."
    )
    if spread := agreement.spread:
        yield (
            f"Time: half of the calls differ by up to {spread.median:g} s, 95 % by up to {spread.p95:g} s, "
            f"all by up to {spread.most:g} s."
        )
    shown: dict[str, int] = {}
    for number, (call, smallest) in enumerate(result.shown, 1):
        yield ""
        title = f"Difference {number} of {differing}: {_caller_words(call)}"
        cause = f"{_caller_words(smallest)} {flow_files(smallest.measured.case.flow)}"
        if cause in shown:
            yield f"{title}: the smallest that still differs is that of difference {shown[cause]}"
            continue
        shown[cause] = number
        yield from _difference_lines(title, call, smallest, result)
    if differing > len(result.shown) > 0:
        yield ""
        yield f"{differing - len(result.shown)} more differ; --format json lists all."


def _left_out_words(drawn: DrawnCallers) -> str:
    words = []
    if drawn.races:
        races = count_noun(drawn.races, "call", spell=False)
        words.append(f"{races} in which a key would race a recording or a wait")
    if drawn.too_long:
        words.append(f"{count_noun(drawn.too_long, 'call', spell=False)} that would last over {SECONDS_MOST:g} s")
    return join_words(words) if words else ""


def _difference_lines(title: str, call: ComparedCall, smallest: ComparedCall, result: AgreementResult) -> Iterator[str]:
    case = smallest.measured.case
    yield title
    if smallest is not call:
        yield f"The smallest that still differs: {_caller_words(smallest)}"
    if smallest.measured.trouble:
        yield f"On the engine: {smallest.measured.trouble}."
    yield ""
    yield from pair_transcripts(
        write_transcript(case.flow, smallest.played.trace),
        write_transcript(case.flow, smallest.measured.trace),
        ("play", result.version),
        apart_ms=round(SECONDS_APART * 1000),
    )
    yield ""
    yield f"play: {recap_sentence(smallest.played.record)}"
    yield f"{result.version}: {recap_sentence(smallest.measured.record)}"
    if case.flow is not result.flow:
        yield "The smallest flow:"
        for name, text in flow_files(case.flow).items():
            yield f"  {escape_signs(name)}"
            yield from (f"    {line}" for line in text.splitlines())


def _caller_words(call: ComparedCall) -> str:
    script = call.measured.case.script
    words = shell_words(script.model_copy(update={"name": ""}))
    return words if script.steps else f"{words} (stays silent)"


def flow_files(flow: Flow) -> dict[str, str]:
    """Return a flow as files that can be loaded, by name; the catalogue has only what the receptionists name."""
    keys = [*flow.receptionists]
    files = {key: f"menu{number}.yaml" for number, key in enumerate(keys, 1)}
    used = {id for item in flow.receptionists.values() for id in item.recordings}
    recordings = {
        id: entry.model_copy(update={"seconds": flow.length_of(id).milliseconds / 1000, "file": ""})
        for id, entry in flow.recordings.items()
        if id in used
    }
    written = replace(flow, recordings=recordings, variants={})
    texts = {"flow.yaml": flow_text(written, files)}
    return texts | {files[key]: receptionist_text(flow.receptionists[key]) for key in keys}
