"""The page's modules, joined to one script: no build step, and nothing that a browser would have to fetch.

The modules of ``page/`` are plain ECMAScript modules, so editors and the type checker read them as they are. In the
page they share one scope: imports and the word ``export`` go, comments and white space too, in the order in which the
modules need each other. Names become short: each name the same short one everywhere, so that no scope has to be
known. For this, no two modules have a top-level name in common, and statements end with a semicolon. A variable
keeps its name if a module uses it that does not declare it, which is how names of the browser's are told from ours. Of
properties only those of our classes become short, where nothing else has a property of that name: no object of ours,
no data (``types.d.ts``), and, as a test asks one, no browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from simulator.web.script_tokens import KEYWORDS, RoleToken, declared_names, name_roles, read_tokens

FOLDER = Path(__file__).parent / "page"

MAIN = "main.js"
"""The module that begins; it imports all others."""

_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}\s+from\s+)?"\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async |class|const|function|let))", re.M)
_IS_WORD = re.compile(r"[\w$]")
_OPENING, _CLOSING, _ENDS = frozenset("({["), frozenset(")}]"), frozenset(";{}")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


NOTHING: frozenset[str] = frozenset()
"""The modules that are left out of a whole script: none."""


@cache
def page_script(without: frozenset[str] = NOTHING) -> str:
    """The script of a page, in strict mode and in a scope of its own; ``without`` these modules (``spare_modules``)."""
    order = module_order(without)
    modules = [read_roles(name, without) for name in order]
    declared = [
        declared_names(module) | imported_names(name, without) for name, module in zip(order, modules, strict=True)
    ]
    variables, properties = short_variables(modules, declared), short_properties(modules)
    joined = _plain_text(_fewer_signs([token for module in modules for token in module]), variables, properties)
    return f'(()=>{{"use strict";{joined}}})();\n'


def spare_modules(rows: Mapping[str, Any]) -> frozenset[str]:
    """Return the modules that the rows of a flow do not need; each has a stand-in, ``without_`` and its name."""
    spare = set[str]()
    if not any(kind.get("switch") for kind in rows["kinds"]):
        spare.add("switch_menus.js")
    if not any(outcome and "return" in outcome for outcome in rows["outcomes"]) and not any(
        map(_pauses, rows["kinds"])
    ):
        spare.add("way_back.js")
    return frozenset(spare)


def _pauses(kind: Mapping[str, Any]) -> bool:
    """Return whether an announcement enters in another way where no one has answered the call."""
    return "announcement" in kind and kind["announcement"]["pause"] != kind["enters"]


def module_order(without: frozenset[str] = NOTHING) -> list[str]:
    """The names of the modules, each after those that it imports. Raises ``ValueError`` for a circle."""
    order: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"the modules {' -> '.join([*above, name])} import each other")
        if name not in order:
            for imported in _IMPORT.findall(read_module(name, without)):
                visit(imported, (*above, name))
            order[name] = None

    visit(MAIN, ())
    return list(order)


def read_module(name: str, without: frozenset[str] = NOTHING) -> str:
    """The text of a module, or of what stands in for it."""
    return (FOLDER / (f"without_{name}" if name in without else name)).read_text(encoding="utf-8")


def read_roles(name: str, without: frozenset[str] = NOTHING) -> list[RoleToken]:
    """Return the tokens of a module with the roles of their names, without what imports and exports."""
    return list(name_roles(read_tokens(_EXPORT.sub("", _IMPORT.sub("", read_module(name, without))))))


def imported_names(name: str, without: frozenset[str] = NOTHING) -> set[str]:
    """Return the names that a module has of others."""
    return {
        each
        for names in re.findall(r"^import\s+\{([^}]*)\}", read_module(name, without), re.M)
        for each in re.findall(r"\w+", names)
    }


def short_variables(modules: Sequence[Sequence[RoleToken]], declared: Sequence[set[str]]) -> dict[str, str]:
    """Short names for the variables that every module declares (or imports) which uses them."""
    uses = [Counter(text for text, role in module if role in ("variable", "shorthand")) for module in modules]
    total = sum(uses, Counter[str]())
    foreign = {name for used, own in zip(uses, declared, strict=True) for name in used if name not in own}
    taken = foreign | KEYWORDS
    short = (name for name in _short_names() if name not in taken)
    return dict(zip((name for name, _ in total.most_common() if name not in foreign), short, strict=False))


def short_properties(modules: Sequence[Sequence[RoleToken]]) -> dict[str, str]:
    """Short names for members of our classes that nothing else has: they begin with a sign that no other name has.

    A name of one word may be a browser's property tomorrow, so only names of several words become short.
    """
    members = {text for module in modules for text in _member_names(module) if not text.islower()}
    others = {text for module in modules for text, role in module if role == "key"}
    others |= set(re.findall(r"\w+", (FOLDER / "types.d.ts").read_text(encoding="utf-8")))
    others |= {name for module in modules for name in _attribute_names(module)}
    uses = Counter(text for module in modules for text, role in module if role in ("property", "shorthand", "member"))
    names = (name for name, _ in uses.most_common() if name in members - others)
    return {name: f"${short}" for name, short in zip(names, _short_names(), strict=False)}


def _member_names(module: Sequence[RoleToken]) -> Iterator[str]:
    """Return the members that a module's classes define or assign to ``this``."""
    for place, (text, role) in enumerate(module):
        before = [token.text for token in module[max(0, place - 2) : place]]
        is_given = before == ["this", "."] and module[place + 1].text in ("=", "??=")
        if role == "member" or (role == "property" and is_given):
            yield text


def _attribute_names(module: Sequence[RoleToken]) -> Iterator[str]:
    """Yield the names that a module gives to attributes of elements (``dataset``): style sheets have them too."""
    for first, _, name in zip(module, module[1:], module[2:], strict=False):
        if first.text == "dataset":
            yield name.text


def _short_names() -> Iterator[str]:
    """Yield short names: first those of one letter, then those of two."""
    yield from _LETTERS
    yield from (f"{first}{second}" for first in _LETTERS for second in f"{_LETTERS}0123456789")


def _fewer_signs(tokens: Sequence[RoleToken]) -> Iterator[RoleToken]:
    """Return the tokens without the needless ones: ends before a closing brace, and words that begin the same again."""
    begun = [""]
    before = ";"
    place = 0
    while place < len(tokens):
        token = tokens[place]
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        place += 1
        if token.role is None:
            if token.text in _OPENING:
                begun.append("")
            elif token.text in _CLOSING:
                begun.pop()
            elif token.text == ";":
                if after in ("const", "let") and begun[-1] == after:
                    token = RoleToken(",", None)
                    place += 1
                else:
                    begun[-1] = ""
        elif token.text in ("const", "let") and before in _ENDS:
            begun[-1] = token.text
        before = token.text
        if token.role is not None or not (
            after == "}" if token.text == ";" else token.text == "," and after in _CLOSING
        ):
            yield token


def _plain_text(tokens: Iterable[RoleToken], variables: Mapping[str, str], properties: Mapping[str, str]) -> str:
    """Return tokens as text with short names, and with spaces only where two of them would become one."""
    parts: list[str] = [""]
    for text, role in tokens:
        word = text
        if role == "variable":
            word = variables.get(text, text)
        elif role in ("property", "member"):
            word = properties.get(text, text)
        elif role == "shorthand":
            pair = properties.get(text, text), variables.get(text, text)
            word = pair[0] if pair[0] == pair[1] else ":".join(pair)
        if parts[-1] and _would_join(parts[-1], word):
            parts.append(" ")
        parts.append(word)
    return "".join(parts)


def _would_join(last: str, text: str) -> bool:
    """Return whether two tokens need a space between them."""
    are_words = _IS_WORD.match(last[-1]) and _IS_WORD.match(text[0])
    return bool(are_words) or (last[-1] == text[0] and text[0] in "+-/")


def page_style() -> str:
    """Return the style sheet of a page that plays calls."""
    return joined_style(FOLDER / "page.css")


def joined_style(sheet: Path) -> str:
    """Return a style sheet on top of the common one, without comments and indentation; variables get short names."""
    sheets = (FOLDER / "base.css", sheet)
    text = re.sub(r"/\*.*?\*/", "", "".join(path.read_text(encoding="utf-8") for path in sheets), flags=re.S)
    variables = {name: f"--{number}" for number, name in enumerate(dict.fromkeys(re.findall(r"--[a-z][a-z-]*", text)))}
    text = re.sub(r"--[a-z][a-z-]*", lambda match: variables[match[0]], text)
    return re.sub(r";?\}", "}", "".join(line.strip() for line in text.splitlines()))
