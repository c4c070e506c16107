"""``ivrsim pull``: what is live -> the folder of a flow."""

from __future__ import annotations

from simulator.cli.account_flags import add_account, owned_by_lock, read_account
from simulator.cli.arguments import Parser, add_allow
from simulator.cli.change_flags import utc_now
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.provider.live.matching import match_ids
from simulator.provider.pull.folder import folder_diff, open_folder, write_folder
from simulator.provider.pull.pull_run import PullResult, pull_into
from simulator.provider.pull.selection import known_routes, select_receptionists

LISTED_MOST = 20
"""So many unknown values are listed."""


def run(arguments: list[str]) -> int:
    """Pull, and say what came of it."""
    options = _build_parser().read_arguments(arguments)
    folder = open_folder(options.folder)
    account_view = read_account(options, options.folder, hours=lambda: "where used")
    inventory = account_view.inventory
    ids = {key: owned.id for key, owned in owned_by_lock(folder.path, account_view).items()}
    chosen = select_receptionists(
        inventory.receptionists,
        inventory.numbers,
        wanted_numbers=options.number,
        wanted_names=options.receptionist,
        routes=known_routes(folder.flow, match_ids(folder.drafts, ids, inventory.receptionists).ids),
    )
    today = utc_now().date().isoformat()
    with ProgressLine(timed=True) as progress:
        pulled = pull_into(folder, inventory, chosen, account_view.dialect, ids, today=today, show=progress.show)
    if options.dry_run:
        say(folder_diff(folder) or "nothing would change")
    elif folder.texts:
        write_folder(folder)
    _report_pull(pulled, dry=options.dry_run)
    return 0


def _build_parser() -> Parser:
    parser = Parser(
        "pull",
        "write the live configuration into a flow's folder; only values that differ are changed",
        "ivrsim pull flows/clinic --number +441632960001",
    )
    parser.add_argument("folder", metavar="DIR", help="the folder of a flow, an empty one, or a new one")
    parser.add_argument(
        "--number",
        metavar="N",
        action="append",
        default=[],
        help="only what a call to this number can reach; may be repeated",
    )
    parser.add_argument(
        "--receptionist",
        metavar="NAME",
        action="append",
        default=[],
        help="only this one and what can be reached from it (its name or id); may be repeated",
    )
    add_allow(parser)
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")
    add_account(parser)
    return parser


def _report_pull(pulled: PullResult, *, dry: bool) -> None:
    """Each receptionist that differed; what else there is to know; what is left to be filled in."""
    folder = pulled.folder
    write = complain if dry else say  # beside a diff
    for line in pulled.changes:
        write(line)
    for note in pulled.notes:
        complain(f"note: {note}")
    for line in pulled.unknown[:LISTED_MOST]:
        complain(line)
    if len(pulled.unknown) > LISTED_MOST:
        complain(f"... and {len(pulled.unknown) - LISTED_MOST} more")
    if pulled.unknown:
        values = "1 value is" if len(pulled.unknown) == 1 else f"{len(pulled.unknown)} values are"
        complain(f"{values} UNKNOWN: fill in what the provider's portal shows; until then the flow does not play")
    if not dry:
        files = [folder.display_path(path) for path in folder.texts]
        more = f" and {len(files) - LISTED_MOST} more" if len(files) > LISTED_MOST else ""
        written = f"written: {', '.join(files[:LISTED_MOST])}{more}"
        say(written if files else f"{folder.name}: nothing to write")
