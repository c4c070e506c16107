"""``--client`` and ``--logo``."""

from pathlib import Path

import pytest

from simulator.cli.client_flags import read_client
from simulator.cli.main import run


def test_a_name_is_one_line() -> None:
    assert [*map(read_client, (None, "", " Fernside \n Clinic "))] == ["", "", "Fernside Clinic"]


def test_a_logo_must_be_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logo, output = tmp_path / "logo", tmp_path / "page.html"
    refused = (
        (content, "is not a picture") for content in (b"MZ", b"RIFF....WAVEfmt ", b"<?xml version='1.0'?><html/>")
    )
    for content, problem in (*refused, (b"\x89PNG" + bytes(600_000), "is larger than 500 KB")):
        logo.write_bytes(content)
        assert run(["demo", "example:clinic", "-o", str(output), "--logo", str(logo)]) == 2
        assert problem in capsys.readouterr().err
    logo.write_bytes(b"\x89PNG")
    assert run(["demo", "example:clinic", "-o", str(output), "--logo", str(logo)]) == 0
    assert "data:image/png;base64,iVBORw==" in output.read_text(encoding="utf-8")
