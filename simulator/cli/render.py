"""``ivrsim render``: a call as it is heard, and scripts read aloud, as WAV files."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.callers.rehearsal import Rehearsal, RehearsedCall
from simulator.callers.transcript import recap_sentence
from simulator.callers.world_sentence import world_sentence
from simulator.cli.arguments import Parser, add_flow, add_format, add_view, one_of
from simulator.cli.flow_argument import open_flow_with_shelf
from simulator.cli.output_file import refuse_overwriting
from simulator.cli.play import parse_script
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_world
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.disk.durable_file import refuse_unwritable, replace_files
from simulator.errors import UsageError
from simulator.loader.receptionist_file import Shelf
from simulator.words.markup import dump_json
from simulator.words.sanitizer import escape_signs

if TYPE_CHECKING:
    from simulator.report.call_timeline import CallTimeline
    from simulator.report.prompt_sounds import PromptSound, PromptSounds

RATES = ("8000", "16000", "48000")
"""Samples per second: a telephone's, wideband telephony's, and a studio's."""


def _build_parser() -> Parser:
    parser = Parser(
        "render",
        "write a call as it is heard to a WAV file, or read scripts aloud",
        "ivrsim render example:clinic --caller '9 silence 1' -o call.wav",
    )
    add_flow(parser)
    parser.add_argument(
        "--caller", metavar="SCRIPT", help="steps in quotes, as for ivrsim play (default: a silent caller)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write: NAME.wav, mono, 16 bit")
    parser.add_argument(
        "--prompts",
        metavar="DIR",
        help="instead of a call, write speech for every script that has no audio file into this folder",
    )
    parser.add_argument(
        "--rate",
        type=one_of(*RATES),
        metavar="{8000,16000,48000}",
        default=RATES[0],
        help="samples per second (default: 8000, which sounds like a telephone: 300 to 3,400 Hz)",
    )
    parser.add_argument(
        "--no-ring", action="store_true", help="leave out the ringing before the answer and at the destination"
    )
    parser.add_argument("--no-speech", action="store_true", help="murmur where there is a script and no recording")
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")
    add_view(parser)
    add_world(parser)
    add_format(parser, "text", "json")
    return parser


def run(arguments: list[str]) -> int:
    """Write the sound of one call, or of scripts."""
    options = _build_parser().read_arguments(arguments)
    _refuse_contradictions(options)
    if options.prompts is not None:
        from simulator.cli.prompt_export import write_prompts

        flow, shelf = open_flow_with_shelf(options)
        return write_prompts(options, flow, shelf)
    output = Path(options.output)
    refuse_existing(output, force=options.force)
    script = parse_script(options.caller or "")
    flow, shelf = open_flow_with_shelf(options)
    world = read_world(options, flow)
    played = Rehearsal(flow, at=world.at, given=world.given).play_call(script)
    refuse_unwritable(output)
    _render_call(options, output, played, shelf)
    return 0


def _refuse_contradictions(options: argparse.Namespace) -> None:
    if options.prompts is None:
        if not options.output:
            raise UsageError("render writes a file; use -o FILE.wav for a call, or --prompts DIR for scripts")
        return
    if not options.prompts:
        raise UsageError("--prompts needs a folder, such as prompts")
    call_flags = ("output", "caller", "no_ring", "no_speech", "at", "given", "entry", "number")
    for flag in call_flags:
        if getattr(options, flag) not in (None, False, []):
            raise UsageError(f"--prompts writes scripts, not a call; remove --{flag.replace('_', '-')}")


def refuse_existing(output: Path, *, force: bool) -> None:
    """Raise ``UsageError`` for a file that may not be written: another format, or one that exists."""
    if output.exists() and not output.is_file():
        return  # a device takes anything, and a folder is refused when it is written
    if output.suffix.lower() not in (".wav", ".wave"):
        raise UsageError(f"-o {output}: the sound is written as WAV; use a name that ends in .wav")
    refuse_overwriting(output, force=force)


def make_sounds(flow: Flow, shelf: Shelf, rate: int, *, speaks: bool) -> PromptSounds:
    """Return what makes the sounds of a flow's recordings; ``speaks``: scripts are read aloud if something can."""
    from simulator.audio.speech import find_speech_engine
    from simulator.report.prompt_sounds import PromptSounds

    folder = shelf.document.folder if shelf.document else Path()
    return PromptSounds(flow, rate, folder, shelf.files.open, find_speech_engine() if speaks else None)


def _render_call(options: argparse.Namespace, output: Path, played: RehearsedCall, shelf: Shelf) -> None:
    from simulator.audio.tones import ring_pattern
    from simulator.audio.wave_samples import wave_bytes
    from simulator.report.call_sound import call_sound, prompt_sounds
    from simulator.report.call_timeline import call_timeline
    from simulator.report.sound_remarks import sound_remarks

    flow, rate = played.machine.flow, int(options.rate)
    timeline = call_timeline(played.trace, rings=not options.no_ring)
    sounds = make_sounds(flow, shelf, rate, speaks=not options.no_speech)
    with ProgressLine(timed=True) as progress:
        prompts = prompt_sounds(timeline, sounds, progress.show)
    _refuse_broken(flow, prompts)
    samples = call_sound(timeline, prompts, ring_pattern(_number_rung(played)), rate)
    replace_files({output: wave_bytes(samples, rate)})
    for remark in sound_remarks(played, timeline, prompts, sounds.engine, wants_speech=not options.no_speech):
        complain(remark)
    if options.format == "json":
        say(dump_json(_render_json(output, rate, played, timeline, prompts), indent=2))
        return
    if world := world_sentence(played):
        say(world)
    say(f"{output}: {duration_words(timeline.total_ms)}, {rate // 1000} kHz, mono, 16 bit")
    end = "goes on beyond the end of the file" if timeline.is_cut else f"ends at {_seconds(timeline.end_ms)}"
    say(
        f"In the file, the call is answered at {_seconds(timeline.answer_ms)} and {end}.", recap_sentence(played.record)
    )


def _refuse_broken(flow: Flow, prompts: Mapping[str, PromptSound]) -> None:
    """Raise ``UsageError`` for recordings whose files are no audio: a voice in their place would hide that."""
    broken = [
        f"{escape_signs(flow.recording_name(id))}: {escape_signs(prompt.refusal)}"
        for id, prompt in prompts.items()
        if prompt.is_broken
    ]
    if broken:
        raise UsageError("\n".join(broken))


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:g} s"


def _number_rung(played: RehearsedCall) -> str:
    """The number whose country says how ringing sounds: the one that is called, else one that leads there."""
    flow, record = played.machine.flow, played.record
    if record.number:
        return record.number
    leading = (number for number, target in flow.numbers.items() if target == record.entry)
    return next(leading, next(iter(flow.numbers), ""))


def _render_json(
    output: Path, rate: int, played: RehearsedCall, timeline: CallTimeline, prompts: dict[str, PromptSound]
) -> dict[str, Any]:
    flow, record = played.machine.flow, played.record
    return {
        "file": str(output),
        "rate": rate,
        "seconds": timeline.total_ms / 1000,
        "answer_at": timeline.answer_ms / 1000,
        "end_at": timeline.end_ms / 1000,
        "cut": timeline.is_cut,
        "call_seconds": record.seconds,
        "estimated": record.estimated,
        "keys": [{"key": key.key, "at": key.at_ms / 1000, "seconds": key.sounds_ms / 1000} for key in timeline.keys],
        "sounds": [
            {"sound": segment.kind, "from": segment.from_ms / 1000, "until": segment.until_ms / 1000}
            | ({"recording": segment.recording} if segment.recording else {})
            for segment in timeline.segments
        ],
        "recordings": [
            {"id": id, "name": flow.recording_name(id), "source": prompt.source}
            | ({"refusal": prompt.refusal} if prompt.refusal else {})
            | ({"remark": prompt.remark} if prompt.remark else {})
            for id, prompt in prompts.items()
        ],
        "outcome": record.as_json()["outcome"],
    }
