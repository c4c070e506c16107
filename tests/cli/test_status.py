"""``ivrsim status``: one line a receptionist, and 1 where live is something else."""

import json
import os
from pathlib import Path

import pytest

from simulator.provider.sandbox.application import Sandbox
from simulator.provider.sandbox.store import Store
from tests.cli.conftest import Command
from tests.cli.provider import TOKEN, provider
from tests.cli.test_pull import answer
from tests.provider.lived import announcement, menu
from tests.provider.sandbox_thread import served

__all__ = ["provider"]


@pytest.fixture
def shop(ivrsim: Command, here: Path) -> Path:
    """A flow as it is live."""
    ivrsim("pull", "shop", "--from", answer(here, menu(), announcement()))
    return here


@pytest.mark.usefixtures("shop")
def test_live_that_matches_the_flow_is_reported(ivrsim: Command) -> None:
    done = ivrsim("status", "shop", "--from", "live.json")
    assert (done.returncode, done.stdout) == (
        0,
        "✓ main-menu (701)   as here\n✓ night-line (703)  as here\n\nshop: live matches the flow\n",
    )


def test_live_that_differs_from_the_flow_is_reported_with_its_fields(ivrsim: Command, shop: Path) -> None:
    answer(shop, menu(timeout_seconds=9), announcement())
    done = ivrsim("status", "shop", "--from", "live.json")
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        [
            "✗ main-menu (701)   neither",
            "    timeout: 5 here, 9 live",
            "✓ night-line (703)  as here",
            "",
            "✗ main-menu: live differs from the flow and from each variant",
        ],
    )
    told = json.loads(ivrsim("status", "shop", "--from", "live.json", "--format", "json").stdout)
    assert (told["state"], told["drifted"], told["receptionists"][0]["differences"]) == (
        None,
        True,
        ["timeout: 5 here, 9 live"],
    )


def test_a_variant_that_should_be_over(ivrsim: Command, shop: Path) -> None:
    flow = shop / "shop" / "flow.yaml"
    over = "variants: {easter: {until: 2020-04-13T00:00Z, receptionists: {main-menu: {timeout: 9}}}}\n"
    flow.write_text(flow.read_text(encoding="utf-8") + over, encoding="utf-8")
    answer(shop, menu(timeout_seconds=9), announcement())
    done = ivrsim("status", "shop", "--from", "live.json")
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        [
            "✓ main-menu (701)   variant easter",
            "✓ night-line (703)  as here",
            "",
            "✗ the variant easter is still live, although it ended on 2020-04-13T00:00:00+00:00",
        ],
    )


def test_many_flows_are_reported_at_once(ivrsim: Command, shop: Path) -> None:
    ivrsim("pull", "more/desk", "--from", "live.json", "--receptionist", "703")
    answer(shop, menu(timeout_seconds=9), announcement())
    (shop / "broken").mkdir()
    (shop / "broken" / "flow.yaml").write_text("receptionists: {}\n", encoding="utf-8")
    done = ivrsim("status", "--all", "--from", "live.json")
    assert (done.returncode, done.stdout.splitlines()) == (
        2,
        [
            "✗ broken     not known",
            "✓ more/desk  base",
            "✗ shop       neither",
            "",
            "broken:",
            "  broken/flow.yaml:1:16: receptionists is empty; add a mapping of keys to files: {main: main.yaml}",
            "",
            "shop:",
            "  main-menu: live differs from the flow and from each variant",
            "",
            "3 flows, 1 drifted, 1 could not be read",
        ],
    )
    told = json.loads(
        ivrsim("status", "--all", "more", "shop/flow.yaml", "--from", "live.json", "--format", "json").stdout
    )
    assert [(one["flow"], one["drifted"]) for one in told] == [("more/desk", False), ("shop/flow.yaml", True)]


def test_flows_of_several_accounts(
    ivrsim: Command, shop: Path, provider: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which account is whose, a file says that is committed; where it is and its token, the user's own."""
    store = Store()
    store.secret("portal", "other-token")
    other = Sandbox(store)
    store.create(menu(name="Other menu", timeout_seconds=9))
    with served(other) as url:
        here = os.environ["IVRSIM_API_URL"]
        for name in ("IVRSIM_API_URL", "IVRSIM_API_DIALECT", "IVRSIM_API_TOKEN"):
            monkeypatch.delenv(name)
        monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
        for account, address, token in (("one", here, TOKEN), ("two", url, "other-token")):
            assert ivrsim("login", account, "--api", address, stdin=token).returncode == 0
        assert ivrsim("pull", "a", "--account", "one").returncode == 0
        assert ivrsim("pull", "b", "--account", "two").returncode == 0
        (shop / "c").mkdir()
        (shop / "c" / "flow.yaml").write_text("receptionists: {}\n", encoding="utf-8")
        (shop / "ivrsim.toml").write_text('[accounts]\na = "one"\nb = "two"\nc = "three"\n', encoding="utf-8")
        other.store.update("7001", menu(name="Other menu", timeout_seconds=5))
        done = ivrsim("status", "--all", "a", "b", "c")
        assert done.returncode == 2
        assert done.stdout.splitlines() == [
            "✓ a  base",
            "✗ b  neither",
            "✗ c  not known",
            "",
            "b:",
            "  other-menu: live differs from the flow and from each variant",
            "",
            "c:",
            "  no account 'three'; use one of one, two (ivrsim login three --api URL makes one)",
            "",
            "3 flows, 1 drifted, 1 could not be read",
        ]


def test_status_refuses_two_flows_no_account_and_an_empty_folder(ivrsim: Command, shop: Path) -> None:
    assert ivrsim("status", "shop", "more").stderr.startswith("status takes one FLOW; --all takes many")
    assert ivrsim("status", "shop").stderr.startswith("no account given; use --api URL")
    (shop / "empty").mkdir()
    assert ivrsim("status", "--all", "empty", "--from", "live.json").stderr == (
        "no flow: there is no flow.yaml in empty or below\n"
    )
