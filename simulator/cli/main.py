"""Find the command, run it, and turn whatever goes wrong into one message and an exit code."""

from __future__ import annotations

import importlib
import os
import sys

from simulator import __version__
from simulator.cli.commands import BY_NAME, overview
from simulator.cli.screen import complain, prepare, say

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended: 128 + SIGINT."""


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code. Nothing but the result goes to standard output."""
    prepare()
    try:
        return _run(arguments)
    except BrokenPipeError:
        # the reader of our output has gone: nothing is left to say, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except SystemExit as leaving:  # argparse, after it has printed a command's help
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        return _refused(error)


def _run(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        if len(arguments) == 2 and arguments[1] in BY_NAME:
            return _run([arguments[1], "--help"])
        say(overview(__version__))
        return 0 if arguments else COULD_NOT_RUN
    if arguments[0] in ("-V", "--version"):
        say(f"ivrsim {__version__}")
        return 0
    command, *rest = arguments
    if command not in BY_NAME:
        complain(_unknown(command))
        return COULD_NOT_RUN
    module = importlib.import_module(f"simulator.cli.{command}")
    code: int = module.run(rest)
    sys.stdout.flush()
    return code


def _unknown(command: str) -> str:
    from simulator.errors import nearest

    near = nearest(command, BY_NAME)
    hint = f"did you mean {' or '.join(near)}?" if near else "ivrsim --help lists them"
    return f"ivrsim: no command {command!r}; {hint}"


def _refused(error: Exception) -> int:
    from simulator.errors import SimulatorError

    if isinstance(error, SimulatorError):
        complain(str(error))
    elif isinstance(error, OSError):
        complain(f"ivrsim: {error.filename or 'the system'}: {error.strerror or error}")
    elif os.environ.get("IVRSIM_DEBUG"):
        raise error
    else:
        complain(
            f"ivrsim: a fault of ivrsim itself, not of your input: {type(error).__name__}: {error}\n"
            "IVRSIM_DEBUG=1 shows where; please report it"
        )
    return COULD_NOT_RUN
