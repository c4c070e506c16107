"""What the surroundings of a terminal say of it."""

import pytest
from prompt_toolkit.output.color_depth import ColorDepth

from simulator.tui.terminal_environment import colour_depth, locale_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja_JP.UTF-8"),
        ({"LC_ALL": "", "LC_CTYPE": "ko_KR.UTF-8", "LANG": "en_GB.UTF-8"}, "ko_KR.UTF-8"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "C.UTF-8"),
        ({}, ""),
    ],
)
def test_the_language_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert locale_language() == language


def test_no_color_means_one_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert colour_depth() is ColorDepth.DEPTH_1_BIT
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert colour_depth() is ColorDepth.DEPTH_24_BIT
