"""What fails after an edit and held before it: checks, proofs and tests; what failed already is passed over."""

from pathlib import Path

import pytest

from simulator.patches.flow_files import open_files
from simulator.patches.flow_patch import StepMisfit
from simulator.patches.new_failures import find_new_failures
from tests.patches.shop import FILES, fit


def failures(shop: Path, patch: str) -> list[str]:
    after = fit(shop, patch)
    assert not isinstance(after, StepMisfit)
    return [line.replace(f"{shop}/", "") for line in find_new_failures(open_files(str(shop)), after)]


@pytest.mark.parametrize(
    ("patch", "lines"),
    [
        ("add_holiday: {date: 2026-12-29}", []),
        ('set_recording: {recording: "@greeting", name: hello}', []),
        ("add_holiday: {date: 2026-12-21}", [
            "shop.calls.yaml:6: at night: expected Night voicemail (voicemail||9), got the menu hangs up",
        ]),
        ('replace_destination: {from: "@Sales", to: "@night"}', [
            "does not hold: Some caller gets to Sales (department||1). No caller gets there, whatever they do.",
            "shop.calls.yaml:5: each key (1, Sales): expected Sales (department||1), got the menu hangs up",
            "shop.calls.yaml:11: nobody: expected Night voicemail (voicemail||9), got the menu hangs up",
        ]),
    ],
)  # fmt: skip
def test_only_what_fails_anew(shop: Path, patch: str, lines: list[str]) -> None:
    assert failures(shop, patch) == lines


def test_an_error_of_a_check_is_one(shop: Path) -> None:
    patch = 'set_fallback: {menu: night, after: silence, to: "@night"}'
    assert [line.split(": ")[1][:50] for line in failures(shop, patch)][:2] == [
        "IVR102 silent-caller-never-gets-out",
        'Every caller who does not keep pressing a "back" k',
    ]


def test_what_failed_before_is_passed_over(shop: Path) -> None:
    night = FILES["night.yaml"].replace(
        'type: hangup\ntimeout_destination_id: "1"', 'type: ivr\ntimeout_destination_id: "@night"'
    )
    (shop / "night.yaml").write_text(night, "utf-8")
    (shop / "shop.calls.yaml").write_text("tests: [{name: a, caller: '1', reaches: Nobody}]\n", "utf-8")
    (shop / "more.calls.yaml").write_text(
        "tests: [{name: b, number: '+441632960002', caller: '1', hears: [sorry]}]\n", "utf-8"
    )
    assert failures(shop, "set_menu: {menu: main, timeout: 6}") == []


def test_tests_that_can_no_longer_be_read(shop: Path) -> None:
    (shop / "shop.calls.yaml").write_text("tests: [{name: a, caller: '1', hears: [greeting, '107']}]\n", "utf-8")
    (shop / "main.yaml").write_text(FILES["main.yaml"].replace("102", "107"), "utf-8")
    assert failures(shop, 'replace_recording: {from: "107", to: "@sorry"}') == [
        "test: shop.calls.yaml:1:50: hears: no recording '107'; did you mean 103 or 102 or 101?"
    ]
