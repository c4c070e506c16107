"""``ivrsim guide``: print a page of the guide, or the list of pages."""

from __future__ import annotations

from simulator.cli.arguments import Parser
from simulator.cli.screen import say
from simulator.errors import UsageError
from simulator.guide import PAGES, page_text
from simulator.words.suggestion import suggest
from simulator.words.table import align_columns


def run(arguments: list[str]) -> int:
    """Print the list of pages, or one page as Markdown."""
    parser = Parser("guide", "read the guide: longer explanations with examples", "ivrsim guide callers")
    parser.add_argument("page", nargs="?", metavar="PAGE", help="the page to print (default: the list of pages)")
    options = parser.read_arguments(arguments)
    say(*(_read_page(options.page).splitlines() if options.page else _index_lines()))
    return 0


def _read_page(name: str) -> str:
    if name in PAGES:
        return page_text(name)
    suggestion = suggest(name, PAGES, f"the pages are {', '.join(PAGES)}")
    raise UsageError(f"{name!r} is not a page of the guide{suggestion}")


def _index_lines() -> list[str]:
    return [
        "Pages of the guide:",
        "",
        *align_columns(PAGES.items()),
        "",
        "Read one:  ivrsim guide callers",
    ]
