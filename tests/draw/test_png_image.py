"""A map as PNG."""

import struct
import sys

import pytest

from simulator import Flow
from simulator.draw.map_layout import lay_out
from simulator.draw.map_tree import build_tree
from simulator.draw.png_image import render_png
from simulator.draw.svg_writer import draw_svg
from simulator.errors import UsageError


def test_the_clinic_at_twice_its_size(clinic: Flow) -> None:
    pytest.importorskip("resvg_py")
    picture = draw_svg(lay_out(build_tree(clinic)), "Clinic", theme="light")
    image = render_png(picture.text, picture.width, picture.height)
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", image[16:24])
    assert (abs(width - 2 * picture.width) <= 2, abs(height - 2 * picture.height) <= 2) == (True, True)


def test_a_picture_that_no_machine_holds_is_refused() -> None:
    pytest.importorskip("resvg_py")
    with pytest.raises(UsageError) as refusal:
        render_png("<svg/>", 1000, 30_000)
    assert str(refusal.value) == (
        "a map of 1,000 x 30,000 pixels is too large for PNG (at most 20,000); use SVG, or draw a part: --entry NAME"
    )


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UsageError) as refusal:
        render_png("<svg/>", 10, 10)
    assert str(refusal.value) == ("a PNG needs resvg_py: pip install 'ivrsim[draw]'; SVG, Mermaid and DOT need nothing")
