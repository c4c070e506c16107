"""The table of commands, by group; a command's module is imported when it is called."""

from __future__ import annotations

from simulator.fast_classes import NamedTuple
from simulator.words.sanitizer import OutputText, join_lines


class CommandEntry(NamedTuple):
    """A command: its name (also its module's), its group, and what it does in a few words."""

    name: str
    group: str
    summary: str

    @property
    def module(self) -> str:
        """Return the name of its module: Python keeps the word ``import`` for itself."""
        return f"simulator.cli.{'import_' if self.name == 'import' else self.name}"


COMMANDS = (
    CommandEntry("call", "Rehearse", "make a call yourself, at the terminal"),
    CommandEntry("play", "Rehearse", "play one scripted caller, or many"),
    CommandEntry("explain", "Rehearse", "explain a rule, or why a call goes as it does"),
    CommandEntry("show", "Know", "read the menu back in plain sentences"),
    CommandEntry("check", "Know", "report what is wrong with a flow"),
    CommandEntry("prove", "Know", "prove that every caller gets out, and other claims"),
    CommandEntry("readings", "Know", "list what depends on undocumented behaviour"),
    CommandEntry("identify", "Know", "find out by telephone how the engine works"),
    CommandEntry("diff", "Know", "show the differences between two flows that callers notice"),
    CommandEntry("apply", "Many flows", "make one change in every flow that it fits"),
    CommandEntry("test", "Test", "run flow tests, and show what broke and where"),
    CommandEntry("recordings", "Know", "list recordings, used and unused; write a sheet for the studio"),
    CommandEntry("cover", "Test", "write the tests that cover a flow, or those still missing"),
    CommandEntry("demo", "Show", "write a page that plays calls in a browser"),
    CommandEntry("serve", "Show", "serve the pages of a folder; a saved file is loaded again"),
    CommandEntry("draw", "Show", "draw the map of a flow: SVG, PNG, Mermaid, DOT"),
    CommandEntry("render", "Show", "write a call as it is heard, or scripts read aloud, as WAV files"),
    CommandEntry("report", "Show", "write one page to sign: the map, the keys, what was checked"),
    CommandEntry("export", "Real engines", "write a flow as an Asterisk dialplan, or as a spreadsheet"),
    CommandEntry("calendar", "Hours", "show who is reached when, or write the dates of holidays"),
    CommandEntry("odds", "Many calls", "compute where callers end and when, exactly"),
    CommandEntry("traffic", "Many calls", "sample calls by the million: queues, memory, arrivals"),
    CommandEntry("replay", "Many calls", "play past calls to a flow, and count who lands elsewhere"),
    CommandEntry("sandbox", "Provider", "run a practice provider on this machine"),
    CommandEntry("login", "Provider", "store an account: its address and its token"),
    CommandEntry("pull", "Provider", "write the live configuration into a flow's folder"),
    CommandEntry("plan", "Provider", "show what a push would change, for callers and at the provider"),
    CommandEntry("push", "Provider", "make the flow live, if every check and test passes"),
    CommandEntry("rollback", "Provider", "restore the configuration from before a push"),
    CommandEntry("history", "Provider", "list the pushes and rollbacks of a flow"),
    CommandEntry("adopt", "Provider", "link a receptionist of the flow to a live one"),
    CommandEntry("status", "Provider", "tell whether the live configuration matches the folder"),
    CommandEntry("agree", "Real engines", "compare play with a real Asterisk, call by call"),
    CommandEntry("init", "Start", "write a small flow with tests, ready to play"),
    CommandEntry("import", "Start", "write a FreePBX backup or a CSV into a flow's folder"),
    CommandEntry("doctor", "Start", "show what is installed, where files are, what a flow inherits"),
    CommandEntry("guide", "Start", "read the guide: longer explanations with examples"),
    CommandEntry("semantics", "Start", "list the engine settings, and what is documented"),
    CommandEntry("schema", "Start", "print a JSON Schema, for editors"),
)

TAKES_ENTRY = frozenset(
    {
        *(
            "agree",
            "calendar",
            "call",
            "check",
            "cover",
            "demo",
            "draw",
            "explain",
            "export",
            "identify",
            "odds",
            "play",
            "prove",
            "readings",
            "render",
        ),
        *("report", "show", "traffic"),
    }
)
"""The commands with ``--entry``: they can look at one receptionist of a flow."""

MANY_FLOWS = frozenset({"calendar", "check", "diff", "plan", "prove", "show", "test"})
"""The commands that can be run for many flows (``cli.many_flows``); ``status`` and ``push`` have ways of their own."""

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
        "FLOW is a receptionist file (YAML or JSON), a provider's response, a folder with flow.yaml,",
        "example:NAME (such as example:clinic), or - for standard input. Without FLOW, a command uses",
        "the nearest flow.yaml, here or in a folder above.",
        "",
        "Try:  ivrsim play example:clinic --caller '9 silence 1'",
        "      ivrsim play example:surgery --number +441632960040 --at '25 Dec 2026 21:00'",
        "      ivrsim COMMAND --help",
        "",
        "Exit codes: 0 all is well, 1 findings, failed tests or claims that do not hold, 2 could not run.",
    ]
    return join_lines(lines)
