"""Random menus of FreeSWITCH, as the slow model has them and as a flow."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import simulator
from simulator.config.flow import Flow
from simulator.text.yaml_quotes import inline_value

CODES = ["1", "2", "9", "0", "*", "12", "123", "34", "*1", "#", "1#"]
SOUNDS = {
    "greet_long": ("long1", "long2"),
    "greet_short": ("short1",),
    "invalid_sound": ("invalid1",),
    "exit_sound": ("exit1",),
}
LENGTHS = {"long1": 700, "long2": 400, "short1": 300, "invalid1": 250, "exit1": 350}
NAMES = ["m0", "m1", "m2"]


@st.composite
def switch_menus(draw: DrawFn) -> dict[str, dict[str, Any]]:
    """Three menus in the model's words; each leads to others, back, up and out."""
    return {name: draw(_menu()) for name in NAMES}


@st.composite
def _menu(draw: DrawFn) -> dict[str, Any]:
    actions = st.sampled_from([*NAMES, *NAMES, "back", "exit", "top", "department||7"])
    menu: dict[str, Any] = {
        "timeout": draw(st.sampled_from([0, 0.6, 1.001, 1.5])),
        "inter_digit_timeout": draw(st.sampled_from([0, 0, 0.4, 0.8, 1.2])),
        "failures": draw(st.sampled_from([0, 1, 2, 3])),
        "timeouts": draw(st.sampled_from([0, 1, 2, 3])),
        "digit_len": draw(st.sampled_from([1, 1, 2, 4])),
        "entries": draw(st.dictionaries(st.sampled_from(CODES), actions, min_size=1, max_size=5)),
    }
    for kind, sounds in SOUNDS.items():
        chosen = draw(st.sampled_from([*sounds, *sounds, *sounds, ""]))
        if chosen:
            menu[kind] = chosen
    for status in ("failure", "timeout"):
        if draw(st.sampled_from([False, False, True])):
            menu[f"on_{status}"] = "extension||8"
    return menu


@st.composite
def switch_steps(draw: DrawFn) -> list[dict[str, Any]]:
    """What a caller does: keys at any millisecond, fast or slow, and silences."""
    keys = st.sampled_from(CODES) | st.text("0129*#3", min_size=1, max_size=5)
    press = st.builds(
        lambda press, after, gap: {"press": press, "after": after / 1000, "gap": gap / 1000, "cue": "prompt"},
        keys,
        st.integers(0, 2500),
        st.sampled_from([0, 1, 199, 300, 450, 700]),
    )
    return draw(st.lists(press | press | st.just({"silence": True}), max_size=8))


def switch_flow(menus: dict[str, dict[str, Any]], folder: Any, profile: str = "freeswitch") -> Flow:
    """The same menus, loaded from a flow.yaml."""
    actions = {"back": "menu_back||1", "exit": "menu_exit||1", "top": "menu_top||1"}
    items, engines = {}, {}
    for name, menu in menus.items():
        ways = {
            "failure": menu.get("on_failure", "menu_end||failure"),
            "timeout": menu.get("on_timeout", "menu_end||timeout"),
        }
        items[name] = {
            "name": name,
            "destination_type": "multiple",
            "recording": menu.get("greet_long", ""),
            "invalid_recording": menu.get("invalid_sound", ""),
            "timeout": menu["timeout"],
            "incorrect_count": menu["failures"],
            "timeout_retries": menu["timeouts"],
            **_way("invalid", ways["failure"]),
            **_way("timeout", ways["timeout"]),
            "entries": [
                {"option": code, **_way("", actions.get(to, f"virtual_receptionist||{to}" if to in menus else to))}
                for code, to in menu["entries"].items()
            ],
        }
        settings = ("greet_short", "exit_sound", "digit_len", "inter_digit_timeout")
        engines[name] = {"engine": {setting: menu[setting] for setting in settings if setting in menu}}
    recordings = {name: {"seconds": length / 1000} for name, length in LENGTHS.items()}
    flow = {"entry": "m0", "semantics": profile, "receptionists": items, "menus": engines, "recordings": recordings}
    path = folder / "flow.yaml"
    path.write_text("".join(f"{section}: {inline_value(value)}\n" for section, value in flow.items()), encoding="utf-8")
    return simulator.load(path)


def _way(prefix: str, address: str) -> dict[str, str]:
    kind, _, id = address.partition("||")
    start = f"{prefix}_" if prefix else ""
    return {f"{start}destination_type": kind, f"{start}destination_id": id}
