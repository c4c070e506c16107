"""The page's modules, joined to one script: no build step, and nothing that a browser would have to fetch.

The modules of ``page/`` are plain ECMAScript modules, so editors and the type checker read them as they are. In the
page they share one scope: imports and the word ``export`` go, comments and needless spaces too, in the order in which
the modules need each other, and top-level names become short. For this, three rules hold, which a test keeps: no two
modules have a top-level name in common, no template holds another one, and no text looks like a comment.
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
_PATTERN = r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*"
_LITERAL = re.compile(rf"""("(?:[^"\\\n]|\\.)*"|(?<=[(=,:&|?!] ){_PATTERN}|(?<=[(!]){_PATTERN}|`(?:[^`\\]|\\.)*`)""")
"""Texts, patterns and templates, in which every space counts. No template of ours holds another one."""

_SPACES = re.compile(r" ?([=<>!&|?:;,{}()\[\]*/%]+|=>|(?<![+]) [+] (?![+])|(?<!-) - (?!-)) ?")
_DECLARATION = re.compile(r"^(?:export )?(?:async )?(const|class|function) (.*)$", re.M)

_LINE_ENDS = re.compile(r"(?<=[;{,(\[:?=&|+>])\n|\n(?=[})\]:?.&|])")
"""Ends of lines that separate nothing: none of them ends a statement."""


@cache
def page_script() -> str:
    """The whole script of a page, in strict mode and in a scope of its own."""
    joined = "".join(bare_text(read_module(name)) for name in module_order())
    names = [name for module in module_order() for name in top_level_names(read_module(module))]
    return f'(()=>{{"use strict";\n{_shorten(joined, names)}}})();\n'


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
    parts[::2] = [_LINE_ENDS.sub("", _SPACES.sub(lambda match: match[1].strip(), part)) for part in parts[::2]]
    return "".join(parts)


def top_level_names(module: str) -> list[str]:
    """The names that a module declares at its top level."""
    names: list[str] = []
    for kind, rest in _DECLARATION.findall(module):
        if kind == "const" and rest.startswith("{"):
            names += re.findall(r"\w+", rest.partition("}")[0])
        else:
            names += re.findall(r"(?:^|, )(\w+) = ", rest) if kind == "const" else re.findall(r"^\w+", rest)
    return names


def _shorten(text: str, names: list[str]) -> str:
    """Give top-level names of several letters short ones; a name that may be a property's somewhere stays."""
    parts = _LITERAL.split(text)
    code = "\n".join(part for part in parts if part[:1] not in ('"', "/"))
    properties = {word for group in re.findall(r"\.(\w+)|(\w+):|[{,](\w+)(?=[,}])", code) for word in group}
    long_names = [name for name in names if len(name) > 3 and name not in properties]
    short = {name: f"${number}" for number, name in enumerate(long_names)}
    found = re.compile(rf"(?<![\w$.])({'|'.join(short)})(?![\w$])")

    def rename(part: str) -> str:
        return found.sub(lambda match: short[match[1]], part)

    for place, part in enumerate(parts):
        if part.startswith("`"):
            parts[place] = re.sub(r"\$\{[^}]*\}", lambda match: rename(match[0]), part)
        elif place % 2 == 0:
            parts[place] = rename(part)
    return "".join(parts)


def page_style() -> str:
    """The style sheet of a page that plays calls."""
    return joined_style(FOLDER / "page.css")


def joined_style(sheet: Path) -> str:
    """A style sheet on what all pages have in common, without comments and indentation; variables have short names."""
    sheets = (FOLDER / "base.css", sheet)
    text = re.sub(r"/\*.*?\*/", "", "".join(path.read_text(encoding="utf-8") for path in sheets), flags=re.S)
    variables = {name: f"--{number}" for number, name in enumerate(dict.fromkeys(re.findall(r"--[a-z][a-z-]*", text)))}
    text = re.sub(r"--[a-z][a-z-]*", lambda match: variables[match[0]], text)
    return re.sub(r";?\}", "}", "".join(line.strip() for line in text.splitlines()))
