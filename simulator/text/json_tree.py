"""JSON to a plain tree: strict, with doubled keys, NaN and impossible numbers refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from simulator.text.positions import EmptyText, Tree, UnreadableText

COMMAS_MOST = 5_000_000
"""A bound on the number of values, known before anything is built."""

_SAID = {
    "Expecting value": "a value is missing or misspelt here",
    "Expecting property name enclosed in double quotes": 'a field\'s name in double quotes is needed here: "name"',
    "Expecting ':' delimiter": "a colon is missing before this",
    "Expecting ',' delimiter": "a comma, or the closing } or ], is missing before this",
    "Extra data": "something follows the end of the JSON value",
    "Unterminated string starting at": "the text that starts here is never closed by a double quote",
    "Invalid control character at": "a line break or tab inside a text; write \\n or \\t",
    "Invalid \\escape": 'a backslash starts an escape; write it twice: "\\\\"',
    "Invalid \\uXXXX escape": "\\u needs four hexadecimal digits",
    "Illegal trailing comma before end of object": "a comma stands before the closing }; remove it",
    "Illegal trailing comma before end of array": "a comma stands before the closing ]; remove it",
}

_TRAILING = {
    ("Expecting property name enclosed in double quotes", "}"): "Illegal trailing comma before end of object",
    ("Expecting value", "]"): "Illegal trailing comma before end of array",
}
"""What Python up to 3.12 says, and at which bracket; what it says from 3.13."""


def json_tree(text: str) -> Tree:
    """The tree of a JSON text. Raises ``UnreadableText`` with the place of the first refusal."""
    if not text.strip():
        raise EmptyText("is empty")
    if text.count(",") > COMMAS_MOST:
        raise UnreadableText(f"holds over {COMMAS_MOST:,} values; a file may hold at most that")
    tree = Tree()

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) != len(pairs):
            tree.repeated = True
            fields = dict(reversed(pairs))  # the first holds
        return fields

    try:
        tree.root = json.loads(text, object_pairs_hook=unique, parse_constant=_refused_constant)
    except json.JSONDecodeError as error:
        refused = settle_error(error)
        raise UnreadableText(_explain_error(text, refused), refused.pos) from None
    except RecursionError:
        raise UnreadableText("nests far too deep; a flow needs 6") from None
    except ValueError as error:
        from simulator.text.json_tokens import refused_number

        raise UnreadableText(*refused_number(text)) from error
    return tree


def settle_error(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return the error with the text and the place that do not depend on the version of Python.

    Up to 3.12 a comma before a closing bracket is a missing name or value at the bracket, from 3.13 an illegal
    trailing comma at the comma. Here it is an illegal trailing comma at the bracket, where the reader stopped.
    """
    at = error.pos
    if error.msg in _TRAILING.values():
        at += 1 + len(error.doc[at + 1 :]) - len(error.doc[at + 1 :].lstrip())
        return json.JSONDecodeError(error.msg, error.doc, at)
    trailing = _TRAILING.get((error.msg, error.doc[at : at + 1]))
    if trailing and error.doc[:at].rstrip().endswith(","):
        return json.JSONDecodeError(trailing, error.doc, at)
    return error


def _refused_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _explain_error(text: str, error: json.JSONDecodeError) -> str:
    signs = text[error.pos : error.pos + 2]
    before = text[: error.pos].rstrip()[-1:]
    if signs[:1] == "'":
        return "JSON writes texts in double quotes"
    if signs[:1] == "#" or signs in ("//", "/*"):
        return "JSON has no comments; remove this, or write YAML in a .yaml file"
    if signs[:1] and signs[:1] in "}]" and before == ",":
        return f"a comma stands before the closing {signs[0]}; remove it"
    if error.pos >= len(text.rstrip()) and error.msg.startswith("Expecting"):
        return "the text ends too early; a value or a closing bracket is missing"
    return _SAID.get(error.msg, f"is not JSON: {error.msg}")
