"""Where the figures of callers go: the format by ``--format`` or by the ending of ``-o FILE``; and writing them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from simulator.cli.arguments import Parser, one_of
from simulator.cli.output_file import refuse_no_file, refuse_taken
from simulator.cli.screen import line_width, say
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.report.text_bars import LINE_MOST
from simulator.words.phrases import join_words
from simulator.words.sanitizer import join_lines

SUFFIXES: Mapping[str, str] = {".txt": "text", ".md": "markdown", ".json": "json", ".csv": "csv", ".html": "html"}


def add_figures_output(parser: Parser, *formats: str) -> None:
    """``--format``, ``-o`` and ``--force``; the first format is the default."""
    choices = "{" + ",".join(formats) + "}"
    parser.add_argument(
        "--format",
        type=one_of(*formats),
        metavar=choices,
        help=f"default: by the ending of FILE, else {formats[0]}; csv is one table, html a page with plots",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file (default: standard output)")
    parser.add_argument("--force", action="store_true", help="overwrite the file if it exists")
    parser.set_defaults(formats=formats)


def choose_figures_format(options: argparse.Namespace) -> str:
    """Return the format that is asked for.

    Raises ``UsageError``, or ``FileError`` for a file that cannot be written, before any work is done.
    """
    formats: Sequence[str] = options.formats
    form: str | None = options.format
    if options.output is None:
        return form or formats[0]
    refuse_no_file(options.output, "figures.html")
    by_suffix = SUFFIXES.get(Path(options.output).suffix.lower())
    if by_suffix not in formats:
        by_suffix = None
    if form is None and by_suffix is None:
        accepted = [suffix for suffix, name in SUFFIXES.items() if name in formats]
        raise UsageError(
            f"-o {options.output}: the ending does not name a format; use "
            f"{join_words(accepted, last=' or ', most=len(accepted))}, or --format"
        )
    if form is not None and by_suffix is not None and form != by_suffix:
        raise UsageError(f"-o {options.output} is {by_suffix}, and --format is {form}; use one of them")
    refuse_taken(Path(options.output), force=options.force)
    return form or by_suffix or formats[0]


def figures_width(options: argparse.Namespace) -> int:
    """Return how long a line with a bar may be, in the file that is named or on the screen."""
    return line_width(LINE_MOST) if options.output is None else LINE_MOST


def write_figures(options: argparse.Namespace, *lines: str) -> None:
    """Print lines, or write them to the file that is named. Raises ``FileError``; then nothing is half written."""
    if options.output is None:
        say(*lines)
        return
    replace_text(Path(options.output), f"{join_lines(lines)}\n")
    say(f"wrote {options.output}")
