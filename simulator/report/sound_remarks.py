"""Remarks for the listener of a rendered call: the sounds that are not recordings, and the assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.audio.speech import EXTRA, SpeechEngine
from simulator.audio.tones import KEY_LEAST_MS, PAUSE_LEAST_MS
from simulator.callers.rehearsal import RehearsedCall
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.report.call_timeline import CallTimeline
from simulator.report.prompt_sounds import PromptSound
from simulator.words.phrases import join_words
from simulator.words.sanitizer import escape_signs

_INSTEAD = {"speech": "its script is read aloud instead", "murmur": "a murmur stands for it"}


def sound_remarks(
    played: RehearsedCall,
    timeline: CallTimeline,
    prompts: Mapping[str, PromptSound],
    engine: SpeechEngine | None,
    *,
    wants_speech: bool,
) -> Iterator[str]:
    """Yield one line for each thing to know, fit to be shown."""
    flow = played.machine.flow
    for id, prompt in prompts.items():
        if prompt.refusal:
            yield f"{_name(flow, id)}: {escape_signs(prompt.refusal)}; {_INSTEAD[prompt.source]}"
        if prompt.remark:
            yield f"{_name(flow, id)}: {escape_signs(prompt.remark)}"
    read_aloud = [id for id, prompt in prompts.items() if prompt.source == "speech"]
    if read_aloud and engine is not None:
        scripts = "the script" if len(read_aloud) == 1 else "the scripts"
        yield f"{engine.name} reads {scripts} of {_names(flow, read_aloud)}"
    murmurs = [id for id, prompt in prompts.items() if prompt.source == "murmur" and not prompt.refusal]
    yield from _murmur_remarks(flow, murmurs, engine, wants_speech=wants_speech)
    estimated = [id for id in prompts if flow.length_of(id).estimated]
    if estimated:
        length = "length" if len(estimated) == 1 else "lengths"
        yield f"assumed: the {length} of {_names(flow, estimated)}, estimated from the script or 4 s"
    short = sum(key.is_too_short for key in timeline.keys)
    if short:
        keys = "1 key sounds" if short == 1 else f"{short:,} keys sound"
        apart = KEY_LEAST_MS + PAUSE_LEAST_MS
        yield f"{keys} for less than {KEY_LEAST_MS} ms: a real telephone needs {apart} ms from one key to the next"
    if timeline.is_cut:
        lasts = (
            "never ends"
            if played.record.outcome.kind == "endless"
            else f"lasts {duration_words(played.trace.milliseconds)}"
        )
        yield f"this call {lasts}; the file has its first {duration_words(timeline.end_ms - timeline.answer_ms)}"


def _murmur_remarks(flow: Flow, ids: list[str], engine: SpeechEngine | None, *, wants_speech: bool) -> Iterator[str]:
    scripted = [id for id in ids if id in flow.recordings and flow.recordings[id].script.strip()]
    others = [id for id in ids if id not in scripted]
    if others:
        lack = "has neither a recording nor a script" if len(others) == 1 else "have neither a recording nor a script"
        yield f"{_names(flow, others)} {lack}: a murmur stands for {'it' if len(others) == 1 else 'them'}"
    if scripted and wants_speech and engine is None:
        yield f"nothing here reads aloud, so a murmur stands for {_names(flow, scripted)}; {EXTRA}"


def _name(flow: Flow, id: str) -> str:
    return escape_signs(flow.recording_name(id))


def _names(flow: Flow, ids: list[str]) -> str:
    return join_words([_name(flow, id) for id in ids])
