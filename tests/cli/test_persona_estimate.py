"""ivrsim odds --fit: records in, a file of personas out, which odds takes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC

PRESSED = [f"{number},{1 if number % 4 else '5 2'}," for number in range(100)]
ROWS = ["call_id,keys,reached", *PRESSED, "100,,hangup", "1,1,", "a,Anna,"]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    return path


EXPECTED = """\
# One persona, estimated from calls.csv: 101 calls, 1 row repeated a call, 1 row could not be used,
# for flows/clinic. In comments: the interval of 95 %, and how many observations it rests on.
# Records tell which keys were pressed. A call whose keys have no times does not tell in which rounds
# its caller was silent before a key and was asked again. No record tells a caller who hangs up from a
# silent one, unless it says where the call landed.
personas:
  - name: past callers
    per_round:                      # by round of one stay in a menu; the last goes on
      # 151 rounds of number 1: right 0.584-0.733, wrong 0.115-0.233, silent 0.000-0.233, hang_up 0.001-0.240
      - {right: 0.6622, wrong: 0.1656, silent: 0.0828, hang_up: 0.0894}
    prefers:                        # in menus that are not listed, evenly
      # 100 choices: 1 0.657-0.825, 2 0.175-0.343
      "main": {"1": 0.75, "2": 0.25}
    cue: listening                  # assumed, and so are these: no key has a time
    reaction: 0.9 s
    gap: 0.4 s                      # assumed
    source: "calls.csv: 101 calls, 1 row repeated a call, 1 row could not be used; \
not measured: silences before a key, silence against hanging up, reaction"
"""


def test_a_persona_of_past_calls(ivrsim: Command, records: Path, tmp_path: Path) -> None:
    done = ivrsim("odds", "flows/clinic", "--fit", records)
    assert (done.returncode, done.stdout, done.stderr) == (0, EXPECTED, "")
    (tmp_path / "personas.yaml").write_text(done.stdout, encoding="utf-8")
    odds = ivrsim("odds", "flows/clinic", "--callers", tmp_path / "personas.yaml")
    assert (odds.returncode, odds.stderr) == (0, "")
    assert odds.stdout.startswith("1,000 callers, exactly. Persona “past callers” (calls.csv: 101 calls, 1 row")


def test_the_estimates_as_json(ivrsim: Command, records: Path) -> None:
    fit = json.loads(ivrsim("odds", "flows/clinic", "--fit", records, "--format", "json").stdout)
    share = fit["prefers"]["main"]["1"]
    assert (share["share"], share["trials"], [round(end, 3) for end in share["interval"]]) == (
        0.75,
        100,
        [0.657, 0.825],
    )
    assert (fit["calls"], fit["reaction"]) == (101, None)
    assert fit["not_measured"] == ["silences before a key", "silence against hanging up", "reaction"]


def test_ctrl_c_keeps_what_was_read(ivrsim: Command, ctrl_c_at: CtrlC, records: Path) -> None:
    ctrl_c_at("103 calls")
    done = ivrsim("odds", "flows/clinic", "--fit", records)
    assert (done.returncode, done.stderr) == (130, "Partial result: interrupted after 103 calls.\n")
    assert done.stdout.startswith("# One persona, estimated from calls.csv: 101 calls,")


@pytest.mark.parametrize(
    ("text", "flags", "message"),
    [
        (
            "keys\n1\n",
            ("--callers", "x.yaml"),
            "--fit estimates callers for one flow; leave out --callers, and give the",
        ),
        ("keys\n1\n", ("--format", "csv"), "leave out --format csv"),
        ("keys\nx\n", (), "none of its 1 rows is a call to a menu of this flow"),
        ("a\n1\n", (), "calls.csv:2: no column has the keys of a call"),
    ],
)
def test_what_cannot_be_estimated_is_refused(
    ivrsim: Command, tmp_path: Path, text: str, flags: tuple[str, ...], message: str
) -> None:
    (tmp_path / "calls.csv").write_text(text, encoding="utf-8")
    done = ivrsim("odds", "flows/clinic", "--fit", tmp_path / "calls.csv", *flags)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert message in done.stderr
