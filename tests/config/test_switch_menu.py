"""A receptionist as FreeSWITCH's menu: every value, and every default."""

from typing import Any

import pytest

from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Entry, Receptionist
from simulator.config.semantics import PROFILES, SwitchProfile
from simulator.config.switch_menu import SwitchMenu, SwitchSettings, defaults_text, switch_menu


def menu(
    profile: SwitchProfile, settings: SwitchSettings, codes: tuple[str, ...] = ("1",), **fields: Any
) -> SwitchMenu:
    base: dict[str, Any] = {
        "name": "Main",
        "destination_type": "multiple",
        "greeting": "long",
        "wrong_key_retry_recording": "sorry",
        "entries": tuple(Entry(option=code, destination_type="department", destination_id="1") for code in codes),
        "timeout_seconds": 5,
        "wrong_keys_allowed": 2,
        "silences_allowed": 4,
        **{f"{cause}_destination_{part}": "1" for cause in ("wrong_key", "silence") for part in ("type", "id")},
    }
    item = Receptionist.model_validate(base | fields)
    return switch_menu(item.with_engine(MenuEngine(MenuSettings(switch=settings)).under(PROFILES[profile])))


def test_every_value_is_taken_as_it_is() -> None:
    settings = SwitchSettings("short", "bye", 3, 1.25)
    assert menu("freeswitch", settings) == SwitchMenu("long", "short", "sorry", "bye", 5000, 1250, 2, 4, 3)


def test_what_nobody_says_is_the_default_of_the_engine_or_of_the_form() -> None:
    assert menu("freeswitch", SwitchSettings()) == SwitchMenu("long", None, "sorry", None, 5000, 2500, 2, 4, 1)
    assert menu("fusionpbx", SwitchSettings()) == SwitchMenu("long", None, "sorry", None, 5000, 2000, 2, 4, 5)


@pytest.mark.parametrize(
    ("timeout", "inter_digit", "waits"),
    [
        (5, 0, (5000, 2500)),
        (1.001, 0, (1001, 500)),
        # half of 0 is 0, and without an inter-digit time every key has as long as the first
        (0, 0, (10_000, 10_000)),
        (0, 0.8, (10_000, 800)),
        (0.6, 1.2, (600, 1200)),
    ],
)
def test_the_waits_have_the_quirks_of_the_engine(timeout: float, inter_digit: float, waits: tuple[int, int]) -> None:
    made = menu("freeswitch", SwitchSettings(inter_digit_timeout=inter_digit), timeout_seconds=timeout)
    assert (made.timeout_ms, made.further_ms) == waits


def test_a_limit_of_0_is_3_and_the_longest_option_is_waited_for() -> None:
    made = menu("freeswitch", SwitchSettings(digit_len=2), ("1", "4321"), wrong_keys_allowed=0, silences_allowed=0)
    assert (made.failures, made.timeouts, made.code_length) == (3, 3, 4)


def test_the_defaults_are_said_in_words() -> None:
    assert defaults_text("freeswitch") == (
        "left out: 3 failures, 3 time-outs, a timeout of 10 s, an inter-digit time of half of it, digit_len 1"
    )
    assert defaults_text("fusionpbx") == (
        "left out: 1 failure, 1 time-out, a timeout of 3 s, an inter-digit time of 2 s, digit_len 5"
    )
