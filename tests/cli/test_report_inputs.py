"""What a report needs to know before it is laid out."""

import argparse
from pathlib import Path

import pytest

from simulator import Flow
from simulator.cli.report_inputs import client_name, look_alike
from tests.cli.conftest import Command
from tests.cli.test_approval_check import change, committed_clinic


def options(**values: str | None) -> argparse.Namespace:
    given = {"client": None, "today": None, "semantics": None, "entry": None, "number": None}
    return argparse.Namespace(**{**given, **values})


def test_the_name(clinic: Flow) -> None:
    assert client_name(options(client="  A\nB "), clinic) == "A B"
    assert client_name(options(client=" "), clinic) == "Clinic"


def test_an_earlier_flow_is_looked_at_in_the_same_way(clinic: Flow) -> None:
    seen = look_alike(clinic, clinic.entered_at("billing"), options(entry="billing"))
    assert seen.entry == "billing"
    assert look_alike(clinic, clinic, options(number="+441632960002")).number == "+441632960002"


def test_changes_since_a_revision(ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = committed_clinic(tmp_path)
    monkeypatch.chdir(folder)
    main = folder / "main.yaml"
    change(main, 'voicemail, destination_id: "@Night voicemail"', 'extension, destination_id: "@Reception"')
    page = tmp_path / "x.html"
    assert ivrsim("report", "--since", "git:HEAD", "-o", page, "--today", "2026-11-30").returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "<h2>Changed since 12 November 2026</h2>" in html
    assert "now leads to <b><bdi>Reception</bdi></b>" in html
