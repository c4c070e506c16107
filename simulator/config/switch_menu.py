"""FreeSWITCH's menu as a receptionist: the values that its ``ivr`` application works with.

Most are fields of the receptionist: its greeting is ``greet-long``, the retry recording for a wrong key
``invalid-sound``, the counts are ``max-failures`` and ``max-timeouts``. ``menus`` of flow.yaml has the others, for
which no provider has a field. What nobody says is the engine's default (switch_ivr_menu.c), or that of FusionPBX's
form (ivr_menu_edit.php), which writes the same menus.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from simulator.config.semantics import SwitchProfile
from simulator.fast_classes import NamedTuple
from simulator.words.phrases import count_noun

if TYPE_CHECKING:
    from simulator.config.receptionist import Receptionist

LEVELS_MOST = 12
"""So many menus can be in each other; at one more, all of them end."""

MENU_END, MENU_BACK, MENU_TOP, MENU_EXIT = "menu_end", "menu_back", "menu_top", "menu_exit"
MENU_ACTIONS: Mapping[str, tuple[str, ...]] = {
    MENU_END: ("failure", "timeout", "success"),
    MENU_BACK: ("1",),
    MENU_TOP: ("1",),
    MENU_EXIT: ("1",),
}
"""The destination types that are actions of a menu rather than places that a call is sent to, with their ids.

``menu_end`` is the end of a menu that nothing else follows; its id is the status that the engine leaves behind."""

Status = Literal["failure", "timeout", "success"]
"""What the engine calls the end of a menu, in a variable that it leaves behind."""

STATUS_CAUSES: Mapping[Status, Literal["wrong", "silence", "entry"]] = {
    "failure": "wrong",
    "timeout": "silence",
    "success": "entry",
}
"""What has come before, by the status of the end."""

_ACTION_WORDS: Mapping[str, str] = {
    MENU_BACK: "the menu before",
    MENU_TOP: "the first menu of the call",
    MENU_EXIT: "the end of all menus",
}


def action_words(type: str, id: str) -> str:
    """Return what an action of a menu, or its end, is in words; empty for any other destination."""
    return f"the end of the menu ({id})" if type == MENU_END else _ACTION_WORDS.get(type, "")


_TRIES_DEFAULT = 3
_TIMEOUT_DEFAULT_MS = 10_000


class SwitchSettings(NamedTuple):
    """The ``engine`` block of one menu in flow.yaml; None: the engine's default. Times are seconds."""

    greet_short: str | None = None
    exit_sound: str | None = None
    digit_len: int | None = None
    inter_digit_timeout: float | None = None

    @property
    def recordings(self) -> tuple[str | None, ...]:
        """Return the recordings that it names."""
        return self.greet_short, self.exit_sound


NO_SWITCH_SETTINGS = SwitchSettings()


class _Defaults(NamedTuple):
    digit_len: int
    inter_digit_timeout: float
    timeout: float
    tries: int


DEFAULTS: Mapping[SwitchProfile, _Defaults] = {
    "freeswitch": _Defaults(1, 0, 10, _TRIES_DEFAULT),
    "fusionpbx": _Defaults(5, 2, 3, 1),
}


SWITCH_RULES: tuple[str, ...] = (
    "max-failures wrong keys, or max-timeouts silences, end a menu (0 or less: 3); a choice forgets the wrong keys",
    "a code has digit_len keys, or as many as the longest option if that is more; fewer, with # or a wait after them",
    "all keys of a code have the timeout together (0: 10 s), and inter_digit_timeout each (0: half the timeout)",
    "the invalid sound plays after every wrong key, one key stops it and is lost; a silence has no sound",
    "a menu without a greeting waits for no key: each of its turns is a wrong key at once",
    f"a sub-menu returns to the menu before it; at more than {LEVELS_MOST} levels all menus end",
    "failures and time-outs leave by one exit, after the exit sound, where no destination is given",
)
"""What FreeSWITCH's menu does, in short; ``core.switch_blueprint`` and ``core.menu_stack`` have it in full."""


def defaults_text(profile: SwitchProfile) -> str:
    """Return what a profile takes where flow.yaml says nothing."""
    digit_len, inter_digit, timeout, tries = DEFAULTS[profile]
    waits = f"{inter_digit:g} s" if inter_digit else "half of it"
    limits = f"{count_noun(tries, 'failure', spell=False)}, {count_noun(tries, 'time-out', spell=False)}"
    return f"left out: {limits}, a timeout of {timeout:g} s, an inter-digit time of {waits}, digit_len {digit_len}"


class SwitchMenu(NamedTuple):
    """One menu as the engine has it, every default filled in. Times are milliseconds.

    ``failures`` and ``timeouts`` are the mistakes after which it ends. ``timeout_ms`` is the wait for a first key, and
    for all keys together; ``further_ms`` that for one more key. A code is decided once it has ``code_length`` keys.
    """

    greet_long: str | None
    greet_short: str | None
    invalid_sound: str | None
    exit_sound: str | None
    timeout_ms: int
    further_ms: int
    failures: int
    timeouts: int
    code_length: int


def switch_menu(item: Receptionist) -> SwitchMenu:
    """Return the menu that FreeSWITCH makes of a receptionist whose engine it is."""
    profile, own = item.engine.switch or "freeswitch", item.engine.settings.switch
    defaults = DEFAULTS[profile]
    given = defaults.inter_digit_timeout if own.inter_digit_timeout is None else own.inter_digit_timeout
    timeout_ms = round((item.timeout_seconds or 0) * 1000)
    # The engine halves the time-out before it gives a time-out of 0 its default, and collects with what it then has:
    # with neither, every key has as long as the first.
    inter_ms = round(given * 1000) or timeout_ms // 2
    first_ms = timeout_ms or _TIMEOUT_DEFAULT_MS
    digit_len = defaults.digit_len if own.digit_len is None else own.digit_len
    return SwitchMenu(
        greet_long=item.greeting,
        greet_short=own.greet_short,
        invalid_sound=item.wrong_key_retry_recording,
        exit_sound=own.exit_sound,
        timeout_ms=first_ms,
        further_ms=inter_ms or first_ms,
        failures=item.wrong_keys_allowed or _TRIES_DEFAULT,
        timeouts=item.silences_allowed or _TRIES_DEFAULT,
        code_length=max(digit_len, 1, *map(len, item.own_options)),
    )
