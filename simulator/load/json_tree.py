"""JSON to a plain tree: strict, with doubled keys, NaN and impossible numbers refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from simulator.load.places import Tree, Unreadable

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


def json_tree(text: str) -> Tree:
    """The tree of a JSON text. Raises ``Unreadable`` with the place of the first refusal."""
    if not text.strip():
        raise Unreadable("is empty; a receptionist, a flow or a provider's answer is needed")
    if text.count(",") > COMMAS_MOST:
        raise Unreadable(f"holds over {COMMAS_MOST:,} values; a file may hold at most that")
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
        raise Unreadable(_explained(text, error), error.pos) from None
    except RecursionError:
        raise Unreadable("nests far too deep; a flow needs 6") from None
    except ValueError as error:
        from simulator.load.json_tokens import refused_number

        raise Unreadable(*refused_number(text)) from error
    return tree


def _refused_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _explained(text: str, error: json.JSONDecodeError) -> str:
    rest = text[error.pos : error.pos + 2]
    before = text[: error.pos].rstrip()[-1:]
    if rest[:1] == "'":
        return "JSON writes texts in double quotes"
    if rest[:1] == "#" or rest in ("//", "/*"):
        return "JSON has no comments; remove this, or write YAML in a .yaml file"
    if rest[:1] and rest[:1] in "}]" and before == ",":
        return f"a comma stands before the closing {rest[0]}; remove it"
    if error.pos >= len(text.rstrip()) and error.msg.startswith("Expecting"):
        return "the text ends too early; a value or a closing bracket is missing"
    return _SAID.get(error.msg, f"is not JSON: {error.msg}")
