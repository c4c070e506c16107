"""Which system a file is from."""

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.exchange.source_format import recognise_format
from tests.exchange.freepbx_backups import IVR, ivr_module, write_archive, write_folder


def test_formats_are_recognised(tmp_path: Path) -> None:
    modules = {"Ivr": ivr_module([IVR], [])}
    (tmp_path / "menus.csv").write_text("\ufeffMenu;Key;Destination\n", encoding="utf-8")
    assert recognise_format(str(write_archive(tmp_path / "b.tar.gz", modules))) == "freepbx"
    assert recognise_format(str(write_folder(tmp_path / "b", modules))) == "freepbx"
    assert recognise_format(str(tmp_path / "b" / "modulejson" / "Ivr.json")) == "freepbx"
    assert recognise_format(str(tmp_path / "menus.csv")) == "csv"


@pytest.mark.parametrize("content", [b"", b"hello\n", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_looks_like_none_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(FlowError, match=r"x: is not a format that is known; use a FreePBX backup"):
        recognise_format(str(tmp_path / "x"))
    with pytest.raises(FlowError, match="there is no such file or folder; use a FreePBX backup"):
        recognise_format(str(tmp_path / "y"))
