"""The settings of FreePBX's announcement, as flow.yaml has them and in words."""

from simulator.config.announcement_settings import NO_ANNOUNCEMENT_SETTINGS, AnnouncementSettings


def test_what_is_said_and_nothing_else() -> None:
    settings = AnnouncementSettings(pause=True, repeat="0")
    assert settings.as_yaml() == {"pause": True, "repeat": "0"}
    assert settings.words_by_setting == {
        "pause": "a pause of 1 s where it answers the call",
        "repeat": "0 plays it again",
    }
    assert (NO_ANNOUNCEMENT_SETTINGS.as_yaml(), dict(NO_ANNOUNCEMENT_SETTINGS.words_by_setting)) == (None, {})


def test_keys_do_something_where_they_skip_or_repeat() -> None:
    each = (AnnouncementSettings(pause=True), AnnouncementSettings(skip=True), AnnouncementSettings(repeat="0"))
    assert [settings.takes_keys for settings in each] == [False, True, True]
