"""What of each command is measured as flows grow, and why the others are not.

A test of ``cli.commands`` compares this list with the commands that there are, so that none is forgotten.
"""

from __future__ import annotations

from typing import NamedTuple

SIZES = (1, 10, 100, 1_000, 10_000)
"""Receptionists of the flows."""


class CommandCase(NamedTuple):
    """A command line, run in a folder with the files of a flow of each size.

    The folder has ``flow.json``, ``new.json`` (one change), ``patch.yaml`` (a change of one menu), ``hours.json``
    (with schedules), ``live.json`` (the provider's list response), ``menus.calls.yaml`` (a test for each menu),
    ``menus.csv`` (the menus as a spreadsheet) and ``calls.csv`` (as many past calls).
    ``codes`` are the exit codes that are right; ``sizes`` are fewer where a run would take over a minute.
    """

    line: str
    sizes: tuple[int, ...] = SIZES
    codes: tuple[int, ...] = (0,)

    @property
    def command(self) -> str:
        """The name of the command."""
        return self.line.split()[0]


_WEEK = "--number +441632960040 --during 2027-01-04/2027-01-11"

CASES = (
    CommandCase("call flow.json --plain"),
    CommandCase("play flow.json --caller 1"),
    CommandCase("explain flow.json --caller 1"),
    CommandCase("show flow.json"),
    CommandCase("check flow.json", codes=(0, 1)),
    CommandCase("prove flow.json", codes=(0, 1)),
    CommandCase("readings flow.json"),
    # The menu that is called costs more than loading the flow, and which menu that is differs from flow to flow.
    CommandCase("identify flow.json --sheet text --today 2027-01-04", sizes=(100, 3_000, 10_000)),
    CommandCase("diff flow.json new.json"),
    CommandCase("diff flow.json new.json --new-semantics acefone"),
    CommandCase("odds flow.json"),
    CommandCase("traffic flow.json --calls 1e5"),
    CommandCase("odds flow.json --fit calls.csv"),
    CommandCase("replay calls.csv flow.json --against new.json"),
    CommandCase("replay calls.csv flow.json --against new.json --workers 2"),
    CommandCase("recordings flow.json"),
    CommandCase("test menus.calls.yaml"),
    CommandCase("test menus.calls.yaml --coverage", sizes=(1, 10, 100, 1_000)),
    CommandCase("test menus.calls.yaml --mutate", sizes=(1, 10, 100, 300)),
    CommandCase("cover flow.json", sizes=(1, 10, 100, 1_000)),
    CommandCase("cover flow.json (refused)", sizes=(1, 3_000, 10_000), codes=(0, 2)),
    CommandCase(f"calendar hours.json {_WEEK}"),
    CommandCase("draw flow.json -o map.svg --force"),
    CommandCase("demo flow.json -o page.html --force"),
    CommandCase("report flow.json -o report.html --force", sizes=(1, 10, 100, 1_000)),
    CommandCase("render flow.json --caller 1 --no-speech -o call.wav --force"),
    CommandCase("export asterisk flow.json -o dialplan --no-speech --force", sizes=(1, 10, 100, 1_000)),
    CommandCase("export csv flow.json -o sheet.csv --force"),
    CommandCase("apply patch.yaml flow.json --dry-run", codes=(0, 1)),
    CommandCase("import menus.csv -o imported --dry-run"),
    CommandCase("pull pulled --dry-run --from live.json"),
    CommandCase("plan flow.json --from live.json"),
    CommandCase("status flow.json --from live.json"),
)
"""The cases, in the order of the table; those of commands that there are not (yet) are left out."""

NOT_MEASURED = {
    "agree": "rings calls in real time, on an engine that is not ours",
    "sandbox": "serves until it is stopped, and takes no flow",
    "serve": "serves until it is stopped; its pages are those of demo",
    "login": "takes no flow",
    "push": "does what plan shows, one request for each receptionist that differs",
    "rollback": "pushes a receipt",
    "history": "lists receipts, whatever the size of the flow",
    "adopt": "changes one line of the lock",
    "init": "writes a flow of two menus",
    "guide": "takes no flow",
    "doctor": "loads flows, as check does, and looks at the installation",
    "semantics": "takes no flow",
    "schema": "takes no flow",
}
"""Commands that have no case, and why."""
