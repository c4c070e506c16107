"""A profile more in an ``ivrsim.toml``: all else stays, to the byte."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.loader.profile_writer import HEADING, add_profile

FILE = Path("ivrsim.toml")
SETTINGS = {"base": "acefone", "barge_in": False, "interdigit_seconds": 2.0}
EVIDENCE = {
    "date": "2026-11-30",
    "open": [],
    "calls": [{"caller": "early:4", "stopped": {"1": True}, "heard": {'the "greeting"': 2}, "pause": {"1": 0.5}}],
}
ADDED = """
[profiles.ours]
base = "acefone"
barge_in = false
interdigit_seconds = 2.0

[profiles.ours.evidence]
date = "2026-11-30"
open = []

[[profiles.ours.evidence.calls]]
caller = "early:4"
stopped = { 1 = true }
heard = { "the \\"greeting\\"" = 2 }
pause = { 1 = 0.5 }
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, HEADING + 'semantics = "ours"\n'),
        ("", 'semantics = "ours"\n'),
        ("# ours", '# ours\nsemantics = "ours"\n'),
        ("semantics = 'freepbx'  # for now\n", 'semantics = "ours"  # for now\n'),
        (
            "# top\n\n# of ours\n[accounts]\n'a' = 'x' # c",
            "# top\n\nsemantics = \"ours\"\n\n# of ours\n[accounts]\n'a' = 'x' # c\n",
        ),
        (
            '[profiles.old]\nbase = "freepbx"\nsemantics = 1\n'.replace("semantics = 1\n", ""),
            'semantics = "ours"\n\n[profiles.old]\nbase = "freepbx"\n',
        ),
    ],
)
def test_the_profile_is_added_and_inherited(before: str | None, after: str) -> None:
    assert add_profile(FILE, before, "ours", SETTINGS, EVIDENCE) == after + ADDED


def test_what_was_written_is_read_back() -> None:
    tree = tomllib.loads(add_profile(FILE, None, "ours", SETTINGS, EVIDENCE))
    assert tree == {"semantics": "ours", "profiles": {"ours": {**SETTINGS, "evidence": EVIDENCE}}}


def test_line_ends_stay() -> None:
    text = add_profile(FILE, "# a\r\n[accounts]\r\n", "ours", SETTINGS, EVIDENCE)
    assert text.replace("\r\n", "").count("\n") == 0


LAYOUT = (
    "is laid out in a way that cannot be edited; give each profile a table of its own, such as [profiles.ours], and "
    "semantics one plain name"
)


@pytest.mark.parametrize(
    ("before", "name", "message"),
    [
        ("", "freepbx", "--save: freepbx is a built-in profile"),
        ("", "a b", "--save: 'a b' is not a name for a profile"),
        ("[profiles.ours]\n", "ours", "--save: ivrsim.toml already has a profile ours"),
        ('profiles = {old = {base = "freepbx"}}\n', "ours", f"--save: ivrsim.toml {LAYOUT}"),
        ('accounts.x = """\n[\n"""\n', "ours", f"--save: ivrsim.toml {LAYOUT}"),
    ],
)
def test_what_cannot_be_written_is_refused(before: str, name: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        add_profile(FILE, before, name, SETTINGS, EVIDENCE)
    assert str(refused.value).startswith(message)


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(FlowError, match="is not TOML"):
        add_profile(FILE, "semantics = [", "ours", SETTINGS, EVIDENCE)
