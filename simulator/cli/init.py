"""``ivrsim init``: a small flow that plays, with tests, and a pipeline. Never overwrites a file."""

from __future__ import annotations

import os
import re
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.cli.arguments import Parser, one_of
from simulator.cli.first_calls import first_calls
from simulator.cli.interview import Interview
from simulator.cli.package_source import PackageSource
from simulator.cli.pipeline import FILES, Pipeline, build_pipeline
from simulator.cli.schema import FOLDER, IN_A_FLOW, schema_line, schema_text
from simulator.cli.screen import ask_question, complain, say
from simulator.config.field_meanings import RECEPTIONIST_MEANINGS
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.disk.durable_file import create_files, replace_files
from simulator.errors import UsageError
from simulator.loader.flow_kinds import load
from simulator.loader.flow_location import FLOW_FILES as FLOW_NAMES
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.loader.project_profiles import ProjectProfiles, project_profiles
from simulator.text.boundary import PROJECT_FILE
from simulator.text.file_source import DiskFiles
from simulator.text.text_file import read_file
from simulator.wire import vr

HEADING = (
    "A flow: what is called first, and the names of what the menus use.",
    "Play it:   ivrsim play --caller '9 silence 1'",
    "Test it:   ivrsim test",
)

_COMMENTED = (
    "greeting",
    "entries",
    "timeout_seconds",
    "wrong_keys_allowed",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silences_allowed",
    "silence_retry_recording",
    "silence_final_recording",
)
COMMENTS = {vr.WRITE_NAMES[field]: RECEPTIONIST_MEANINGS[field].short for field in _COMMENTED}
"""The comments in the receptionist file of a new flow, by the names that stand there."""

FLOW_FILES = ("flow.yaml", "main.yaml", "main.calls.yaml")


def run(arguments: list[str]) -> int:
    """Write a flow with its tests into a folder, and a pipeline where one is asked for."""
    options = _build_parser().read_arguments(arguments)
    folder = Path(options.dir)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; use a new folder, or one without a flow")
    if options.package is not None and not options.ci:
        raise UsageError("--from needs --ci github or --ci gitlab: it names what pip installs in the pipeline")
    pipeline = _choose_pipeline(options.ci, folder, options.package) if options.ci else None
    if options.hours:
        _write_hours(folder, ask=options.ask)
    elif pipeline is None or options.ask or not (folder / "flow.yaml").exists():  # a pipeline may be added to a flow
        _write_flow(folder, ask=options.ask)
    if pipeline is not None:
        _write_files(pipeline.path.parent, {pipeline.path.name: pipeline.text})
        say(_install_words(pipeline.package))
        say(f"Wrote {pipeline.path}: read what it runs before you commit it.")
    return 0


def _build_parser() -> Parser:
    parser = Parser(
        "init", "write a small flow with tests, ready to play", "ivrsim init reception && ivrsim play reception"
    )
    parser.add_argument("dir", metavar="DIR", help="the folder to write to; it is created if it does not exist")
    parser.add_argument(
        "--ask", action="store_true", help="ask for the values of the menu, by the provider's field names"
    )
    parser.add_argument(
        "--hours",
        action="store_true",
        help="ask for hours, holidays and who picks up, and write them with tests; DIR may already have a flow",
    )
    servers = "{" + ",".join(FILES) + "}"
    parser.add_argument(
        "--ci",
        type=one_of(*FILES),
        metavar=servers,
        help="also write a CI pipeline at the top of the repository; DIR may already have a flow",
    )
    parser.add_argument(
        "--from",
        metavar="SOURCE",
        dest="package",
        help="with --ci: what pip installs there: a version, an address or a path (default: the source of this copy)",
    )
    return parser


def _choose_pipeline(kind: str, folder: Path, package: str | None) -> Pipeline:
    """The pipeline; where this copy came from a folder that no server has, somebody at a terminal is asked."""
    pipeline = build_pipeline(kind, folder, package)
    if package is None and pipeline.package.only_here and sys.stdin.isatty():
        named = ask_question("Where does pip find ivrsim on the server (a version or an address)? ").strip()
        pipeline = build_pipeline(kind, folder, named) if named else pipeline
    return pipeline


def _install_words(package: PackageSource) -> str:
    line = f"The pipeline runs pip install {shlex.quote(package.requirement)}"
    if package.only_here:
        return f"{line}: no server has this path, so set IVRSIM in the file to a version or an address (or use --from)."
    return f"{line}."


def _write_hours(folder: Path, *, ask: bool) -> None:
    """Ask for hours, and write them into a flow that is there, or into a new one; all of it or nothing."""
    from simulator.cli.hours_files import ask_hours  # with zones and calendars, which no other init needs

    today = datetime.now(UTC).date()
    file = next((folder / name for name in FLOW_NAMES if (folder / name).is_file()), None)
    if file is not None:
        if ask:
            raise UsageError(f"--ask makes a new flow, and {file} is there; leave out --ask")
        texts = ask_hours(file, str(file), today, ask=ask_question, tell=complain)
        replace_files({path: text.encode("utf-8") for path, text in texts.items()})
        written = [path.name for path in texts]
    else:
        _refuse_existing(folder)
        project = project_profiles(DiskFiles(folder / "flow.yaml"))
        files = _flow_files(project, ask=ask)
        with TemporaryDirectory() as trial:
            _write_files(Path(trial), {**files, **_project_file(project)})
            texts = ask_hours(Path(trial) / "flow.yaml", "flow.yaml", today, ask=ask_question, tell=complain)
        files |= {path.name: text for path, text in texts.items()}
        _write_files(folder, {**_missing_schemas(folder), **files})
        written = [*files]
    say(f"Wrote {', '.join(written)} in {folder}.")
    say("ivrsim never sends hours to the provider: ivrsim plan says what to enter in its portal.")
    say(f"Test it:  ivrsim test {_for_a_shell(folder)}")


def _write_flow(folder: Path, *, ask: bool) -> None:
    _refuse_existing(folder)
    project = project_profiles(DiskFiles(folder / "flow.yaml"))
    files = _flow_files(project, ask=ask)
    with TemporaryDirectory() as trial:  # what is written is what loads
        _write_files(Path(trial), {**files, **_project_file(project)})
        load(trial)
    _write_files(folder, {**_missing_schemas(folder), **files})
    say(f"Wrote {', '.join(files)} in {folder}, and {FOLDER} for editors.")
    say(f"Play it:  ivrsim play {_for_a_shell(folder)} --caller '9 silence 1'")
    say(f"Test it:  ivrsim test {_for_a_shell(folder)}")


def _flow_files(project: ProjectProfiles, *, ask: bool) -> dict[str, str]:
    """The files of a new flow, by name; its semantics are those that its project has for flows that say nothing."""
    flow = (_interview_flow() if ask else _sample_flow()).with_semantics(project.inherited)
    text = flow_text(flow, {"main": "main.yaml"}, heading=HEADING, inherits_semantics=bool(project.default))
    return {
        "flow.yaml": f"{schema_line('flow')}\n{text}",
        "main.yaml": f"{schema_line('receptionist')}\n{receptionist_text(flow.receptionists['main'], COMMENTS)}",
        "main.calls.yaml": f"{schema_line('calls')}\n{first_calls(flow)}",
    }


def _project_file(project: ProjectProfiles) -> dict[str, str]:
    """The project's file and its holidays, for a folder elsewhere in which a flow is tried; none where it says none."""
    if not project.default and not project.holidays:
        return {}
    folder = Path(project.path).parent
    holidays = {shared.path: folder / shared.path for shared in project.holidays}
    texts = {name: read_file(path) for name, path in holidays.items() if path.is_file()}
    return {PROJECT_FILE: read_file(Path(project.path)), **texts}


def _missing_schemas(folder: Path) -> dict[str, str]:
    """The schemas that the files name, where they are not there yet, by their paths in the folder."""
    missing = [kind for kind in IN_A_FLOW if not (folder / FOLDER / f"{kind}.json").exists()]
    return {f"{FOLDER}/{kind}.json": f"{schema_text(kind)}\n" for kind in missing}


def _for_a_shell(folder: Path) -> str:
    """A path as it is typed, in the quotes that every shell takes where it needs some."""
    path = str(folder)
    return path if re.fullmatch(r"[\w./\\:-]+", path) else f'"{path}"'


def _refuse_existing(folder: Path) -> None:
    there = [name for name in FLOW_FILES if os.path.lexists(folder / name)]  # a link that leads nowhere, too
    if there:
        raise UsageError(f"{folder} already has {', '.join(there)}; nothing was written, use another folder")


def _write_files(folder: Path, files: dict[str, str]) -> None:
    """Write new files, all of them or none."""
    create_files({folder / name: text.encode("utf-8") for name, text in files.items()})


def _sample_flow() -> Flow:
    menu = Receptionist(
        name="Main menu",
        description="Written by ivrsim init",
        greeting="101",
        destination_type="multiple",
        entries=(
            Entry(option="1", destination_type="department", destination_id="201"),
            Entry(option="2", destination_type="department", destination_id="202"),
            Entry(option="0", destination_type="extension", destination_id="301"),
        ),
        timeout_seconds=5,
        wrong_keys_allowed=2,
        wrong_key_retry_recording="102",
        wrong_key_final_recording="104",
        wrong_key_destination_type="extension",
        wrong_key_destination_id="301",
        silences_allowed=2,
        silence_retry_recording="103",
        silence_final_recording="104",
        silence_destination_type="extension",
        silence_destination_id="301",
    )
    scripts = {
        "101": ("greeting", "Welcome. For sales, press 1. For support, press 2. For reception, press 0."),
        "102": ("sorry", "Sorry, that was not one of the choices."),
        "103": ("are-you-there", "Are you still there? Please choose from this list."),
        "104": ("connecting", "We are putting you through to reception."),
    }
    people = {("department", "201"): "Sales", ("department", "202"): "Support", ("extension", "301"): "Reception"}
    return Flow(
        entry="main",
        receptionists={"main": menu},
        recordings={id: Recording(name=name, script=script) for id, (name, script) in scripts.items()},
        destinations={
            Destination(*where): KnownDestination(name=name, answers="person") for where, name in people.items()
        },
    )


def _interview_flow() -> Flow:
    interview = Interview(ask=ask_question, tell=complain)
    menu = interview.ask_receptionist()
    return Flow(
        entry="main",
        receptionists={"main": menu},
        recordings=interview.recordings,
        destinations=interview.destinations,
    )
