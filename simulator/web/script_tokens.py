"""The tokens of an ECMAScript module, and what each name in it is: as much of the language as the page's modules use.

A name is a variable or a property. That decides what may be shortened (``page_scripts``), and needs the kind of each
brace only: ``{`` opens a class, an object (or the pattern of one), or a block. In an object a name between ``{`` or
``,`` and ``:`` is a key, and one that stands alone is both a key and a variable::

    const {target, node: typed} = place;    target: both; node: key; typed, place: variables
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TokenKind = Literal["name", "number", "text", "sign"]
"""A text is a string, a pattern, or a piece of a template: every sign in it counts."""

Role = Literal["keyword", "variable", "property", "key", "shorthand", "member"]
"""What a name is. A ``member`` is defined in a class, a ``key`` in an object; a ``shorthand`` is key and variable."""

KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        "async await break case catch class const continue default delete do else export extends false finally for "
        "from function get if import in instanceof let new null of return static super switch this throw true try "
        "typeof undefined void while yield",
    )
)

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>0x[\da-f]+|\d[\d_]*(?:\.\d+)?(?:e\d+)?)
    |(?P<text>"(?:[^"\\\n]|\\.)*")
    |(?P<sign>=>|\.\.\.|\?\.(?!\d)|\?\?=?|[=!]==?|&&|\|\||\*\*|\+\+|--|[-+*/%<>]=|.)""",
    re.X | re.S,
)
_PATTERN = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TEMPLATE_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.S)

_BEFORE_VALUE = frozenset({"return", "typeof", "case", "of", "in", "await", "new", "throw", "else", "default"})
_BEFORE_OBJECT = frozenset({*"(,=:[?", "&&", "||", "??", "...", "return", "const", "let", "of", "in", "default"})


class SourceToken(NamedTuple):
    """A token and its text; white space and comments are none."""

    kind: TokenKind
    text: str


class RoleToken(NamedTuple):
    """A token with the role of its name; None: it is no name."""

    text: str
    role: Role | None


def read_tokens(module: str) -> list[SourceToken]:
    """Return the tokens of a module. Raises ``ValueError`` for a text that does not end."""
    tokens: list[SourceToken] = []
    end = _read_until(module, 0, tokens, closing="")
    assert end == len(module)
    return tokens


def _read_until(text: str, at: int, tokens: list[SourceToken], *, closing: str) -> int:
    """Read tokens up to the sign that closes the present brace (empty: to the end); return the place after it."""
    depth = 0
    while at < len(text):
        if text[at] == "`":
            at = _read_template(text, at + 1, tokens)
            continue
        if (
            text[at] == "/"
            and text[at + 1] not in "/*"
            and _begins_value(tokens)
            and (pattern := _PATTERN.match(text, at))
        ):
            tokens.append(SourceToken("text", pattern[0]))
            at = pattern.end()
            continue
        match = _TOKEN.match(text, at)
        assert match is not None, "every sign is a token"
        at = match.end()
        if match.lastgroup == "space":
            continue
        if match[0] == closing and depth == 0:
            return at
        depth += (match[0] == "{") - (match[0] == "}")
        if match[0] in "\"'":
            raise ValueError(f"a text that does not end: {text[match.start() : match.start() + 40]}")
        tokens.append(SourceToken(match.lastgroup, match[0]))  # type: ignore[arg-type]  # the groups are the kinds
    return at


def _read_template(text: str, at: int, tokens: list[SourceToken]) -> int:
    """Read a template: its texts as they are, and what stands between them as tokens."""
    begun = "`"
    while True:
        match = _TEMPLATE_TEXT.match(text, at)
        assert match is not None, "a text may be empty"
        at = match.end()
        if text[at : at + 1] == "`":
            tokens.append(SourceToken("text", f"{begun}{match[0]}`"))
            return at + 1
        if text[at : at + 2] != "${":
            raise ValueError(f"a template that does not end: {text[at - 40 : at]}")
        tokens.append(SourceToken("text", f"{begun}{match[0]}${{"))
        at = _read_until(text, at + 2, tokens, closing="}")
        begun = "}"


def _begins_value(tokens: list[SourceToken]) -> bool:
    """Return whether a value can begin after these tokens: then a slash begins a pattern."""
    if not tokens:
        return True
    last = tokens[-1]
    return (
        last.text in _BEFORE_VALUE if last.kind == "name" else last.kind == "sign" and last.text not in (")", "]", "}")
    )


def name_roles(tokens: list[SourceToken]) -> Iterator[RoleToken]:
    """Yield each token with the role of its name."""
    opened: list[str] = [""]
    is_class = False
    for place, (kind, text) in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if kind == "name":
            role = _role_of(text, before, after, opened[-1])
            is_class = is_class or (role == "keyword" and text == "class")
            yield RoleToken(text, role)
            continue
        if kind == "sign" and text in "{([":
            opened.append(text)
            if text == "{":
                opened[-1] = "class" if is_class else "object" if before in _BEFORE_OBJECT else "block"
                is_class = False
        elif kind == "sign" and text in "})]":
            opened.pop()
        elif kind == "text":
            if text.startswith("}"):
                opened.pop()
            if text.endswith("${"):
                opened.append("template")
        yield RoleToken(text, None)


def _role_of(text: str, before: str, after: str, inside: str) -> Role:
    if before in (".", "?."):
        return "property"
    if (
        inside == "class"
        and after in ("(", "=", ";")
        and (before in ("{", "}", ";") or before in ("get", "async", "static"))
    ):
        return "member"
    if inside == "object" and before in ("{", ","):
        if after in (":", "("):
            return "key"
        if after in (",", "}", "="):
            return "shorthand"
    return "keyword" if text in KEYWORDS else "variable"


def declared_names(tokens: list[RoleToken]) -> set[str]:
    """Return the variables that a module declares or imports, wherever in it: none that only the browser knows."""
    declared: set[str] = set()
    closing = _closing_places(tokens)
    for place, (text, role) in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if role == "variable" and (before in ("const", "let", "class", "function") or after in ("=", "=>")):
            declared.add(text)
        if place in closing:
            after_group = tokens[closing[place] + 1].text if closing[place] + 1 < len(tokens) else ""
            is_pattern = text != "(" and after_group in ("=", "of")
            is_import = text == "{" and before == "import"
            takes_values = after_group == "{" and (before == "catch" or _is_function(tokens, place))
            if is_pattern or is_import or (text == "(" and (after_group == "=>" or takes_values)):
                declared |= _bound_names(tokens, closing, place)
    return declared


def _is_function(tokens: list[RoleToken], place: int) -> bool:
    """Return whether a parenthesis holds what a function or a method takes."""
    return tokens[place - 1].role == "member" or (place > 1 and tokens[place - 2].text == "function")


def _bound_names(tokens: list[RoleToken], closing: dict[int, int], start: int) -> set[str]:
    """Return the names that a pattern, or a function's parentheses, bind; names used in defaults are left out."""
    names: set[str] = set()
    place = start + 1
    while place < closing[start]:
        text, role = tokens[place]
        if text == "(":
            place = closing[place]
        elif role == "shorthand" or (role == "variable" and tokens[place - 1].text in ("(", "[", ",", ":", "{", "...")):
            names.add(text)
        place += 1
    return names


def _closing_places(tokens: list[RoleToken]) -> dict[int, int]:
    """Return the place of each closing bracket by that of its opening one."""
    places: dict[int, int] = {}
    opened: list[int] = []
    for place, (text, role) in enumerate(tokens):
        if role is None and text in ("{", "(", "["):
            opened.append(place)
        elif role is None and text in ("}", ")", "]"):
            places[opened.pop()] = place
    return places
