"""The page's modules, joined to one script: no build step, and nothing that a browser would have to fetch.

The modules of ``page/`` are plain ECMAScript modules, so editors and the type checker read them as they are. In the
page they share one scope: imports and the word ``export`` go, comments and indentation too, in the order in which
the modules need each other. For this, two rules hold, which a test keeps: no two modules have a top-level name in
common, and no line of a module that begins like a comment is anything else.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "page"

MAIN = "main.js"
"""The module that begins; it imports all others."""

_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}\s+from\s+)?"\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async |class|const|function|let))", re.M)
_COMMENTS = re.compile(r"/\*\*.*?\*/[ \n]?|^\s*//[^\n]*\n| // [^\n]*$", re.M | re.S)
_LITERAL = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|(?<=[(=,:&|?!] )/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*|(?<=[(!])/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*|`(?:[^`\\]|\\.)*`)"""
)
"""Texts, patterns and templates, in which every space counts. No template of ours holds another one."""

_SPACES = re.compile(r" ?([=<>!&|?:;,{}()\[\]*/%]+|=>|(?<![+]) [+] (?![+])|(?<!-) - (?!-)) ?")

@cache
def page_script() -> str:
    """The whole script of a page, in strict mode and in a scope of its own."""
    joined = "".join(bare_text(read_module(name)) for name in module_order())
    return f'(()=>{{"use strict";\n{joined}}})();\n'


def module_order() -> list[str]:
    """The names of the modules, each after those that it imports. Raises ``ValueError`` for a circle."""
    order: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"the modules {' -> '.join([*above, name])} import each other")
        if name not in order:
            for imported in _IMPORT.findall(read_module(name)):
                visit(imported, (*above, name))
            order[name] = None

    visit(MAIN, ())
    return list(order)


def read_module(name: str) -> str:
    """The text of a module."""
    return (FOLDER / name).read_text(encoding="utf-8")


def bare_text(module: str) -> str:
    """A module without imports, comments, indentation, and spaces that mean nothing."""
    text = _EXPORT.sub("", _IMPORT.sub("", _COMMENTS.sub("", module)))
    lines = (line.strip() for line in text.splitlines())
    return _squeeze("".join(f"{line}\n" for line in lines if line))


def _squeeze(text: str) -> str:
    parts = _LITERAL.split(text)
    parts[::2] = [_SPACES.sub(lambda match: match[1].strip(), part) for part in parts[::2]]
    return "".join(parts)


def page_style() -> str:
    """The style sheet, without comments and indentation."""
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / "page.css").read_text(encoding="utf-8"), flags=re.S)
    return "".join(f"{line}\n" for line in (line.strip() for line in text.splitlines()) if line)
