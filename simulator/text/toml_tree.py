"""TOML as plain tables, with one clear message where a text is none: ``ivrsim.toml`` and ``accounts.toml``."""

from __future__ import annotations

import re
from typing import Any

from simulator.text.positions import UnreadableText
from simulator.text.text_file import decode_text


def toml_tree(content: bytes) -> dict[str, Any]:
    """Return the tables of a file's bytes, which may begin with a byte order mark. Raises ``UnreadableText``."""
    import tomllib  # by far not every project has such a file

    text = decode_text(content)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise UnreadableText("is nested too deep; tables of names and values are enough here") from None
    except tomllib.TOMLDecodeError as error:
        raise UnreadableText(f"is not TOML: {error}", _offset_in(str(error), text)) from None
    except ValueError:  # beyond what Python turns into a number
        raise UnreadableText("holds a number of thousands of digits; remove it") from None


def _offset_in(message: str, text: str) -> int:
    """Return the place of a refusal, which Python tells in words; -1 where it tells none."""
    match = re.search(r"\(at line (\d+), column (\d+)\)", message)
    if match is None:
        return -1
    lines = text.splitlines(keepends=True)
    return len("".join(lines[: int(match[1]) - 1])) + int(match[2]) - 1
