"""``ivrsim odds --format html``: what is computed for the page, and where it goes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command

SURGERY = ("example:surgery", "--number", "+441632960040")


def test_a_page_has_the_hours_and_the_map(ivrsim: Command, tmp_path: Path) -> None:
    done = ivrsim("odds", *SURGERY, "--week", "-o", tmp_path / "odds.html")
    assert (done.stdout, done.stderr, done.returncode) == (f"wrote {tmp_path / 'odds.html'}\n", "", 0)
    text = (tmp_path / "odds.html").read_text(encoding="utf-8")
    assert "<title>Mon 9:00: " in text
    assert "Office hours" in text[text.index("<h2>The map</h2>") :]
    assert ivrsim("odds", *SURGERY, "--week", "--format", "html").stdout == text


def test_what_all_menus_share(ivrsim: Command) -> None:
    text = ivrsim("odds", "example:council", "--format", "html").stdout
    assert (
        'In every menu: <span class="cap">0</span> <bdi>Contact centre</bdi> <strong>47 %</strong>, '
        "3rd wrong key or silence: <bdi>Contact centre</bdi> <strong>0.6 %</strong>"
    ) in text


def test_hours_that_are_left_out(ivrsim: Command) -> None:
    text = ivrsim("odds", "example:clinic", "--format", "html").stdout
    assert "No schedule of this flow goes by the clock: callers reach a person alike in every hour." in text


def test_a_crowd_has_a_page(ivrsim: Command) -> None:
    text = ivrsim("traffic", "example:clinic", "--calls", "100", "--format", "html").stdout
    assert "<h1><bdi>Clinic</bdi>: where calls end</h1>" in text
    assert "A crowd is not counted by hour: ivrsim odds --format html has it" in text
