"""The look: its colours are readable, and every variable has one."""

import re

import pytest

from simulator.draw.svg_style import DARK, LIGHT, PRINT, style_sheet, symbols


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINT])
def test_text_stands_out_from_its_ground(colours: dict[str, str]) -> None:
    grounds = {"ink": ("paper", "card"), "quiet": ("paper", "card"), "go": ("paper",), "mark": ("ground",)}
    assert [
        (text, ground) for text in grounds for ground in grounds[text] if contrast(colours[text], colours[ground]) < 4.5
    ] == []
    assert min(contrast(colours[name], colours["paper"]) for name in ("line", "pale")) >= 3


def test_one_sheet_follows_its_reader_and_the_others_have_their_colours_written_out() -> None:
    auto, light, dark = style_sheet("auto"), style_sheet("light"), style_sheet("dark")
    assert ("prefers-color-scheme:dark" in auto, "@media print" in auto) == (True, True)
    assert set(re.findall(r"var\(--(\w+)\)", auto)) <= set(LIGHT)
    assert ("var(" in light, "@media" in light, LIGHT["go"] in light, DARK["go"] in dark) == (False, False, True, True)
    assert LIGHT.keys() == DARK.keys() == PRINT.keys()


def test_only_the_signs_in_use_are_there() -> None:
    assert symbols(frozenset()) == ""
    assert re.findall(r'id="([^"]+)"', symbols(frozenset({"person", "clock"}))) == ["ivr-person", "ivr-clock"]
