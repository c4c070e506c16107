"""``ivrsim render --prompts DIR``: the scripts without an audio file, read aloud into files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.main import COULD_NOT_RUN
from simulator.cli.output_file import refuse_folder
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_files
from simulator.errors import UsageError
from simulator.graph.readback.recordings import ListedRecording, list_recordings
from simulator.graph.work_step import WorkStep
from simulator.loader.receptionist_file import Shelf
from simulator.text.positions import UnreadableText
from simulator.words.markup import dump_json
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import escape_signs

if TYPE_CHECKING:
    from simulator.audio.speech import SpeechEngine
    from simulator.report.prompt_files import PromptFile


def write_prompts(options: argparse.Namespace, flow: Flow, shelf: Shelf) -> int:
    """Write the files, all of them or none; a script that cannot be read aloud is left out, and the code is then 2."""
    from simulator.audio.speech import EXTRA, find_speech_engine
    from simulator.report.prompt_files import prompt_folder, scripts_to_speak

    base = shelf.document.folder if shelf.document else Path()

    def has_file(name: str) -> bool:
        try:
            return shelf.files.holds(base / name)
        except UnreadableText:
            return False

    folder = Path(options.prompts)
    scripts = scripts_to_speak(list_recordings(flow), has_file)
    refuse_folder("--prompts", folder, [name for _, name in scripts], force=options.force)
    engine = find_speech_engine()
    if engine is None:
        raise UsageError(f"nothing here reads scripts aloud; {EXTRA}")
    files = list(_speak_visibly(scripts, engine, int(options.rate)))
    contents = prompt_folder(folder, files)
    replace_files(contents, folders=True)
    for file in files:
        if file.problem:
            complain(f"{escape_signs(file.recording.name or file.recording.id)}: {file.problem}; it has no file")
    _show_files(options.format, folder, files, engine)
    return COULD_NOT_RUN if len(contents) < len(files) else 0


def _speak_visibly(scripts: list[tuple[ListedRecording, str]], engine: SpeechEngine, rate: int) -> Iterator[PromptFile]:
    from simulator.report.prompt_files import speak_scripts

    with ProgressLine(timed=True) as progress:
        for number, file in enumerate(speak_scripts(scripts, engine, rate)):
            progress.show(WorkStep(number, len(scripts), "scripts read"))
            yield file


def _show_files(form: str, folder: Path, files: list[PromptFile], engine: SpeechEngine) -> None:
    done = [file for file in files if not file.problem]
    if form == "json":
        listed = [
            {
                "id": file.recording.id,
                "name": file.recording.name or None,
                "file": str(folder / file.name),
                "seconds": file.milliseconds / 1000,
            }
            for file in done
        ]
        say(dump_json({"engine": engine.name, "files": listed}, indent=2))
        return
    for file in done:
        stated = file.recording.milliseconds
        differs = (
            ""
            if file.recording.estimated or abs(stated - file.milliseconds) <= 200
            else f" (the flow says {duration_words(stated)})"
        )
        say(f"{folder / file.name}: {duration_words(file.milliseconds)}{differs}")
    if not files:
        say("Every script has an audio file: nothing was written.")
    else:
        say(
            f"{count_noun(len(done), 'file', spell=False)}, read aloud by {engine.name}: a machine's voice, to try out."
        )
