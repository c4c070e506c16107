"""``ivrsim export asterisk``: a flow as the dialplan of a real engine, with its sounds."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import Any

from simulator.callers.voicemail_recordings import TRANSFER, add_transfer
from simulator.cli.arguments import Parser, add_flow, add_format, add_view, one_of
from simulator.cli.flow_argument import open_flow_with_shelf
from simulator.cli.output_file import refuse_folder
from simulator.cli.progress import ProgressLine
from simulator.cli.render import make_sounds
from simulator.cli.screen import complain, say
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.disk.durable_file import replace_files
from simulator.errors import UsageError
from simulator.exchange.asterisk_folder import SOUNDS, asterisk_folder
from simulator.exchange.dial_map import DIAL_EXAMPLE, DialAction, read_dial_map
from simulator.exchange.dialplan_writer import DialplanFiles, write_dialplan
from simulator.exchange.sound_files import SUFFIX, SoundFile, make_sound_files
from simulator.graph.work_step import WorkStep
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import read_document
from simulator.words.markup import dump_json
from simulator.words.phrases import count_noun, join_words
from simulator.words.sanitizer import escape_signs

SYSTEMS = ("asterisk", "csv")
"""What is written: a dialplan, or a spreadsheet (``csv_export``, which has flags of its own)."""


def _build_parser() -> Parser:
    parser = Parser(
        "export",
        "write a flow as the dialplan of an Asterisk that does what play does, with its sounds",
        "ivrsim export asterisk example:clinic -o dialplan",
    )
    parser.add_argument(
        "system",
        metavar="SYSTEM",
        type=one_of(*SYSTEMS),
        help="what to write for: asterisk; or csv, which has flags of its own",
    )
    add_flow(parser)
    parser.add_argument("-o", "--output", metavar="DIR", help="the folder to write into; it is made if it is missing")
    parser.add_argument(
        "--dial",
        metavar="FILE",
        help="what follows where calls arrive, one destination per line: 'Booking desk: Dial(PJSIP/booking)'",
    )
    parser.add_argument(
        "--sounds",
        metavar="PATH",
        help="where Asterisk will find the sounds (default: in DIR, on this computer)",
    )
    parser.add_argument(
        "--softphone", action="store_true", help="also write the settings of an Asterisk that a softphone here can ring"
    )
    parser.add_argument("--no-speech", action="store_true", help="tones where there is a script and no recording")
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")
    add_view(parser)
    add_format(parser, "text", "json")
    return parser


def run(arguments: list[str]) -> int:
    """Write the files, all of them or none."""
    if arguments[:1] == ["csv"]:
        from simulator.cli import csv_export  # a sheet needs no sounds

        return csv_export.run(arguments[1:])
    options = _build_parser().read_arguments(arguments)
    folder = _output_folder(options)
    flow, shelf = open_flow_with_shelf(options)
    dial_map = _read_dial_map(options, flow)
    place = folder.resolve()
    sounds_folder = options.sounds if options.sounds is not None else (place / SOUNDS).as_posix()
    dialplan = write_dialplan(flow, dial_map=dial_map, sounds_folder=sounds_folder)
    if TRANSFER in dialplan.sounds.values():
        flow = add_transfer(flow)
    names = ["extensions.conf", "README.md", *(f"{SOUNDS}/{name}{SUFFIX}" for name in dialplan.sounds)]
    refuse_folder("-o", folder, names, force=options.force)
    sounds = dict(_make_visibly(options, flow, shelf, dialplan))
    own = PurePosixPath(place.as_posix()) if options.softphone else None
    files = asterisk_folder(flow, dialplan, sounds, own)
    refuse_folder("-o", folder, list(files), force=options.force)
    replace_files({folder / name: content for name, content in files.items()}, folders=True)
    for remark in _sound_remarks(flow, sounds, speaks=not options.no_speech):
        complain(remark)
    if options.format == "json":
        say(dump_json(_export_json(flow, folder, dialplan, sounds, list(files)), indent=2))
    else:
        _show_export(options, flow, folder, dialplan, sounds)
    return 0


def _output_folder(options: argparse.Namespace) -> Path:
    if not options.output:
        raise UsageError("export writes a folder; use -o DIR, such as -o dialplan")
    return Path(options.output)


def _read_dial_map(options: argparse.Namespace, flow: Flow) -> Mapping[Destination, DialAction]:
    if options.dial is None:
        return {}
    return read_dial_map(flow, read_document(Path(options.dial), options.dial, needed=DIAL_EXAMPLE))


def _make_visibly(
    options: argparse.Namespace, flow: Flow, shelf: Shelf, dialplan: DialplanFiles
) -> Iterator[tuple[str, SoundFile]]:
    sounds = make_sounds(flow, shelf, 8000, speaks=not options.no_speech)
    with ProgressLine(timed=True) as progress:
        for number, named in enumerate(make_sound_files(sounds, dialplan.sounds)):
            progress.show(WorkStep(number, len(dialplan.sounds), "sounds made"))
            yield named


def _sound_remarks(flow: Flow, sounds: Mapping[str, SoundFile], *, speaks: bool) -> Iterator[str]:
    """Yield what is to be known of the sounds that are not recordings."""

    def names(ids: list[str]) -> str:
        return join_words([escape_signs(flow.recording_name(id)) for id in ids])

    for sound in sounds.values():
        if sound.remark:
            yield f"{names([sound.recording])}: {sound.remark}"
    if spoken := [sound.recording for sound in sounds.values() if sound.source == "speech"]:
        yield f"read aloud by a machine: {names(spoken)}"
    if toned := [sound.recording for sound in sounds.values() if sound.source == "tones"]:
        yield f"tones stand for {names(toned)}"
    if estimated := [sound.recording for sound in sounds.values() if flow.length_of(sound.recording).estimated]:
        yield f"assumed: the length of {names(estimated)}, estimated from the script or 4 s"


def _show_export(
    options: argparse.Namespace, flow: Flow, folder: Path, dialplan: DialplanFiles, sounds: Mapping[str, SoundFile]
) -> None:
    menus = count_noun(len(flow.receptionists), "receptionist", spell=False)
    lasts = duration_words(sum(flow.length_of(sound.recording).milliseconds for sound in sounds.values()))
    say(f"{folder}: {menus}, {count_noun(len(sounds), 'sound', spell=False)} ({lasts})")
    say(f"Calls come in at {dialplan.start},s,1. README.md in the folder says how to use it.")
    if options.softphone:
        say(f"To ring it from this computer: asterisk -c -C {quote(f'{folder.resolve()}/etc/asterisk.conf')}")


def _export_json(
    flow: Flow, folder: Path, dialplan: DialplanFiles, sounds: Mapping[str, SoundFile], files: list[str]
) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "files": files,
        "start": dialplan.start,
        "contexts": dict(dialplan.contexts),
        "sounds": [
            {
                "id": sound.recording,
                "name": flow.recording_name(sound.recording),
                "file": f"{SOUNDS}/{name}{SUFFIX}",
                "source": sound.source,
                "seconds": flow.length_of(sound.recording).milliseconds / 1000,
            }
            | ({"remark": sound.remark} if sound.remark else {})
            for name, sound in sounds.items()
        ],
        "variables": {name: list(values) for name, _, values in dialplan.variables},
    }
