"""``ivrsim pull``: what is live, into a folder."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from simulator.config.receptionist import Receptionist
from simulator.loader.flow_kinds import load
from simulator.wire import ivr, vr
from simulator.wire.decoding import Reads
from tests.cli.conftest import Command
from tests.provider.lived import announcement, menu


@pytest.fixture
def live(here: Path) -> Path:
    """An answer that somebody saved."""
    return answer(here, menu(to=[("ivr", "702")]), menu("702", name="Billing"), announcement())


def answer(here: Path, *items: Receptionist, reads: Reads = "full") -> Path:
    path = here / "live.json"
    path.write_text(json.dumps([vr.encode_read(one, reads) for one in items]), encoding="utf-8")
    return path


def test_a_first_pull_and_a_second(ivrsim: Command, live: Path) -> None:
    done = ivrsim("pull", "shop", "--from", live, "--receptionist", "Main menu")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "main-menu (701): new, main-menu.yaml",
        "billing (702): new, billing.yaml",
        "written: shop/main-menu.yaml, shop/billing.yaml, shop/flow.yaml",
    ]
    assert ivrsim("play", "shop", "--caller", "1 1", "--format", "json").returncode == 0
    again = ivrsim("pull", "shop", "--from", live, "--receptionist", "Main menu")
    assert again.stdout == "shop: nothing to write\n"


def test_a_dry_run_shows_and_writes_nothing(ivrsim: Command, here: Path, live: Path) -> None:
    ivrsim("pull", "shop", "--from", live)
    before = {path.name: path.read_bytes() for path in (here / "shop").iterdir()}
    answer(here, menu(to=[("ivr", "702")], greeting="7"), menu("702", name="Billing"), announcement())
    done = ivrsim("pull", "shop", "--from", live, "--dry-run")
    changed = [line for line in done.stdout.splitlines() if line[:1] in "+-"]
    assert changed == [
        "--- a/shop/main-menu.yaml",
        "+++ b/shop/main-menu.yaml",
        '-recording: "19549"',
        '+recording: "7"',
    ]
    assert done.stderr == "main-menu (701): recording\n"
    assert {path.name: path.read_bytes() for path in (here / "shop").iterdir()} == before
    assert ivrsim("pull", "shop", "--from", answer(here, announcement()), "--dry-run").stdout == (
        "nothing would change\n"
    )


def test_what_the_answer_lacks_is_listed(ivrsim: Command, here: Path) -> None:
    done = ivrsim("pull", "shop", "--from", answer(here, announcement(), reads="menu"))
    assert done.returncode == 0
    assert [line.partition(" is ")[0] for line in done.stderr.splitlines()] == [
        "shop/night-line.yaml:3:19: destination_type",
        "shop/night-line.yaml:4:27: forward_destination_type",
        "shop/night-line.yaml:5:25: forward_destination_id",
        "3 values are UNKNOWN: fill in what the provider's portal shows; until then the flow does not play",
    ]
    text = (here / "shop" / "night-line.yaml").read_text(encoding="utf-8")
    assert "forward_destination_id: UNKNOWN  # the provider's response does not include it; a menu has none" in text
    assert ivrsim("show", "shop").returncode == 2


def test_a_pull_into_another_folder_or_of_an_unknown_receptionist_is_refused(
    ivrsim: Command, here: Path, live: Path
) -> None:
    (here / "notes").mkdir()
    (here / "notes" / "todo.txt").touch()
    done = ivrsim("pull", "notes", "--from", live)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("notes holds todo.txt and no flow.yaml;")
    assert ivrsim("pull", "shop", "--from", live, "--receptionist", "Biling").stderr == (
        "--receptionist Biling: no live receptionist has this name or id; did you mean Billing?\n"
    )
    assert ivrsim("pull", "shop", "--from", live, "--number", "1").stderr.startswith("--number: this account does not")
    assert not (here / "shop").exists()


def test_what_is_a_link_stays_one_and_its_target_is_written(ivrsim: Command, here: Path, live: Path) -> None:
    ivrsim("pull", "shop", "--from", live)
    (here / "shared").mkdir()
    for name in ("flow.yaml", "main-menu.yaml"):
        (here / "shop" / name).rename(here / "shared" / name)
        (here / "shop" / name).symlink_to(Path("..") / "shared" / name)
    (here / "alias").symlink_to("shop")
    (here / "ivrsim.toml").touch()  # the links lead out of the flow's folder, and stay in this one
    answer(here, menu(to=[("ivr", "702")], greeting="7"), menu("702", name="Billing"), announcement(), menu("704"))
    done = ivrsim("pull", "alias", "--from", live)
    assert (done.returncode, done.stderr) == (0, "")
    assert [str((here / "shop" / name).readlink()) for name in ("flow.yaml", "main-menu.yaml")] == [
        "../shared/flow.yaml",
        "../shared/main-menu.yaml",
    ]
    assert 'recording: "7"' in (here / "shared" / "main-menu.yaml").read_text(encoding="utf-8")
    assert "main-menu-2.yaml" in (here / "shared" / "flow.yaml").read_text(encoding="utf-8")
    assert sorted(path.name for path in (here / "shared").iterdir()) == ["flow.yaml", "main-menu.yaml"]
    assert ivrsim("pull", "shop", "--from", live).stdout == "shop: nothing to write\n"


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
@pytest.mark.parametrize("umask", [0o002, 0o022, 0o077])
def test_what_is_written_obeys_the_umask(ivrsim: Command, here: Path, live: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        ivrsim("pull", "shop", "--from", live)
    finally:
        os.umask(before)
    assert {oct(path.stat().st_mode & 0o777) for path in (here / "shop").iterdir()} == {oct(0o666 & ~umask)}
    (here / "shop" / "main-menu.yaml").chmod(0o640)
    answer(here, menu(to=[("ivr", "702")], greeting="7"), menu("702", name="Billing"), announcement())
    ivrsim("pull", "shop", "--from", live)
    assert oct((here / "shop" / "main-menu.yaml").stat().st_mode & 0o777) == "0o640"


def test_the_catalogue_of_a_new_flow_says_when_it_was_pulled(ivrsim: Command, here: Path, live: Path) -> None:
    ivrsim("pull", "shop", "--from", live)
    flow = load("shop")
    assert flow.dialect == "vr"
    assert date.fromisoformat(flow.pulled).isoformat() == flow.pulled
    assert [str(one) for one in flow.destinations] == ["department||108000", "voicemail||9001"]
    text = (here / "shop" / "flow.yaml").read_text(encoding="utf-8")
    assert f'\npulled: "{flow.pulled}"\n' in text
    check = ivrsim("check", "shop", "--select", "IVR114")
    assert (check.returncode, check.stdout) == (0, "shop: 3 receptionists, no problem found\n")


def test_a_new_flow_has_the_semantics_of_its_project(ivrsim: Command, here: Path, live: Path) -> None:
    (here / "ivrsim.toml").write_text('semantics = "freepbx"\n', encoding="utf-8")
    assert ivrsim("pull", "shop", "--from", live).returncode == 0
    assert "semantics:" not in (here / "shop" / "flow.yaml").read_text(encoding="utf-8")
    assert load("shop").semantics.label == "freepbx"


def test_a_flow_that_is_pulled_in_the_ivr_dialect_says_so(ivrsim: Command, here: Path) -> None:
    items = [ivr.encode_read(announcement())]
    (here / "live.json").write_text(json.dumps({"auto_attendants": items}), encoding="utf-8")
    ivrsim("pull", "shop", "--from", here / "live.json")
    assert load("shop").dialect == "ivr"
    assert "\ndialect: ivr\n" in (here / "shop" / "flow.yaml").read_text(encoding="utf-8")
    assert ivrsim("pull", "shop", "--from", here / "live.json").stdout == "shop: nothing to write\n"
