"""ivrsim replay: records in, counts out; nothing of a person comes out again."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC
from tests.workers.cluster import running_cluster

CALLS = """call_id,at,keys,client_number,name
a,2026-11-30T10:00,1,+441632960999,Anna
b,2026-11-30T10:01,"2,1",+441632960999,Anna
a,2026-11-30T10:00,1,+441632960999,Anna
c,2026-11-30T10:02,"3,4111111111111111",+441632960999,Anna
d,2026-11-30T10:03,Anna,+441632960999,Anna
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    (tmp_path / "calls.csv").write_text(CALLS, encoding="utf-8")
    main = Path("flows/clinic/main.yaml").read_text(encoding="utf-8")
    new = tmp_path / "new"
    new.mkdir()
    for file in Path("flows/clinic").glob("*.yaml"):
        (new / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    key = 'option: "3", destination_type: voicemail, destination_id: "@Night voicemail"'
    assert key in main
    moved = main.replace(key, 'option: "3", destination_type: department, destination_id: "@Booking desk"')
    (new / "main.yaml").write_text(moved, encoding="utf-8")
    return tmp_path / "calls.csv"


def test_past_calls_on_a_changed_menu(ivrsim: Command, records: Path) -> None:
    new, rejects = records.parent / "new", records.parent / "rejects.csv"
    done = ivrsim("replay", records, new, "--against", "flows/clinic", "--format", "json", "--rejects", rejects)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    counts = {name: told[name] for name in ("read", "rejected", "duplicates", "same", "elsewhere", "dead_end")}
    assert counts == {"read": 5, "rejected": 1, "duplicates": 1, "same": 2, "elsewhere": 1, "dead_end": 0}
    assert told["other_meaning"] == [
        {"key": "3", "menu": "main", "was": "Night voicemail", "now": "Booking desk", "calls": 1}
    ]
    assert told["examples"] == [{"name": "[16 digits] more", "steps": [{"press": "3"}]}]
    assert rejects.read_text(encoding="utf-8") == (
        f'place,reason\n{records}:6,"keys: not accepted; use keys (0-9, * and #)"\n'
    )
    for personal in ("Anna", "4111", "960999"):
        assert personal not in done.stdout + rejects.read_text(encoding="utf-8")


def test_the_first_rows_may_be_bad_or_have_no_keys(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("call_id,keys\na,1,2\nb,1\n", encoding="utf-8")
    (tmp_path / "calls.jsonl").write_text('7\n{"call_id": "a"}\n{"call_id": "b", "keys": "1"}\n', encoding="utf-8")
    counts = []
    for name in ("calls.csv", "calls.jsonl"):
        told = json.loads(ivrsim("replay", tmp_path / name, "flows/clinic", "--format", "json").stdout)
        counts.append((told["read"], told["rejected"]))
    assert counts == [(2, 1), (3, 1)]


def test_a_map_whose_columns_are_not_there_is_refused(ivrsim: Command, records: Path) -> None:
    columns = records.parent / "map.yaml"
    columns.write_text("columns: {keys: digits}\n", encoding="utf-8")
    done = ivrsim("replay", records, "flows/clinic", "--map", columns)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{records}:2: no column has the keys of a call (the columns are at, call_id, client_number, " in done.stderr


def test_the_records_are_not_overwritten_by_their_rejects(ivrsim: Command, records: Path) -> None:
    done = ivrsim("replay", records, "flows/clinic", "--rejects", records, "--force")
    message = f"--rejects {records}: is the file of the records; use another\n"
    assert (done.returncode, done.stderr) == (2, message)
    assert records.read_text(encoding="utf-8") == CALLS


def test_too_many_calls_elsewhere_fail(ivrsim: Command, records: Path) -> None:
    line = ("replay", records, records.parent / "new", "--against", "flows/clinic")
    assert [ivrsim(*line, "--fail-over", most).returncode for most in ("33%", "34", "0")] == [1, 0, 1]


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        (
            "keys\n1\n",
            [
                "1 past call of =calls.csv on flows/clinic",
                "",
                "  1 call not compared: the records do not say where they ",
            ],
            "of the calls, none could be compared: the records do not say where they landed; --against OLD plays them",
        ),
        (
            "keys\nx\n",
            ["0 past calls of =calls.csv on flows/clinic", "", "1 row could not be used (--rejects FILE lists them):"],
            "no call was read",
        ),
        (
            "keys\n",
            ["0 past calls of =calls.csv on flows/clinic", "", "Records tell the keys, not "],
            "no call was read",
        ),
    ],
)
def test_a_limit_on_calls_elsewhere_needs_a_call_to_compare(
    ivrsim: Command, tmp_path: Path, text: str, printed: list[str], reason: str
) -> None:
    """In CI, a job that compares nothing would pass whatever has changed."""
    (tmp_path / "=calls.csv").write_text(text, encoding="utf-8")
    done = ivrsim("replay", tmp_path / "=calls.csv", "flows/clinic", "--fail-over", "2")
    assert done.returncode == 2
    for line, start in zip(done.stdout.splitlines(), printed, strict=False):
        assert line.startswith(start)
    assert done.stderr.startswith(f"--fail-over 2: {reason}")


def test_no_place_of_a_rejected_row_can_be_taken_for_a_formula(
    ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("=calls.csv").write_text("keys\nx\n", encoding="utf-8")
    assert ivrsim("replay", "=calls.csv", "example:clinic", "--rejects", "rejects.csv").returncode == 0
    assert Path("rejects.csv").read_text(encoding="utf-8") == (
        'place,reason\n\'=calls.csv:2,"keys: not accepted; use keys (0-9, * and #)"\n'
    )


@pytest.mark.heavy
def test_a_replay_is_the_same_whoever_works(ivrsim: Command, tmp_path: Path) -> None:
    """Three thousand rows, with duplicates chunks apart, and rows that cannot be used."""
    keys = ["1", '"2,1"', "3", '"9,1"', "Anna", '"2,3,0"', "", "77777"]
    rows = [f"{number % 2900},{keys[number * number % 11 % 8]}" for number in range(3000)]
    (tmp_path / "calls.csv").write_text("\n".join(["call_id,keys", *rows]), encoding="utf-8")
    results = []
    with running_cluster(tmp_path, 2) as cluster:
        for number, flags in enumerate([(), ("--workers", "2"), ("--on", cluster.address)]):
            rejects = tmp_path / f"{number}.csv"
            line = ("replay", tmp_path / "calls.csv", "flows/clinic", "--against", "flows/clinic", "--format", "json")
            done = ivrsim(*line, "--rejects", rejects, *flags)
            results.append((done.returncode, done.stderr, done.stdout, rejects.read_bytes()))
    assert results[1:] == results[:1] * 2
    read = json.loads(results[0][2])
    assert (results[0][:2], read["read"], read["duplicates"], read["rejected"]) == ((0, ""), 3000, 73, 545)


def test_ctrl_c_keeps_what_was_counted(ivrsim: Command, ctrl_c_at: CtrlC, tmp_path: Path) -> None:
    lines = ["call_id,keys", *(f"{n},1" for n in range(2500))]
    (tmp_path / "calls.csv").write_text("\n".join(lines), encoding="utf-8")
    ctrl_c_at("2,000 calls")
    done = ivrsim("replay", tmp_path / "calls.csv", "flows/clinic")
    assert done.returncode == 130
    assert done.stdout.splitlines()[0] == f"2,000 past calls of calls.csv on {Path('flows/clinic')}"
    assert done.stdout.splitlines()[-1] == "Partial result: interrupted after 2,000 calls."


@pytest.mark.parametrize(
    ("text", "flags", "message"),
    [
        ("a,b\n1,2\n", (), "calls.csv:2: no column has the keys of a call (the columns are a, b); name them in a file"),
        ("keys\n1\n", ("--fail-over", "lots"), "--fail-over lots: use a percentage from 0 to 100"),
        ("keys\n1\n", ("--map", "none.yaml"), "none.yaml"),
        ("keys\n1\n", ("--rejects", "README.md"), "README.md already exists; use --force to overwrite it"),
        ("keys\n1\n", ("--rejects", "flows"), "flows is a folder; use another name: --rejects FILE"),
        ("keys\n1\n", ("--against", "no-flow"), "no-flow"),
    ],
)
def test_what_cannot_be_replayed_is_refused(
    ivrsim: Command, tmp_path: Path, text: str, flags: tuple[str, ...], message: str
) -> None:
    (tmp_path / "calls.csv").write_text(text, encoding="utf-8")
    done = ivrsim("replay", tmp_path / "calls.csv", "flows/clinic", *flags)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert message in done.stderr


def test_a_file_without_calls_has_none(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "calls.jsonl").write_text("[]", encoding="utf-8")
    done = ivrsim("replay", tmp_path / "calls.jsonl", "flows/clinic", "--exact-duplicates")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "0 past calls of calls.jsonl on flows/clinic")
