"""``ivrsim import``: menus of another system -> the folder of a flow."""

from __future__ import annotations

import argparse

from simulator.cli.arguments import Parser, add_format, one_of
from simulator.cli.screen import complain, say
from simulator.errors import UsageError
from simulator.exchange.flow_merge import FolderMerge, merge_into
from simulator.exchange.import_report import construct_lines, count_line, losses
from simulator.exchange.imported_flow import ImportedFlow
from simulator.exchange.source_format import FORMATS, recognise_format
from simulator.provider.pull.folder import folder_diff, open_folder
from simulator.words.markup import dump_json

LISTED_MOST = 20
"""So many written files are listed."""


def run(arguments: list[str]) -> int:
    """Import, and say what became of every construct of the source."""
    options = _build_parser().read_arguments(arguments)
    if not options.output:
        raise UsageError("import writes a folder; use -o FOLDER, such as -o flows/clinic")
    if options.timezone is not None:
        _refuse_bad_zone(options.timezone)
    imported = _read_source(options)
    folder = open_folder(options.output)
    merge = merge_into(folder, imported)
    difference = folder_diff(folder) if options.dry_run or folder.shelf is not None else ""
    if not options.dry_run and (folder.texts or merge.sounds):
        merge.write()
    if options.format == "json":
        say(dump_json(_result_json(options, imported, merge), indent=2))
    else:
        say(f"{imported.source} is {imported.tells}")
        say(*construct_lines(imported.constructs))
        if difference or options.dry_run:
            say(difference or "nothing would change")
        _tell_outcome(options, imported, merge)
    for note in merge.notes:
        complain(f"note: {note}")
    return 1 if losses(imported.constructs) and not options.accept else 0


def _build_parser() -> Parser:
    parser = Parser(
        "import",
        "write the menus of another system into a flow's folder, and list what became of each of its parts",
        "ivrsim import backup.tar.gz -o flows/clinic",
    )
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help="a FreePBX backup (.tar.gz), its folder or its Ivr.json, or a CSV with the columns menu, key, "
        "destination and prompt",
    )
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", help="the folder of the flow: a new one, or one of an earlier import"
    )
    choices = "{" + ",".join(FORMATS) + "}"
    parser.add_argument(
        "--from",
        dest="system",
        type=one_of(*FORMATS),
        metavar=choices,
        help="the format of SOURCE (default: what it looks like)",
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help="exit with 0 although callers could notice a loss, and keep destinations that point nowhere as ends",
    )
    parser.add_argument("--timezone", metavar="ZONE", help="the zone of the hours where SOURCE does not state it")
    parser.add_argument("--no-audio", action="store_true", help="leave the sound files of the recordings out")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")
    add_format(parser, "text", "json")
    return parser


def _refuse_bad_zone(name: str) -> None:
    from simulator.calendar.zones import load_zone

    try:
        load_zone(name)
    except ValueError as error:
        raise UsageError(f"--timezone: {error}") from None


def _read_source(options: argparse.Namespace) -> ImportedFlow:
    system = options.system or recognise_format(options.source)
    if system == "csv":
        from simulator.exchange.csv_import import import_csv

        return import_csv(options.source)
    from simulator.exchange.backup_files import open_backup
    from simulator.exchange.freepbx_import import import_freepbx

    return import_freepbx(
        open_backup(options.source),
        options.source,
        zone=options.timezone,
        accepts=options.accept,
        with_sounds=not options.no_audio,
    )


def _tell_outcome(options: argparse.Namespace, imported: ImportedFlow, merge: FolderMerge) -> None:
    """Say what was written, and how many constructs there are of each fate."""
    for change in merge.changes:
        say(change)
    folder = merge.folder
    files = [folder.display_path(path) for path in (*folder.texts, *merge.sounds)]
    if not options.dry_run:
        more = f" and {len(files) - LISTED_MOST} more" if len(files) > LISTED_MOST else ""
        say(f"written: {', '.join(files[:LISTED_MOST])}{more}" if files else f"{folder.name}: nothing to write")
    say(count_line(imported.constructs))


def _result_json(options: argparse.Namespace, imported: ImportedFlow, merge: FolderMerge) -> dict[str, object]:
    folder = merge.folder
    return {
        "source": imported.source,
        "format": imported.tells,
        "semantics": imported.semantics.label,
        "folder": folder.name,
        "written": [] if options.dry_run else [folder.display_path(path) for path in (*folder.texts, *merge.sounds)],
        "changes": merge.changes,
        "notes": merge.notes,
        "constructs": [construct.json for construct in imported.constructs],
    }
