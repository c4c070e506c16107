"""The parser, and the flags that commands share."""

from __future__ import annotations

import argparse
import os.path
import re
from collections.abc import Callable, Iterable
from typing import NoReturn

from simulator.errors import UsageError
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest


class Parser(argparse.ArgumentParser):
    """An argument parser whose refusals are one line, with the nearest flag where one is misspelt."""

    def __init__(self, command: str, summary: str, example: str) -> None:
        super().__init__(
            prog=f"ivrsim {command}",
            description=summary[0].upper() + summary[1:] + ".",
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,  # a script that abbreviates a flag would break when a flag like it is added
        )

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError``, as for any other wrong input."""
        if message == "argument --caller: expected one argument":  # a shell takes an unquoted # for a comment
            message = "--caller needs its script, in quotes: --caller '9 silence #'"
        elif message.startswith(_MISSING):
            names = message.removeprefix(_MISSING).split(", ")
            message = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} missing"
        elif about := re.fullmatch(_ABOUT, message):
            flag, reason = about.groups()
            name = f"{flag}: " if flag.startswith("-") else ""  # a place needs no name: its value is quoted
            message = f"{flag} needs a value" if reason == "expected one argument" else f"{name}{reason}"
        raise UsageError(f"{self.prog}: {message} (see {self.prog} --help)")

    def read_arguments(self, arguments: list[str]) -> argparse.Namespace:
        """The flags and values; raises ``UsageError``."""
        # argparse's own refusal of unknown words cannot suggest the nearest flag
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            self.error(self._unknown_words(unknown))
        if folders := vars(options).pop("allow", None):
            from simulator.text.boundary import allow

            allow(folders)
        return options

    def flag_action(self, flag: str) -> argparse.Action | None:
        """Return what a flag does; None: there is no such flag."""
        return self._option_string_actions.get(flag)

    def _unknown_words(self, words: list[str]) -> str:
        flags = [word for word in words if word.startswith("-")]
        if flags:
            return f"unknown {flags[0]}{suggest(flags[0].split('=')[0], self._option_string_actions)}"
        unexpected = f"unexpected {' '.join(words[:3])}"
        if "--caller" not in self._option_string_actions:
            return f"{unexpected}; {self._describe_arguments()}"
        if names_files(words):
            return f"{unexpected}: {QUOTE}"
        return f"{unexpected}; a caller is one argument in quotes: --caller '9 silence 1'"

    def _describe_arguments(self) -> str:
        """Describe the arguments of the command that are not flags."""
        places = [str(action.metavar or action.dest) for action in self._get_positional_actions()]
        return f"this command takes {' and '.join(places)}" if places else "this command takes only flags"


_MISSING = "the following arguments are required: "
# as text: compiled when it is first used, which is seldom
_ABOUT = r"(?s)argument ([^:]+): (.*)"

QUOTE = "quote the caller, as in --caller '9 * 1': the shell replaced * with file names"
"""The hint where file names are in place of a caller's keys."""


def names_files(words: Iterable[str]) -> bool:
    """Return whether a word names an existing file, as a shell puts it for ``*``."""
    return any(map(os.path.exists, words))


def one_of(*accepted: str) -> Callable[[str], str]:
    """Return a rule for a flag that takes one of a few words."""

    def rule(text: str) -> str:
        if text in accepted:
            return text
        hint = suggest(text, accepted)
        words = join_words(accepted, last=" or ", most=len(accepted))
        raise argparse.ArgumentTypeError(f"{text!r} is not accepted; use {words}{hint}")

    return rule


def parse_whole_number(text: str, flag: str, most: int, *, least: int = 0) -> int:
    """Return the number of a flag, from ``least`` on. Raises ``UsageError``."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 12 and least <= int(text) <= most):
        raise UsageError(f"{flag} {text[:40]}: use a number from {least} to {most:,}")
    return int(text)


def add_flow(
    parser: Parser,
    help: str = "a file, a folder, example:NAME, or - for standard input (default: the nearest flow.yaml upwards)",
) -> None:
    """``FLOW``: what to load."""
    parser.add_argument(
        "flow",
        nargs="?",
        metavar="FLOW",
        help=help,
    )
    add_allow(parser)


def add_many(parser: Parser) -> None:
    """``--all`` and its flags: the command for each of many flows (``cli.many_flows`` takes them off)."""
    parser.add_argument("--all", action="store_true", help="every flow in and below FLOW (default: here), a line each")
    parser.add_argument("--changed-since", metavar="git:REV", help="with --all: only flows whose files changed since")
    parser.add_argument("--jobs", metavar="N", help="with --all: run N at a time (default: one for each processor)")


def add_allow(parser: Parser) -> None:
    """``--allow DIR``: folders that paths in files may lead to, in addition to the flow's own."""
    parser.add_argument(
        "--allow",
        metavar="DIR",
        action="append",
        help="let paths in files lead into this folder too, not only below the folder of the flow or of its "
        "ivrsim.toml; may be repeated",
    )


KEPT_FLOW = "file or folder; ids and receipts are stored next to it (default: the nearest flow.yaml upwards)"
"""The help of a FLOW that goes live."""


def add_view(parser: Parser) -> None:
    """``--entry`` (or ``--number``), ``--semantics`` and ``--variant``: how to look at a flow."""
    parser.add_argument(
        "--entry", metavar="NAME", help="the receptionist to call: its key, id, name, or a number that leads to it"
    )
    parser.add_argument("--number", metavar="N", help="the number that is called, wherever it leads: +441632960001")
    parser.add_argument(
        "--semantics", metavar="PROFILE", help="how the engine behaves (see ivrsim semantics for the profiles)"
    )
    add_variant(parser)


def add_variant(parser: Parser, help: str = "apply a variant from flow.yaml (night, holiday)") -> None:
    """``--variant``: which of the flow's variants holds."""
    parser.add_argument("--variant", metavar="NAME", help=help)


def add_dialect(parser: Parser) -> None:
    """``--dialect``: whose documents decide what is documented."""
    from simulator.config.documentation import DIALECTS  # commands without it start faster

    choices = "{" + ",".join(DIALECTS) + "}"
    help = "whose pages count as documentation (default: the flow's own, else vr)"
    parser.add_argument("--dialect", type=one_of(*DIALECTS), metavar=choices, help=help)


def add_format(parser: Parser, *formats: str) -> None:
    """``--format``: the first is the default."""
    choices = "{" + ",".join(formats) + "}"
    parser.add_argument(
        "--format", type=one_of(*formats), metavar=choices, default=formats[0], help=f"default: {formats[0]}"
    )
