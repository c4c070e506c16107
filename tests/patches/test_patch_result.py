"""The outcome of a patch for one flow: what would change, with digests; nothing is written."""

from hashlib import sha256
from pathlib import Path

import pytest

from simulator.patches.patch_file import read_patch
from simulator.patches.patch_result import plan_patch
from tests.conftest import FLOWS
from tests.patches.shop import FILES

HOLIDAY = "about: Move\nadd_holiday: {date: 2026-12-21}\n"


@pytest.fixture
def patch(tmp_path: Path) -> Path:
    return tmp_path / "patch.yaml"


def test_a_flow_that_would_change(shop: Path, patch: Path) -> None:
    patch.write_text("about: More time\nset_menu: {timeout: 6}\n", "utf-8")
    planned = plan_patch(read_patch(str(patch)), str(shop))
    assert (planned["about"], planned["outcome"], planned["reason"], planned["failures"]) == (
        "More time",
        "changes",
        None,
        [],
    )
    main, night = planned["files"]
    assert (main["file"], main["path"], night["file"]) == (
        f"{shop}/main.yaml",
        f"{shop}/main.yaml",
        f"{shop}/night.yaml",
    )
    assert main["before"] == sha256(FILES["main.yaml"].encode()).hexdigest()
    assert main["after"] == sha256(main["text"].encode()).hexdigest()
    assert [line for line in main["difference"].splitlines() if line[0] in "+-"][2:] == ["-timeout: 5", "+timeout: 6"]
    assert planned["noticed"].splitlines()[0] == "Ends elsewhere:"
    assert (planned["callers"]["equal"], planned["written"]) == (False, False)
    assert (shop / "main.yaml").read_text("utf-8") == FILES["main.yaml"]


def test_a_flow_that_fails_anew_is_refused_unless_that_is_accepted(shop: Path, patch: Path) -> None:
    patch.write_text(HOLIDAY, "utf-8")
    refused, accepted = (
        plan_patch(read_patch(str(patch)), str(shop), accepts_failures=is_ok) for is_ok in (False, True)
    )
    failure = f"{shop}/shop.calls.yaml:6: at night: expected Night voicemail (voicemail||9), got the menu hangs up"
    assert (refused["outcome"], refused["reason"], refused["failures"]) == ("refused", failure, [failure])
    assert (accepted["outcome"], accepted["reason"], accepted["failures"]) == ("changes", None, [failure])


def test_flows_that_do_not_change(shop: Path, patch: Path) -> None:
    patch.write_text("about: Move\nremove_holiday: {date: 2026-12-21}\n", "utf-8")
    so = plan_patch(read_patch(str(patch)), str(shop))
    patch.write_text("\nset_hours: {schedule: shop, open: daily 09:00-10:00}\n", "utf-8")
    misfit = plan_patch(read_patch(str(patch)), str(shop))
    response = plan_patch(read_patch(str(patch)), str(FLOWS / "acefone-sample.json"))
    assert [
        (result["outcome"], result["reason"], result["edit"], result["files"]) for result in (so, misfit, response)
    ] == [
        ("already so", None, None, []),
        ("does not fit", "no schedule 'shop'", f"{patch}:2: set_hours", []),
        ("does not fit", "is a provider's response; ivrsim pull makes a flow of it", None, []),
    ]
