"""The flags of commands that read records of past calls."""

from __future__ import annotations

from simulator.cli.arguments import Parser
from simulator.loader.column_map import FACTS, PRESETS


def add_map(parser: Parser) -> None:
    """Add ``--map``, which says what the columns are."""
    parser.add_argument(
        "--map",
        metavar="MAP",
        help=f"which columns say what: {', '.join(PRESETS)}, or a YAML file with {', '.join(FACTS)}",
    )
