"""The file, or the stream, that a picture goes to: its format, and what is refused."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulator.cli.arguments import Parser, one_of
from simulator.cli.output_file import refuse_no_file, refuse_taken
from simulator.cli.screen import say, say_bytes
from simulator.disk.durable_file import replace_files
from simulator.errors import UsageError
from simulator.words.markup import escape_runner_xml
from simulator.words.phrases import join_words
from simulator.words.sanitizer import clean_document

FORMATS = ("svg", "png", "mermaid", "dot")

SUFFIXES = {".svg": "svg", ".png": "png", ".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot"}


def add_output(parser: Parser) -> None:
    """``-o``, ``--format`` and ``--force``."""
    suffixes = ", ".join(SUFFIXES)
    parser.add_argument(
        "-o", "--output", metavar="FILE", help=f"write to this file; its ending chooses the format: {suffixes}"
    )
    choices = "{" + ",".join(FORMATS) + "}"
    help = "default: by the ending of FILE, else svg"
    parser.add_argument("--format", type=one_of(*FORMATS), metavar=choices, help=help)
    parser.add_argument("--force", action="store_true", help="overwrite the file if it exists")


def choose_format(options: argparse.Namespace, default: str = "svg") -> str:
    """Return the format that the command line asks for.

    Raises ``UsageError``, or ``FileError`` for a file that cannot be written, before any work is done.
    """
    form: str | None = options.format
    if options.output is None:
        if form == "png" and sys.stdout.isatty():
            raise UsageError("a terminal cannot show PNG; use -o FILE.png")
        return form or default
    refuse_no_file(options.output, "map.svg")
    output = Path(options.output)
    by_suffix = SUFFIXES.get(output.suffix.lower())
    if form is None and by_suffix is None:
        accepted = join_words([*SUFFIXES], last=" or ", most=len(SUFFIXES))
        raise UsageError(f"-o {output}: the ending does not name a format; use {accepted}, or --format")
    if form is not None and by_suffix is not None and form != by_suffix:
        raise UsageError(f"-o {output} is {by_suffix}, and --format is {form}; use one of them")
    refuse_taken(output, force=options.force)
    return form or by_suffix or default


def write_picture(options: argparse.Namespace, content: str | bytes) -> None:
    """Write a picture where the command line wants it. Raises ``FileError``; then nothing is left half written."""
    if isinstance(content, str):
        # the same bytes in a file and on the screen: a file may end up in a log as well
        text = clean_document(escape_runner_xml(content))
        if options.output is None:
            say(text)
            return
        content = f"{text}\n".encode()
    if options.output is None:
        say_bytes(content)
    else:
        replace_files({Path(options.output): content})
        say(f"wrote {options.output}")
