"""The moving picture of a call. Those of the README are tested in ``tests/cli/test_call.py``."""

import re
from xml.etree import ElementTree

from simulator import Flow
from simulator.tui.cast import FilmFrame, film_frames
from simulator.tui.cast_picture import picture_svg
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook

SVG = "{http://www.w3.org/2000/svg}"
LOOK = TerminalLook(20, 3)


def film(*screens: list[Row]) -> list[FilmFrame]:
    return [FilmFrame(float(place), screen) for place, screen in enumerate(screens)]


def drawn(frames: list[FilmFrame]) -> str:
    return picture_svg(frames, LOOK, title="a call", words="somebody presses 1")


def test_what_never_changes_is_drawn_once_and_what_changes_moves() -> None:
    first: list[Row] = [[("", "Main menu")], [("class:key", "[1]"), ("", " waits")], []]
    second: list[Row] = [[("", "Main menu")], [("class:key.lit", "[1]"), ("", " rings")], []]
    svg = drawn(film(first, second, first))

    assert svg.count("Main menu") == svg.count("waits") == svg.count("rings") == 1
    assert re.findall(r"@keyframes (\w+)\{(.*)\}$", svg, re.MULTILINE) == [
        ("s0", "0%{transform:none}20%{transform:translateY(-17px)}40%{transform:none}")
    ]
    assert "@media (prefers-reduced-motion:reduce){.ivr g{animation:none!important}}" in svg


def test_a_picture_is_well_formed_whatever_the_flow_says() -> None:
    hostile: Row = [("", "<script>&\x1b[2J \u202e"), ("class:marked", "家庭"), ("class:rule", "│")]
    root = ElementTree.fromstring(drawn(film([hostile, [], []], [[("", "]]>--")], [], []])))

    assert [element.tag for element in root.iter() if element.tag.endswith("script")] == []
    assert all(not name.startswith("on") for element in root.iter() for name in element.attrib)
    assert len("".join(root.itertext()).split("<script>")) == 2


def test_every_text_is_as_wide_as_its_cells(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    frames = list(film_frames(Desk(session), TerminalLook(80, 24), until=1000, step=0.5))
    texts = ElementTree.fromstring(picture_svg(frames, TerminalLook(80, 24), title="", words="")).iter(f"{SVG}text")

    assert all(len(text.text or "") * 8 == int(text.get("textLength", "8")) for text in texts)
