"""Values of a file of tests as YAML text: names, paths, prose, lists and answers, quoted where they have to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.graph.plain_words import visible
from simulator.text.yaml_quotes import quote_yaml

# patterns as text: `re` compiles each when it is first used, which most commands never do
_PLAIN = r"(?a)[A-Za-z0-9][\w '()/+.&-]*|[a-z_]+\|\|\w+"
_PROSE = r"(?a)[A-Za-z0-9][\w ',()/+.&-]*"
_PATH = r"(?a)[A-Za-z0-9._][\w./-]*|example:[\w.-]+"
RESERVED_WORDS = frozenset({"nothing", "true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})
"""Words that mean something else, in YAML or in a test."""


def plain_scalar(text: str) -> str:
    """Return a name unquoted where every YAML reader takes it for text, else quoted."""
    safe = re.fullmatch(_PLAIN, text) and not text.replace(".", "").isdigit() and text.lower() not in RESERVED_WORDS
    return text if safe and text == text.strip() else quote_yaml(text)


def path_scalar(text: str) -> str:
    """Return a path, quoted where YAML could mistake it."""
    return text if re.fullmatch(_PATH, text) else quote_yaml(text)


def prose_scalar(text: str) -> str:
    """Return a name of a test, quoted where YAML could mistake it."""
    text = visible(text)
    return text if re.fullmatch(_PROSE, text) and text == text.strip() else quote_yaml(text)


def flow_list(scalars: Sequence[str]) -> str:
    """Return scalars as a list in one line."""
    return f"[{', '.join(map(flow_scalar, scalars))}]"


def flow_scalar(text: str) -> str:
    """A value within braces or brackets, where a comma would end it."""
    return quote_yaml(text) if "," in text and not text.startswith('"') else text


def given_scalar(value: Any) -> str:
    """An answer, or a list of them, or one with its time, within braces."""
    match value:
        case list() | tuple():
            return f"[{', '.join(map(given_scalar, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{name}: {given_scalar(part)}' for name, part in value.items())}}}"
        case _:
            return flow_scalar(plain_scalar(str(value)))
