"""The guide: Markdown pages that are too long for the README, shipped inside the package.

``ivrsim guide`` lists them and ``ivrsim guide PAGE`` prints one. A test runs every command in them.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent

PAGES = {
    "your-own-menu": "start from nothing, from a file, or from a provider's response",
    "import": "make a flow of a FreePBX backup, or of a spreadsheet of menus, and back",
    "maps": "draw a flow: read the map, lay a call, a moment, tests or changes over it",
    "approval": "one page to sign, and what comes back: approvals and comments",
    "callers": "write callers: keys, silences, exact times, many at once",
    "flow-tests": "say what calls must do, run them in CI, use the pytest fixtures",
    "variants": "a worked night mode: a temporary version of the same flow",
    "hours": "office hours, holidays, and who picks up: calendar, tests, proofs",
    "sound": "write a call as it is heard to a file, and read scripts aloud",
    "demo-page": "a page that plays calls in a browser, for people who sign a menu",
    "serve": "the pages of a folder while you work on it, and on a phone",
    "checks-and-proofs": "findings, claims about every caller, readings, differences",
    "moving": "the same menu on another engine: who can tell, and a certificate of it",
    "many-flows": "check, test, change and push the flows of many clients at once",
    "odds": "how many callers end where, exactly: personas, percentiles, what to change first",
    "crowds": "callers who remember, queues that fill up, calls by the hour: sampled by the million",
    "many-calls": "past calls and crowds on many processes, or on a cluster: what it costs",
    "asterisk": "write a flow as the dialplan of an Asterisk, and ring it from this computer",
    "provider": "pull, plan, push, roll back, and a provider to practise on",
    "semantics": "what the engine does, how to find out by telephone, profiles of your own",
    "how-true": "what is documented, measured, read or open, and what is not modelled",
    "python": "load and play flows from Python, with hypothesis",
}
"""Each page's name and, in a few words, what it is for; in reading order."""


def page_text(name: str) -> str:
    """Return the Markdown of a page. Raises ``KeyError`` for a name that is not in ``PAGES``."""
    if name not in PAGES:
        raise KeyError(name)
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")
