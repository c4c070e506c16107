import pytest

from simulator.tui.terminal_look import (
    PALETTES,
    PLAIN,
    RICH,
    STYLES,
    TerminalLook,
    background_of,
    count_colours,
    rich_styles,
    signs_for,
)


@pytest.mark.parametrize(
    ("encoding", "plain"), [("utf-8", False), ("ascii", True), ("cp1252", True), ("no-such", True)]
)
def test_the_signs_are_those_that_the_encoding_has(encoding: str, plain: bool) -> None:
    assert signs_for(encoding) == (PLAIN if plain else RICH)


@pytest.mark.parametrize(("language", "plain"), [("ja_JP.UTF-8", True), ("zh_CN.UTF-8", True), ("en_GB.UTF-8", False)])
def test_languages_whose_terminals_have_wide_lines_get_ascii(language: str, plain: bool) -> None:
    assert signs_for("utf-8", language) == (PLAIN if plain else RICH)


def test_the_last_column_stays_free() -> None:
    assert [TerminalLook(columns, 24).width for columns in (60, 80, 200)] == [59, 79, 199]


@pytest.mark.parametrize(
    ("environment", "terminfo", "colours"),
    [
        ({}, 256, 256),
        ({"COLORTERM": "truecolor"}, 256, 1 << 24),
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, 256, 1),
        ({"NO_COLOR": ""}, 8, 16),
        ({}, 16, 16),
        ({}, 88, 16),
        ({}, -1, 1),
        ({}, None, 256),
        ({"TERM": "xterm-16color"}, None, 16),
        ({"TERM": "odd-256color"}, None, 256),
    ],
)
def test_the_colours_that_a_terminal_has(environment: dict[str, str], terminfo: int | None, colours: int) -> None:
    assert count_colours(environment, terminfo) == colours


@pytest.mark.parametrize(
    ("value", "background"), [("15;0", "dark"), ("0;15", "light"), ("0;default;7", "light"), ("", ""), ("x", "")]
)
def test_the_background_where_a_terminal_says_it(value: str, background: str) -> None:
    assert background_of(value) == background


@pytest.mark.parametrize("background", PALETTES)
def test_every_palette_says_the_same_as_the_sixteen_colours(background: str) -> None:
    assert set(rich_styles(background)) == set(STYLES)


def contrast(colour: str, other: float) -> float:
    """The contrast of a colour on black (0) or white (1), as WCAG counts it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (max(light, other) + 0.05) / (min(light, other) + 0.05)


def test_colours_are_readable_on_a_background_that_nobody_knows() -> None:
    assert all(contrast(colour, ground) > 3.4 for colour in PALETTES[""] for ground in (0.0, 1.0))
    assert all(contrast(colour, 0.0) > 7 for colour in PALETTES["dark"])
    assert all(contrast(colour, 1.0) > 4.5 for colour in PALETTES["light"])
