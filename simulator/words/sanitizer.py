r"""The one sanitizer: text from files, flags and responses, made fit to leave the program.

A value may hold anything: an escape sequence, a line break with ``::error::pwned`` after it, half of a
character. Each such sign is shown as its escape (``\x1b``, ``\n``, ``\ud800``), so that nothing is lost
and nothing is obeyed.

Line breaks are what the exit alone cannot judge: one between two lines is the program's, one inside a
name is not. Therefore ``cli.screen`` prints *lines*, and cleans each; text of several lines passes only
as ``OutputText``, which ``join_lines`` makes of lines that it has cleaned. A plain string that was
joined elsewhere loses its line breaks on the screen, which is ugly but safe, and no test misses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Invisible, harmless, and needed to spell words in several scripts and to make emoji."""

RUNNER_PREFIX = re.compile(r"##(?=[\w.-]*\[)")
"""Where ``##[``, ``##vso[`` and ``##teamcity[`` begin: runners find them anywhere in a line."""

_COMMAND = re.compile(r"\s*::")
"""How a line begins that GitHub's runner obeys; it skips white space first."""


class OutputText(str):
    """Lines that are clean, with the line breaks between them; whatever is derived from it is plain text again."""

    __slots__ = ()


def escape_signs(text: str) -> str:
    r"""Return a value fit to stand inside a line: control and format characters as visible escapes.

    Any kind of space is a space; the joiners that words and emoji are made with pass.

    >>> escape_signs("red \x1b[31m") == "red " + r"\x1b" + "[31m"
    True
    """
    return text if text.isprintable() else "".join(map(_escape_sign, text))


def _escape_sign(sign: str) -> str:
    import unicodedata  # a megabyte that ordinary text never asks for

    if sign.isprintable() or sign in JOINERS:
        return sign
    return " " if unicodedata.category(sign) == "Zs" else sign.encode("unicode_escape").decode("ascii")


def clean_line(text: str) -> str:
    r"""Return one line of output: no sign steers the terminal, and no runner takes it for a command.

    >>> print(clean_line("::error file=a::pwned"))
    \x3a:error file=a::pwned
    >>> print(clean_line("Main\n##vso[task.complete]"))
    Main\n#\x23vso[task.complete]
    """
    line = RUNNER_PREFIX.sub(r"#\\x23", escape_signs(text))
    if _COMMAND.match(line):
        return line.replace(":", r"\x3a", 1)
    return line


def join_lines(lines: Iterable[str]) -> OutputText:
    """Return lines as one text, each cleaned; an element that is ``OutputText`` keeps its lines."""
    return OutputText("\n".join(line if isinstance(line, OutputText) else clean_line(line) for line in lines))


def clean_document(text: str) -> OutputText:
    """Return text that a format has escaped already (YAML, CSV, a difference of files), each line cleaned.

    Only for text in which a line break cannot come from a value, or is the content of a file that is shown.
    """
    return join_lines(text.removesuffix("\n").split("\n"))


def describe_error(error: Exception) -> OutputText:
    """Return an error's message; only the problems of a flow, and lines that were joined here, stay lines."""
    from simulator.errors import FlowError

    if isinstance(error, FlowError):
        return join_lines(map(str, error.problems))
    message = error.args[0] if error.args else ""
    return message if isinstance(message, OutputText) else join_lines([str(error)])
