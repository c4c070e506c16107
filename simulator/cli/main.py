"""Find the command, run it, and turn whatever goes wrong into one message and an exit code."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from contextvars import copy_context

from simulator import __version__
from simulator.cli.commands import BY_NAME, MANY_FLOWS, TAKES_ENTRY, overview
from simulator.cli.screen import complain, give_up_output, prepare, say

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""The exit code that shells expect of a program that Ctrl-C ended: 128 + SIGINT."""

READER_GONE = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}
"""The errors of writing to a pipe whose reader has gone, as after ``| head``: not worth a message."""


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code. Nothing but the result goes to standard output."""
    prepare()
    try:
        code = copy_context().run(_run_command_line, arguments)  # what a command line allows ends with it
        sys.stdout.flush()  # here, where a failure can still be reported
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except Exception as error:
        return _report_error(error, arguments)
    return code


def run_quietly(arguments: list[str]) -> int:
    """Run a command line within another one's, as ``run``: nothing that it meets ends that one."""
    try:
        return copy_context().run(_run_command_line, arguments)
    except Exception as error:
        return _report_error(error, arguments)


def _run_command_line(arguments: list[str]) -> int:
    match arguments:
        case []:
            say(overview(__version__))
            return COULD_NOT_RUN
        case ["-h" | "--help"] | ["help"]:
            say(overview(__version__))
            return 0
        case ["-h" | "--help" | "help", command, *_]:
            return _run_command(command, ["--help"])
        case ["-V" | "--version", *_]:
            say(f"ivrsim {__version__}")
            return 0
    return _run_command(arguments[0], arguments[1:])


def _run_command(command: str, arguments: list[str]) -> int:
    if command not in BY_NAME:
        complain(_unknown_command(command))
        return COULD_NOT_RUN
    if len(arguments) > 1 and command in MANY_FLOWS:
        from simulator.cli import many_flows

        if many_flows.wants_many(command, arguments):
            return many_flows.run_many(command, arguments)
    elif command == "push" and "--all" in arguments:
        from simulator.cli.many_pushes import push_many

        return push_many(arguments)
    module = importlib.import_module(BY_NAME[command].module)
    try:
        code: int = module.run(arguments)
    except SystemExit as leaving:  # argparse, after it has printed a command's help
        return leaving.code if isinstance(leaving.code, int) else 0
    return code


def _unknown_command(command: str) -> str:
    from simulator.words.suggestion import suggest

    if command.startswith("example:") or os.path.exists(command):  # noqa: PTH110 - any text may come
        return f"ivrsim: {command!r} is not a command; put a command before the flow: ivrsim play {command}"
    return (
        f"ivrsim: {command!r} is not a command{suggest(command, BY_NAME, 'ivrsim --help lists the commands', most=3)}"
    )


def _report_error(error: Exception, arguments: list[str]) -> int:
    from simulator.errors import LIVE, PartOfFlow, RemoteError, SimulatorError
    from simulator.words.sanitizer import describe_error

    if isinstance(error, PartOfFlow) and error.file in arguments:
        complain(f"{error.file} belongs to {error.flow}: {_with_flow(error.source, error.file, error.key, arguments)}")
    elif isinstance(error, SimulatorError):
        complain(describe_error(error))
        if isinstance(error, RemoteError):
            complain(LIVE[error.live])
    elif isinstance(error, OSError):
        if error.filename is None:
            give_up_output()
        if error.errno not in READER_GONE:
            complain(_system_error_line(error))
    elif os.environ.get("IVRSIM_DEBUG"):
        raise error
    else:
        complain(
            f"ivrsim: this is a bug in ivrsim, not in your input: {type(error).__name__}: {error}",
            "please report it, with the traceback that IVRSIM_DEBUG=1 prints and what ivrsim doctor says",
        )
    return COULD_NOT_RUN


def _system_error_line(error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and isinstance(error.filename, (str, os.PathLike)):
        from pathlib import Path

        from simulator.text.missing_file import explain_open_error

        return f"{error.filename}: {explain_open_error(error, Path(error.filename))}"
    return f"ivrsim: {error.filename or 'standard input or output'}: {error.strerror or error}"


def _with_flow(source: str, file: str, key: str, arguments: list[str]) -> str:
    """The command line with a flow in place of a receptionist's file, which becomes the entry."""
    from shlex import join  # only after a mistake

    words = ["ivrsim", *(source if word == file else word for word in arguments)]
    if arguments[0] in TAKES_ENTRY and not {"--entry", "--number"} & {word.partition("=")[0] for word in arguments}:
        words += ["--entry", key]
    return join(words)
