"""The commands there are, by group, as data; a command's module is imported when it is called."""

from __future__ import annotations

from typing import NamedTuple

from simulator.words.sanitizer import OutputText, join_lines


class CommandEntry(NamedTuple):
    """A command: its name (also its module's), its group, and what it does in a few words."""

    name: str
    group: str
    summary: str


COMMANDS = (
    CommandEntry("call", "Rehearse", "play the caller yourself, at the terminal"),
    CommandEntry("play", "Rehearse", "play a scripted caller, or many"),
    CommandEntry("explain", "Rehearse", "say why a rule objects, or why a call goes as it does"),
    CommandEntry("show", "Know", "read the menu back in plain sentences"),
    CommandEntry("calendar", "Know", "write the dates of holidays into a file"),
    CommandEntry("check", "Know", "report what is wrong with a flow"),
    CommandEntry("prove", "Know", "prove that every caller gets out, and what else is claimed"),
    CommandEntry("readings", "Know", "say what depends on undocumented behaviour"),
    CommandEntry("diff", "Know", "say what callers would notice between two flows"),
    CommandEntry("test", "Test", "run the tests of flows, and say what broke where"),
    CommandEntry("recordings", "Know", "list what is recorded, used, unused; a sheet to record from"),
    CommandEntry("cover", "Test", "write the tests that cover a flow, or what others leave out"),
    CommandEntry("sandbox", "Provider", "run a provider to practise on, on this machine"),
    CommandEntry("login", "Provider", "keep an account: its address and its token"),
    CommandEntry("pull", "Provider", "write the live configuration into a flow's folder"),
    CommandEntry("plan", "Provider", "say what a push would change, for callers and at the provider"),
    CommandEntry("push", "Provider", "make the flow live, once every check and test holds"),
    CommandEntry("rollback", "Provider", "restore what was live before a push"),
    CommandEntry("history", "Provider", "list the pushes and rollbacks of a flow"),
    CommandEntry("adopt", "Provider", "tie a receptionist of the flow to a live one"),
    CommandEntry("status", "Provider", "tell whether the live configuration matches the folder"),
    CommandEntry("init", "Start", "write a small flow that plays, with tests"),
    CommandEntry("guide", "Start", "read the guide: longer explanations with examples"),
    CommandEntry("semantics", "Start", "list how the engine can behave, and what is documented"),
    CommandEntry("schema", "Start", "print a JSON Schema, for editors"),
)

TAKES_ENTRY = frozenset({"call", "check", "cover", "explain", "play", "prove", "readings", "show"})
"""The commands with ``--entry``: they can look at one receptionist of a flow."""

BY_NAME = {command.name: command for command in COMMANDS}


def overview(version: str) -> OutputText:
    """The help of the whole program."""
    lines = [
        f"ivrsim {version}: rehearse every call through a phone menu before it goes live",
        "",
        "usage: ivrsim COMMAND [FLOW] [options]",
    ]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines += ["", f"{group}:"]
        lines += [f"  {item.name:<10} {item.summary}" for item in COMMANDS if item.group == group]
    lines += [
        "",
        "FLOW is a receptionist file (YAML or JSON), a provider's answer, a folder with flow.yaml,",
        "example:NAME (such as example:clinic), or - for standard input; left out: the nearest",
        "flow.yaml upwards from here.",
        "",
        "Try:  ivrsim play example:clinic --caller '9 silence 1'",
        "      ivrsim COMMAND --help",
        "",
        "Exit codes: 0 nothing to object to, 1 findings or a claim that does not hold, 2 could not run.",
    ]
    return join_lines(lines)
