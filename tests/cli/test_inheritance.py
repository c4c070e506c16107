"""What a flow has and from which line: its engine, its dates, its account, and what is kept with it."""

import sys
from pathlib import Path

import pytest

from simulator.cli.inheritance import diagnose_flow
from tests.conftest import FLOWS
from tests.patches.shop import FILES, write_shop

PROJECT = """\
semantics = "ours"
holidays = ["uk.yaml"]

[accounts]
"." = "all"
"shop" = "shop"

[profiles.ours]
base = "freepbx"
"""


@pytest.fixture
def shop(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop below an ivrsim.toml, with a journal and a receipt."""
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here / "config"))
    (here / "ivrsim.toml").write_text(PROJECT, "utf-8")
    (here / "uk.yaml").write_text("- {date: 2026-12-26}\n", "utf-8")
    (here / "shop" / ".ivrsim").mkdir(parents=True)
    for name in ("a.journal", "b.json", "c.json"):
        (here / "shop" / ".ivrsim" / name).touch()
    (here / "shop" / "ivrsim.lock").touch()
    return write_shop(here / "shop")


def facts(here: Path) -> list[str]:
    diagnosis = diagnose_flow("shop")
    assert diagnosis.faults == ()
    return [f"{fact.what}: {fact.value} <- {fact.origin}".replace(f"{here}/", "") for fact in diagnosis.facts]


def test_every_fact_has_its_line(here: Path, shop: Path) -> None:
    assert facts(here) == [
        "kind: a flow: 3 receptionists <- shop/flow.yaml",
        "project: ivrsim.toml <- the nearest upwards",
        "semantics: ours <- ivrsim.toml:1; the profile: ivrsim.toml:8",
        "dialect: vr <- ivrsim's default",
        "timezone: Europe/London <- shop/flow.yaml:3",
        "holidays of office: uk.yaml <- ivrsim.toml:2",
        "holidays of office: uk.yaml <- shop/flow.yaml:8",
        "holidays of office: 1 line of dates <- shop/flow.yaml:7",
        "holidays of late: uk.yaml <- ivrsim.toml:2",
        "account: shop <- ivrsim.toml:6; not kept here: ivrsim login shop",
        "tests: 1 file <- shop",
        "live ids: ivrsim.lock <- shop/ivrsim.lock",
        "pushes: 1 journal, 2 receipts <- shop/.ivrsim",
    ]


def test_a_flow_that_says_it_itself(here: Path, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = FILES["flow.yaml"].replace("late: {", "late: {holidays: none, ")
    (shop / "flow.yaml").write_text(f"{text}semantics: {{base: acefone, final_on: at_count}}\ndialect: ivr\n", "utf-8")
    monkeypatch.setenv("IVRSIM_ACCOUNT", "mine")
    told = facts(here)
    assert [told[place] for place in (2, 3, 8, 9)] == [
        "semantics: base acefone, final_on at_count <- shop/flow.yaml:27",
        "dialect: ivr <- shop/flow.yaml:28",
        "holidays of late: none <- shop/flow.yaml:10",
        "account: mine <- the variable IVRSIM_ACCOUNT",
    ]


def test_what_is_broken_is_said_with_its_place(here: Path, shop: Path) -> None:
    assert diagnose_flow("gone").faults == ("gone: there is no such file or folder",)
    (here / "ivrsim.toml").write_text('holidays = ["gb.yaml"]\n[accounts]\n"." = "https://a.example"\n', "utf-8")
    (shop / "flow.yaml").write_text("receptionists: {night: night.yaml}\n", "utf-8")
    (shop / "night.yaml").write_text(FILES["night.yaml"].replace("@Night voicemail", "9"), "utf-8")
    assert [fault.replace(f"{here}/", "") for fault in diagnose_flow("shop").faults] == [
        "ivrsim.toml:1:1: holidays: gb.yaml: there is no such file or folder; did you mean uk.yaml?",
        "ivrsim.toml:3:1: .: the name of an account is accepted, no address and no token; "
        "config/accounts.toml holds the address",
    ]


def test_an_account_where_the_providers_libraries_are_not_installed(
    here: Path, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IVRSIM_CONFIG_DIR")
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert facts(here)[9] == "account: shop <- ivrsim.toml:6; not to be used here: pip install 'ivrsim[provider]'"
    (here / "ivrsim.toml").write_text('[accounts]\n"." = "https://a.example"\n', "utf-8")
    (fault,) = diagnose_flow("shop").faults
    assert fault.endswith("no address and no token; accounts.toml holds the address")


def test_other_kinds_of_flows() -> None:
    diagnoses = [diagnose_flow(source) for source in (str(FLOWS / "acefone-sample.json"), "example:clinic")]
    assert [diagnosis.facts[0].value for diagnosis in diagnoses] == [
        "a provider's response: 1 receptionist",
        "a flow: 2 receptionists",
    ]
    assert "account" not in [fact.what for fact in diagnoses[1].facts]
