"""An address as a code: every look has the same modules, which a decoder reads (tried by hand with OpenCV)."""

import re

import segno

from simulator.web.phone_code import code_lines, code_svg

ADDRESS = "http://192.168.178.123:54321/2vXVQqAmyy89HA9XFZCTjg"


def modules(border: int) -> list[list[bool]]:
    code = segno.make(ADDRESS, error="l", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=border)]


def unfolded(lines: list[str]) -> list[list[bool]]:
    """The drawn modules of half blocks, two rows a line."""
    return [[sign in drawn for sign in line] for line in lines for drawn in ("▀█", "▄█")]


def test_each_look_shows_the_same_modules() -> None:
    expected = modules(2)
    plain = [line.removeprefix("\x1b[30;107m").removesuffix("\x1b[0m") for line in code_lines(ADDRESS, "colour")]
    assert unfolded(plain)[: len(expected)] == expected
    blocks = unfolded(code_lines(ADDRESS, "blocks"))[: len(expected)]
    assert [[not drawn for drawn in row] for row in blocks] == expected
    ascii_rows = [line.ljust(2 * len(expected))[::2] for line in code_lines(ADDRESS, "ascii")]
    assert [[sign == " " for sign in row] for row in ascii_rows] == expected


def test_a_code_fits_a_small_terminal() -> None:
    for look in ("colour", "blocks", "ascii"):
        lines = [re.sub("\x1b[^m]*m", "", line) for line in code_lines(ADDRESS, look)]
        assert (len(lines) <= 33, max(map(len, lines)) <= 80) == (True, True)
    assert len(code_lines(ADDRESS, "blocks")) < 24


def test_the_picture_draws_each_dark_module() -> None:
    dark = {(x, y) for y, row in enumerate(modules(4)) for x, module in enumerate(row) if module}
    assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code_svg(ADDRESS))} == dark
