"""The files that ivrsim writes for itself, read back: JSON that holds only what a file can hold.

Python's own reader takes more (``NaN``, halves of characters, numbers beyond any float) and gives up in
more ways (its stack, the digits of a number). Here all of them are one ``ValueError`` with a reason.
"""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path
from typing import Any, NoReturn

from simulator.text.text_file import FILE_MOST

# patterns as text: `re` compiles each when it is first used, which most commands never do
_SURROGATE = "[\ud800-\udfff]"
_ESCAPED_SURROGATE = r"\\u[dD][89a-fA-F]"


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises ``OSError`` for a folder, a pipe or a device, before it is opened."""
    if refuse_irregular(path) > FILE_MOST:
        raise OSError(errno.EFBIG, f"is over {FILE_MOST // 1_000_000} MB; a file may hold at most that", str(path))
    return path.read_bytes()


def refuse_irregular(path: Path) -> int:
    """Return the size of a regular file; raise ``OSError`` for anything else, which might never end."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder, not a file", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "is a pipe or a device, not a file", str(path))
    return status.st_size


def read_json(path: Path) -> Any:
    """Return the value in a JSON file. Raises ``OSError``, or ``ValueError`` that says why it is not JSON."""
    return parse_json(read_regular(path))


def parse_json(content: bytes | str) -> Any:
    """Return the value of JSON in UTF-8. Raises ``ValueError`` that says in one line why it is not JSON."""
    import json  # who reads a file as bytes, or hears that there is none, needs no parser

    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=read_float)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: byte {error.start + 1:,} is 0x{error.object[error.start]:02x}") from None
    except json.JSONDecodeError as error:
        from simulator.text.json_tree import settle_error

        refused = settle_error(error)
        raise ValueError(f"not JSON: {refused.msg} at line {refused.lineno}, column {refused.colno}") from None
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ValueError as error:
        message = str(error)
        raise ValueError(message if message.startswith("holds ") else "holds a number of thousands of digits") from None
    if value != replace_halves(value, text):
        raise ValueError("holds half a character (\\ud800 to \\udfff alone)")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"holds {name}, which is not a JSON number")


def read_float(digits: str) -> float:
    """Return a number of JSON. Raises ``ValueError`` for one that only infinity could stand for."""
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("holds a number beyond 10^308")
    return value


def replace_halves(value: Any, text: str) -> Any:
    """Return the value of a JSON text with U+FFFD for halves of characters; escapes in pairs are whole ones."""
    import json

    if not (re.search(_SURROGATE, text) or re.search(_ESCAPED_SURROGATE, text)):
        return value
    return json.loads(re.sub(_SURROGATE, "\N{REPLACEMENT CHARACTER}", json.dumps(value, ensure_ascii=False)))
