"""``ivrsim report --verify`` with an account."""

import os
from pathlib import Path

import pytest

from simulator.provider.sandbox.application import Sandbox
from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, held, provider
from tests.cli.test_approval_check import approve

__all__ = ["clinic_folder", "provider"]

WORDS = "note: an account lists recordings by id only, so their words are not compared with the approved ones\n"


def test_what_is_live_is_what_was_approved_until_somebody_changes_it(
    ivrsim: Command, provider: Sandbox, clinic_folder: Path
) -> None:
    approval = approve(ivrsim, clinic_folder)
    verify = ("report", clinic_folder, "--verify", approval, "--api", os.environ["IVRSIM_API_URL"])
    by = "by A. Client, 2026-12-01"
    same = ivrsim(*verify)
    assert (same.returncode, same.stderr) == (0, WORDS)
    assert same.stdout.startswith(f"Live matches what was approved {by} (version ")
    assert same.stdout.endswith("): callers notice no difference.\n")
    main = held(provider)["Main menu"]
    assert main.id is not None
    assert main.entries is not None
    swapped = (main.entries[0].model_copy(update=dict(main.entries[2]) | {"option": "1"}), *main.entries[1:])
    provider.store.update(main.id, main.model_copy(update={"entries": swapped}))
    other = ivrsim(*verify)
    assert other.returncode == 1
    assert other.stdout.startswith(f"Live does not match what was approved {by} (version ")
    assert "  · A caller who presses 1 now reaches Night voicemail (before: reaches Booking desk)" in other.stdout
    # the folder is still the approved one
    assert ivrsim("report", clinic_folder, "--verify", approval).returncode == 0
    provider.store.delete("7002")
    gone = ivrsim(*verify)
    assert (gone.returncode, gone.stdout.splitlines()[1]) == (1, "  · billing (7002) is no longer live")


@pytest.mark.parametrize("provider", [{"reads": "minimal"}], indirect=True)
@pytest.mark.usefixtures("provider")
def test_a_response_without_entries_verifies_nothing(ivrsim: Command, here: Path) -> None:
    page = here / "page.html"
    ivrsim("report", "example:clinic", "-o", page)
    shown = ivrsim("report", "example:clinic", "--verify", page, "--api", os.environ["IVRSIM_API_URL"])
    assert (shown.returncode, ": the response shows too little." in shown.stdout) == (1, True)
    assert "note: main: the response does not include entries\n" in shown.stderr


def test_another_version_that_nobody_has(ivrsim: Command) -> None:
    shown = ivrsim("report", "example:single", "--verify", "-", "--from", "live.json", stdin="ivrsim 1111-2222-3333\n")
    assert shown.returncode == 1
    assert shown.stdout.startswith("The approved version 1111-2222-3333 is neither this flow (")
    assert shown.stdout.endswith(") nor found in git, so what is live cannot be compared with it.\n")


def test_an_account_is_for_verifying(ivrsim: Command) -> None:
    refused = ivrsim("report", "example:clinic", "--api", "https://example.com/v1")
    assert (refused.returncode, refused.stderr) == (
        2,
        "--api needs --verify, which compares live with what was approved\n",
    )
