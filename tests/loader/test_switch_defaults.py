"""Fields that a menu of FreeSWITCH may leave out."""

from simulator.config.semantics import PROFILES
from simulator.loader.switch_defaults import fill_defaults

ENDS = {
    "wrong_key_destination_type": "menu_end",
    "wrong_key_destination_id": "failure",
    "silence_destination_type": "menu_end",
    "silence_destination_id": "timeout",
}


def filled(profile: str, **fields: object) -> dict[str, object]:
    values = {"destination_type": "multiple", **fields}
    fill_defaults(values, PROFILES[profile])
    return {name: value for name, value in values.items() if name != "destination_type"}


def test_the_engine_and_the_form_have_their_defaults() -> None:
    assert filled("freeswitch") == {"timeout_seconds": 10, "wrong_keys_allowed": 3, "silences_allowed": 3, **ENDS}
    assert filled("fusionpbx") == {"timeout_seconds": 3, "wrong_keys_allowed": 1, "silences_allowed": 1, **ENDS}


def test_missing_time_outs_are_as_many_as_failures_on_the_engine() -> None:
    assert filled("freeswitch", wrong_keys_allowed="5")["silences_allowed"] == "5"
    assert filled("fusionpbx", wrong_keys_allowed="5")["silences_allowed"] == 1


def test_what_is_said_stays_and_half_a_destination_is_not_completed() -> None:
    own = {"wrong_key_destination_type": "department", "silences_allowed": "0", "timeout_seconds": "4"}
    values = filled("freeswitch", **own)
    assert {name: values.get(name) for name in (*own, "wrong_key_destination_id")} == own | {
        "wrong_key_destination_id": None
    }


def test_other_engines_and_announcements_have_none() -> None:
    assert filled("acefone") == {}
    assert filled("freeswitch", destination_type="single") == {}
