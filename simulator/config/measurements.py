"""Measurements: engines that made the same calls as the simulator, and how far they agreed.

A measurement covers the settings under which it was made (``semantics``), so that what is measured of a setting or of
a profile is read off here. A call agrees where the recordings in their order and the destination are the same; times
are compared on calls that agree. What the provider documents is in ``config.documentation``.
"""

from __future__ import annotations

from simulator.config.semantics import PROFILES, SETTINGS, Semantics
from simulator.fast_classes import NamedTuple


class TimeError(NamedTuple):
    """Milliseconds by which calls that agree differed in length; None: not recorded."""

    median: int
    most_of_95: int | None
    most: int


class Measurement(NamedTuple):
    """Calls made by a real engine and by the simulator.

    ``semantics`` are the settings that were compared; none: the model is not one of this program's. ``shipped`` tells
    that the calls are part of the tests. ``untried`` are settings that no call depended on.
    """

    engine: str
    version: str
    calls: int
    agreeing: int
    semantics: tuple[Semantics, ...]
    time_error: TimeError | None = None
    note: str = ""
    shipped: bool = False
    untried: tuple[str, ...] = ()

    def covers(self, semantics: Semantics) -> bool:
        """Return whether the measurement was made under exactly these settings."""
        return any(_values(semantics) == _values(covered) for covered in self.semantics)


class ReadRule(NamedTuple):
    """An engine whose rules were read in its source or specification, and not measured."""

    engine: str
    source: str
    note: str


_FREEPBX = tuple(
    PROFILES["freepbx"].model_copy(update={"collect": collect, "replay_greeting": replay})
    for collect in ("prefix", "first_match", "terminated")
    for replay in ("without_retry_prompt", "always")
)
"""FreePBX's three ways of collecting keys, with its switch *append announcement* off and on."""

_NO_ZERO = ("zero_timeout_seconds",)
"""Where no menu had a timeout of 0, or where it is not known that one had."""

_ONE_COUNT = PROFILES["freepbx"].model_copy(update={"counters": "shared", "replay_greeting": "always"})

MEASUREMENTS: tuple[Measurement, ...] = (
    Measurement(
        engine="Asterisk, FreePBX's rules",
        version="16.28",
        calls=240,
        agreeing=240,
        semantics=_FREEPBX,
        time_error=TimeError(13, 38, 58),
        note="six flows, pauses of 50 ms between two recordings taken off",
        shipped=True,
        untried=_NO_ZERO,
    ),
    Measurement(
        engine="Asterisk, FreePBX's rules",
        version="16.28",
        calls=360,
        agreeing=360,
        semantics=_FREEPBX,
        time_error=TimeError(5, 33, 86),
        note="18 flows with nested menus, loops, no retries, timeout 0 and codes of up to ten keys",
    ),
    Measurement(
        engine="Asterisk, FreePBX's rules",
        version="16.28 and 22.10",
        calls=3000,
        agreeing=3000,
        semantics=_FREEPBX,
        note="random calls to 240 random menus",
        untried=_NO_ZERO,
    ),
    Measurement(
        engine="FreePBX's own dialplan on Asterisk",
        version="22.10",
        calls=480,
        agreeing=480,
        semantics=_FREEPBX,
        note="the module's generator, unmodified, direct dial off",
        untried=_NO_ZERO,
    ),
    Measurement(
        engine="FreePBX with direct dial on",
        version="ivr 16.0.9 and 17.0.4",
        calls=240,
        agreeing=240,
        semantics=(PROFILES["freepbx-16-default"], PROFILES["freepbx-17-default"]),
        note="the rule of how long a key may begin an extension; numbers of two digits and more",
        untried=_NO_ZERO,
    ),
    Measurement(
        engine="FreeSWITCH's ivr",
        version="1.11.3-dev (cc93a683)",
        calls=390,
        agreeing=390,
        semantics=(PROFILES["freeswitch"],),
        time_error=TimeError(40, None, 213),
        note="sub-menus, type-ahead, # and all sounds; 150 of these calls are part of the tests",
    ),
    Measurement(
        engine="Wazo's menu on Asterisk",
        version="wazo-confgend d650fa0",
        calls=100,
        agreeing=100,
        semantics=(_ONE_COUNT.model_copy(update={"final_on": "at_count", "interdigit_seconds": 5.0}),),
        note="without its separate greeting, its immediate destinations and its own zero timeout",
        untried=("barge_in", *_NO_ZERO),
    ),
    Measurement(
        engine="MikoPBX's menu on Asterisk",
        version="Core e26e6b97",
        calls=100,
        agreeing=100,
        semantics=(_ONE_COUNT.model_copy(update={"interdigit_seconds": 2.0}),),
        note="its one destination for both mistakes is written twice here; its own zero timeout is left out",
        untried=_NO_ZERO,
    ),
)

READ_RULES: tuple[ReadRule, ...] = (
    ReadRule("IvozProvider", "ivozprovider d7fd31b6", "one attempt, no retries"),
    ReadRule("jambonz", "jambonz-feature-server 389c65e2", "one gather is one round; the application counts"),
    ReadRule("VoiceXML 2.0", "W3C Recommendation, 16 March 2004", "a key that fits no grammar does not end the entry"),
)
"""Engines that no profile rests on, because their rules were only read."""

NOT_MODELLED: tuple[str, ...] = (
    "carriers that lose or double a DTMF tone, and tones that a caller's telephone sends too short",
    "speech: recognition of what callers say, and keys that are spoken",
    "codecs, packet loss and the delay of the line",
    "the half second that Asterisk takes to answer on its test channel, and its pause of 50 ms between two recordings",
    "keys at the very instant at which a recording or a wait ends: here time wins, an engine may decide otherwise",
    "patterns as options without an end (_1.), dialling by name, and queues that a caller can leave",
    "an engine's guard against loops, which says goodbye and hangs up",
)
"""What no setting covers: a real call may differ from a simulated one in these."""


def measured_values(setting: str) -> dict[object, tuple[Measurement, ...]]:
    """Return the measured values of a setting, each with the measurements that were made under it."""
    measured: dict[object, list[Measurement]] = {}
    for measurement in MEASUREMENTS:
        tried = () if setting in (*measurement.untried, *UNTRIED) else measurement.semantics
        settled = [semantics for semantics in tried if semantics.switch is None]
        for value in dict.fromkeys(getattr(semantics, setting) for semantics in settled):
            measured.setdefault(value, []).append(measurement)
    return {value: tuple(measurements) for value, measurements in measured.items()}


def measurements_of(semantics: Semantics) -> tuple[Measurement, ...]:
    """Return the measurements that were made under just these settings."""
    return tuple(measurement for measurement in MEASUREMENTS if measurement.covers(semantics))


UNTRIED = ("missing_final",)
"""Settings that no measured call depended on: their final recordings were all there."""


def _values(semantics: Semantics) -> tuple[object, ...]:
    if semantics.switch is not None:  # a machine of its own, whose settings mean nothing
        return (semantics.switch,)
    return tuple(getattr(semantics, setting) for setting in SETTINGS if setting not in UNTRIED)
