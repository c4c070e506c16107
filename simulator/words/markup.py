"""Values inside JSON, Markdown and GitHub's workflow commands, escaped by the rules of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.words.sanitizer import RUNNER_PREFIX, OutputText, escape_signs

# patterns as text: `re` compiles each when it is first used, which most commands never do
_MARKDOWN_SIGNS = r"([\\`*_\[\]<>|~#&$])"
_TICKS = "`+"
_CODE_MARKS = r"(?s)(?::[a-z]+(?::[a-z]+)?:)?(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)"
"""Code in a docstring: between single or double backticks, with a role such as ``:ref:`` or without."""


def dump_json(value: Any, *, indent: int | None = None, compact: bool = False) -> OutputText:
    r"""Return a value as JSON in printable ASCII, on one line unless it is indented.

    A runner's ``##[`` inside a text is escaped too, which no reader of JSON notices.

    >>> print(dump_json({"name": "##[error]"}))
    {"name": "#\u0023[error]"}
    """
    import json  # most results are printed as text

    return escape_json(json.dumps(value, indent=indent, separators=(",", ":") if compact else None))


def escape_json(text: str) -> OutputText:
    """Return JSON in ASCII as it may be printed: no control character, and no command of a runner."""
    if "##" in text:
        text = RUNNER_PREFIX.sub(r"#\\u0023", text)
    return OutputText(text.replace("\x7f", r"\u007f"))


def escape_runner_xml(text: str) -> str:
    """Return whole XML in which no runner finds a command when the file is printed; its readers notice nothing.

    >>> print(escape_runner_xml("<a>##vso[x]</a>"))
    <a>#&#35;vso[x]</a>
    """
    return RUNNER_PREFIX.sub("#&#35;", text)


def escape_markdown(text: str) -> str:
    r"""Return a value that Markdown shows as it is: no markup, no HTML, no cell of its own, no mention.

    A backslash does not keep GitHub and GitLab from reading ``@name`` as a mention; an invisible joiner does.

    >>> print(escape_markdown("a|b <img> @team"))
    a\|b \<img\> @&zwnj;team
    """
    return re.sub(_MARKDOWN_SIGNS, r"\\\1", escape_signs(text)).replace("@", "@&zwnj;")


def markdown_code(text: str) -> str:
    """Return a value as a code span, with more backticks around it than it holds in a row."""
    escaped = escape_signs(text)
    ticks = "`" * (1 + max(map(len, re.findall(_TICKS, escaped)), default=0))
    return f"{ticks} {escaped} {ticks}" if escaped[:1] == "`" or escaped[-1:] == "`" else f"{ticks}{escaped}{ticks}"


def strip_code_marks(text: str) -> str:
    r"""Return a docstring as a terminal shows it: code without the backticks and roles around it.

    >>> strip_code_marks("Leave ``file`` out; see :ref:`recordings`.")
    'Leave file out; see recordings.'
    """
    return re.sub(_CODE_MARKS, r"\2", text)


def markdown_fence(text: str) -> str:
    """Return the fence for a block of code: longer than any run of backticks in its text."""
    return "`" * max(3, 1 + max(map(len, re.findall(_TICKS, text)), default=0))


def github_command(name: str, properties: Mapping[str, object], message: str) -> OutputText:
    """Return a workflow command for GitHub's runner, escaped by the rules of its toolkit.

    The only lines of this program that begin with ``::``.
    """
    places = ",".join(f"{key}={_escape_property(str(value))}" for key, value in properties.items() if value)
    return OutputText(f"::{name} {places}::{_escape_data(message)}")


def _escape_data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return RUNNER_PREFIX.sub(r"#\\x23", escape_signs(escaped))


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
