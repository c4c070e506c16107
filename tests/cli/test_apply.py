"""``ivrsim apply``: one change for a flow or for many: shown, asked about, written flow by flow."""

import json
import shutil
from pathlib import Path

import pytest

from simulator.cli import apply
from tests.cli.conftest import Command, CtrlC
from tests.conftest import FLOWS
from tests.patches.shop import write_shop

PATCH = "about: Closed for the move\nadd_holiday: {schedule: office, date: 2026-12-22, name: Move}\n"
LINE = '      - {date: 2026-12-22, name: "Move"}\n'
CLOSED = "office is closed all day on Tue 22 Dec 2026 (Move) (before: no holiday)"
AFTER = "name: Christmas Eve}   # half a day\n"


@pytest.fixture
def clients(here: Path) -> Path:
    """Five clients: one without hours, one that is broken, one whose test would fail; and the patch."""
    for name in ("acton", "bolton", "crewe", "dover"):
        (here / "clients" / name).mkdir(parents=True)
        write_shop(here / "clients" / name)
    shutil.copytree(FLOWS / "single", here / "clients" / "ely")
    (here / "clients" / "bolton" / "main.yaml").write_text("name: x\n", "utf-8")
    tests = here / "clients" / "crewe" / "crewe.calls.yaml"
    call = "{name: Tuesday, number: '+441632960001', at: '2026-12-22T10:00', caller: '1', reaches: Sales}"
    tests.write_text(f"tests:\n  - {call}\n", "utf-8")
    (here / "move.yaml").write_text(PATCH, "utf-8")
    return here / "clients"


def texts(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_bytes().decode() for file in folder.rglob("*") if file.is_file()}


def test_one_flow(ivrsim: Command, clients: Path) -> None:
    done = ivrsim("apply", "move.yaml", "clients/acton", "--yes")
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (
        0,
        "",
        [
            "Closed for the move",
            "",
            "--- a/clients/acton/flow.yaml",
            "+++ b/clients/acton/flow.yaml",
            "@@ -7,6 +7,7 @@",
            "     holidays:",
            "       - {file: uk.yaml}",
            '       - {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve}   # half a day',
            '+      - {date: 2026-12-22, name: "Move"}',
            '   late: {open: "daily 17:00-20:00"}',
            "   mode: {switch: manual}",
            " receptionists: {main: main.yaml, night: night.yaml, notice: notice.yaml}",
            "",
            "What callers would notice:",
            "Hours:",
            "  · The office is closed all day on Tue 22 Dec 2026 (Move) (before: no holiday)",
            "",
            f"clients/acton: would change flow.yaml; {CLOSED}",
            "written: clients/acton/flow.yaml",
        ],
    )
    again = ivrsim("apply", "move.yaml", "clients/acton", "--yes")
    assert (again.returncode, again.stdout) == (0, "Closed for the move\n\nclients/acton: is so already\n")


def test_line_ends_and_a_byte_order_mark_stay(ivrsim: Command, clients: Path) -> None:
    flow = clients / "acton" / "flow.yaml"
    flow.write_bytes(b"\xef\xbb\xbf" + flow.read_bytes().replace(b"\n", b"\r\n"))
    before = flow.read_bytes()
    assert ivrsim("apply", "move.yaml", "clients/acton", "--yes").returncode == 0
    old, new = (text.encode().replace(b"\n", b"\r\n") for text in (AFTER, AFTER + LINE))
    assert flow.read_bytes() == before.replace(old, new)


def test_many_flows_the_odd_ones_first(ivrsim: Command, clients: Path) -> None:
    before = texts(clients)
    dry = ivrsim("apply", "move.yaml", "--all", "clients", "--dry-run", "--jobs", "2")
    assert (dry.returncode, dry.stdout.splitlines()[:9]) == (
        2,
        [
            "Closed for the move",
            "",
            f"5 flows: 2 alike (would change flow.yaml; {CLOSED}), 3 otherwise",
            "",
            "  ! clients/bolton  clients/bolton/main.yaml:1:1: destination_type is missing; "
            "add multiple (a menu) or single (everybody goes to one ...",
            "  ✗ clients/crewe   refused: clients/crewe/crewe.calls.yaml:2: Tuesday: "
            "expected Sales (department||1), got Night voicemail (voicemail||9)",
            "  ✗ clients/ely     does not fit: no schedules",
            f"  ✓ clients/acton   would change flow.yaml; {CLOSED}",
            f"  ✓ clients/dover   would change flow.yaml; {CLOSED}",
        ],
    )
    assert "2 flows alike, shown once: clients/acton and clients/dover" in dry.stdout.splitlines()
    assert texts(clients) == before
    done = ivrsim("apply", "--all", "move.yaml", "clients", "--yes", "--jobs", "1", "--format", "json")
    shown = json.loads(done.stdout)
    assert (done.returncode, [(flow["flow"], flow["summary"][:12]) for flow in shown["flows"]]) == (
        2,
        [
            ("clients/acton", "changed flow"),
            ("clients/bolton", "clients/bolt"),
            ("clients/crewe", "refused: cli"),
            ("clients/dover", "changed flow"),
            ("clients/ely", "does not fit"),
        ],
    )
    edited = {
        f"{name}/flow.yaml": before[f"{name}/flow.yaml"].replace(AFTER, AFTER + LINE) for name in ("acton", "dover")
    }
    assert texts(clients) == {**before, **edited}
    accepted = ivrsim("apply", "move.yaml", "clients/acton", "clients/crewe", "--yes", "--accept")
    assert (accepted.returncode, accepted.stdout.splitlines()[-1]) == (0, "changed: 1 flow")


def test_it_asks_and_writes_nothing_without_a_yes(
    ivrsim: Command, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(clients)
    done = ivrsim("apply", "move.yaml", "clients/acton", stdin="yes\n")
    message = "apply asks before it changes files, and there is no terminal to answer at; use --yes\n"
    assert (done.returncode, done.stderr) == (2, message)
    asked: list[str] = []

    def refuse(question: str, **_: object) -> None:
        asked.append(question)
        raise KeyboardInterrupt

    monkeypatch.setattr(apply, "confirm", refuse)
    assert ivrsim("apply", "move.yaml", "clients/acton").returncode == 130
    assert ivrsim("apply", "move.yaml", "--all", "clients").returncode == 130
    assert (asked, texts(clients)) == (["Write 1 file?", "Change 2 flows?"], before)


def test_ctrl_c_while_it_plans_leaves_all_as_it_was(ivrsim: Command, ctrl_c_at: CtrlC, clients: Path) -> None:
    before = texts(clients)
    ctrl_c_at("2 of 5 flows")
    done = ivrsim("apply", "move.yaml", "--all", "clients", "--yes", "--jobs", "1")
    assert (done.returncode, done.stdout, done.stderr, texts(clients) == before) == (
        130,
        "",
        "interrupted after 2 of 5 flows; nothing was written\n",
        True,
    )


def test_ctrl_c_while_it_writes_names_what_is_left(
    ivrsim: Command, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = apply.write_changes

    def stop_at_dover(result: dict[str, object]) -> None:
        if result["flow"] == "clients/dover":
            raise KeyboardInterrupt
        write(result)

    monkeypatch.setattr(apply, "write_changes", stop_at_dover)
    done = ivrsim("apply", "move.yaml", "--all", "clients", "--yes", "--jobs", "1")
    assert (done.returncode, done.stderr) == (
        130,
        "interrupted: 1 flow changed, and not these: clients/dover; the same command goes on with them\n",
    )
    monkeypatch.undo()
    (clients.parent / "move.yaml").write_text(PATCH, "utf-8")
    last = ivrsim("apply", clients.parent / "move.yaml", clients / "acton", clients / "dover", "--yes", "--jobs", "1")
    assert (last.returncode, last.stdout.splitlines()[-1]) == (0, "changed: 1 flow")


def test_what_cannot_be_written_stands_against_no_other_flow(ivrsim: Command, clients: Path) -> None:
    locked = clients / "acton" / "flow.yaml"
    locked.chmod(0o444)
    done = ivrsim("apply", "move.yaml", "clients/acton", "clients/dover", "--yes", "--jobs", "1")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (2, "changed: 1 flow")
    assert done.stderr == (
        "clients/acton: 'clients/acton/flow.yaml' cannot be written: the file is read-only; the file is unchanged\n"
    )
    assert LINE in (clients / "dover" / "flow.yaml").read_text("utf-8")


def test_a_file_that_has_changed_meanwhile_stays(
    ivrsim: Command, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = clients / "acton" / "flow.yaml"
    monkeypatch.setattr(apply, "confirm", lambda *_, **__: flow.write_text("entry: main\n", "utf-8"))
    done = ivrsim("apply", "move.yaml", "clients/acton")
    assert (done.returncode, flow.read_text("utf-8"), done.stderr) == (
        2,
        "entry: main\n",
        "clients/acton/flow.yaml has changed in the meantime; nothing of this flow was written, apply again\n",
    )


def test_flows_that_share_a_file(ivrsim: Command, clients: Path) -> None:
    """A link stays a link, and what the first flow has written is as the second planned it."""
    (clients / "ivrsim.toml").touch()
    shared = clients / "shared.yaml"
    shutil.move(clients / "acton" / "main.yaml", shared)
    (clients / "acton" / "main.yaml").symlink_to(shared)
    dover = clients / "dover" / "flow.yaml"
    dover.write_text(dover.read_text("utf-8").replace("main: main.yaml", "main: ../shared.yaml"), "utf-8")
    (clients.parent / "slow.yaml").write_text("set_menu: {menu: main, timeout: 6}\n", "utf-8")
    done = ivrsim("apply", "slow.yaml", "clients/acton", "clients/dover", "--yes", "--jobs", "1")
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "changed: 2 flows", "")
    assert "timeout: 6\n" in shared.read_text("utf-8")
    assert (clients / "acton" / "main.yaml").is_symlink()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("move.yaml", "--jobs", "2"), "--jobs goes with --all"),
        (("move.yaml", "clients/acton", "--changed-since", "git:HEAD"), "--changed-since goes with --all"),
        (
            ("move.yaml", "--format", "json"),
            "apply --format json asks nothing; use --dry-run to write nothing, or --yes to write",
        ),
        (
            ("move.yaml", "--dry-run", "--yes"),
            "--dry-run writes nothing and --yes writes without asking; use one of them",
        ),
        (("-", "--all", "clients"), "a patch on standard input is read once; give it as a file for many flows"),
        (
            ("clients/acton/flow.yaml", "--all", "clients"),
            "clients/acton/flow.yaml: is a flow, and the patch comes first: "
            "ivrsim apply PATCH.yaml clients/acton/flow.yaml",
        ),
        ((), "ivrsim apply: PATCH is missing (see ivrsim apply --help)"),
        (("move.yaml", "example:surgery"), "example:surgery cannot be written to; give a file or a folder"),
    ],
)
@pytest.mark.usefixtures("clients")
def test_what_cannot_be_done_is_refused(ivrsim: Command, words: tuple[str, ...], message: str) -> None:
    done = ivrsim("apply", *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{message}\n")


def test_a_patch_from_standard_input_for_the_nearest_flow(
    ivrsim: Command, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clients / "dover")
    done = ivrsim("apply", "-", "--yes", stdin="set_menu: {menu: night, timeout: 9}\n")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "written: night.yaml")
