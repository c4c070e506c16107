"""``announcement`` in flow.yaml: what it says, and what is wrong with it."""

from pathlib import Path

import pytest

from simulator.config.announcement_settings import NO_ANNOUNCEMENT_SETTINGS, AnnouncementSettings
from simulator.errors import FlowError
from simulator.loader.flow_kinds import load
from simulator.loader.flow_writer import menu_fields
from tests.loader.test_menu_section import write


@pytest.mark.parametrize(
    ("block", "settings", "written"),
    [
        (
            "{pause: true, skip: false, repeat: 5}",
            AnnouncementSettings(pause=True, repeat="5"),
            {"pause": True, "repeat": "5"},
        ),
        ("{skip: true, repeat: '#'}", AnnouncementSettings(skip=True, repeat="#"), {"skip": True, "repeat": "#"}),
        ("{repeat: 0}", AnnouncementSettings(repeat="0"), {"repeat": "0"}),
        ("{skip: false, repeat: }", NO_ANNOUNCEMENT_SETTINGS, None),
        ("", NO_ANNOUNCEMENT_SETTINGS, None),
    ],
)
def test_what_it_says_is_read_and_written(
    tmp_path: Path, block: str, settings: AnnouncementSettings, written: dict[str, object] | None
) -> None:
    engine = load(write(tmp_path, f"{{desk: {{announcement: {block}}}}}")).receptionists["desk"].engine
    assert (engine.settings.announcement, engine.announcement) == (settings, settings)
    assert menu_fields(engine.settings).get("announcement") == written


@pytest.mark.parametrize(
    ("menus", "problem"),
    [
        (
            "{desk: {announcement: yes}}",
            "announcement: 'yes' is not accepted; use a mapping such as {pause: true, skip: true, repeat: 5}",
        ),
        (
            "{desk: {announcement: {skp: true}}}",
            "announcement has no setting 'skp'; did you mean skip?",
        ),
        ("{desk: {announcement: {skip: 5}}}", "skip: '5' is not accepted; use true or false"),
        ("{desk: {announcement: {repeat: 12}}}", "repeat: '12' is not accepted; use one key of 0-9, * and #"),
        ("{desk: {announcement: {repeat: true}}}", "repeat: 'true' is not accepted; use one key of 0-9, * and #"),
        (
            "{main: {announcement: {skip: true}}}",
            "announcement: main is a menu; only an announcement (a single) pauses, or is skipped or repeated",
        ),
    ],
)
def test_what_is_wrong_with_it(tmp_path: Path, menus: str, problem: str) -> None:
    with pytest.raises(FlowError) as refusal:
        load(write(tmp_path, menus))
    assert [one.message for one in refusal.value.problems] == [problem]


def test_freeswitch_has_no_announcements(tmp_path: Path) -> None:
    with pytest.raises(FlowError) as refusal:
        load(write(tmp_path, "{desk: {announcement: {skip: true}}}", "freeswitch"))
    assert refusal.value.problems[0].message == (
        "announcement: freeswitch has no announcements; FreePBX has, under freepbx and others"
    )
