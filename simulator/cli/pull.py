"""``ivrsim pull``: what is live -> the folder of a flow."""

from __future__ import annotations

from simulator.cli.account_flags import add_account, locked, told
from simulator.cli.arguments import Parser, add_allow
from simulator.cli.changing import now
from simulator.cli.screen import complain, say
from simulator.remote.pull.choose import choose
from simulator.remote.pull.folder import difference, open_folder, write
from simulator.remote.pull.pull import Pulled, pull

LISTED_MOST = 20
"""So many unknown values are listed."""


def run(arguments: list[str]) -> int:
    """Pull, and say what came of it."""
    asked = _parser().read(arguments)
    folder = open_folder(asked.folder)
    found = told(asked, asked.folder)
    answers = found.answers
    chosen = choose(
        answers.receptionists, answers.numbers, wanted_numbers=asked.number, wanted_names=asked.receptionist
    )
    ids = {key: one.id for key, one in locked(folder.path, found).items()}
    pulled = pull(folder, answers, chosen, found.dialect, ids, today=now().date().isoformat())
    if asked.dry_run:
        say(difference(folder) or "nothing would change")
    elif folder.texts:
        write(folder)
    _tell(pulled, dry=asked.dry_run)
    return 0


def _parser() -> Parser:
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


def _tell(pulled: Pulled, *, dry: bool) -> None:
    """Each receptionist that differed; what else there is to know; what is left to be filled in."""
    folder = pulled.folder
    shown = complain if dry else say  # beside a diff
    for line in pulled.changes:
        shown(line)
    for note in pulled.notes:
        complain(f"note: {note}")
    for line in pulled.unknown[:LISTED_MOST]:
        complain(line)
    if len(pulled.unknown) > LISTED_MOST:
        complain(f"... and {len(pulled.unknown) - LISTED_MOST} more")
    if pulled.unknown:
        values = "1 value is" if len(pulled.unknown) == 1 else f"{len(pulled.unknown)} values are"
        complain(f"{values} UNKNOWN: until somebody fills in what the provider's portal shows, the flow does not play")
    if not dry:
        files = [folder.shown(path) for path in folder.texts]
        more = f" and {len(files) - LISTED_MOST} more" if len(files) > LISTED_MOST else ""
        written = f"written: {', '.join(files[:LISTED_MOST])}{more}"
        say(written if files else f"{folder.name}: nothing to write")
