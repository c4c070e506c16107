"""The fields of a menu that its file may leave out where FreeSWITCH's machine runs it: its engine has defaults."""

from __future__ import annotations

from typing import Any

from simulator.config.semantics import Semantics
from simulator.config.switch_menu import DEFAULTS, MENU_END


def fill_defaults(fields: dict[str, Any], semantics: Semantics) -> None:
    """Give a menu's fields that nobody says the values that its engine then has; others are no menus of FreeSWITCH."""
    if semantics.switch is None or fields.get("destination_type") != "multiple":
        return
    defaults = DEFAULTS[semantics.switch]
    tries = defaults.tries
    values = {
        "timeout_seconds": defaults.timeout,
        "wrong_keys_allowed": tries,
        # the engine takes max-failures for max-timeouts where only that is given; FusionPBX's form gives both
        "silences_allowed": (semantics.switch == "freeswitch" and fields.get("wrong_keys_allowed")) or tries,
        "wrong_key_destination_type": MENU_END,
        "wrong_key_destination_id": "failure",
        "silence_destination_type": MENU_END,
        "silence_destination_id": "timeout",
    }
    for name, value in values.items():
        other = name.replace("_id", "_type") if name.endswith("_id") else name.replace("_type", "_id")
        if fields.get(name) is None and (fields.get(other) is None or fields.get(other) == values.get(other)):
            fields[name] = value
