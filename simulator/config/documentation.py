"""The provider's documentation of a call, dialect by dialect: every sentence with its page and the day it was read.

Whether a setting is documented depends on the dialect: the pages of the ``ivr`` dialect settle ``final_on``,
the page of the ``vr`` dialect only leans to a value. All that this program says of documented and
undocumented behaviour is read from here, so no statement can contradict a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from simulator.config.semantics import SETTINGS
from simulator.fast_classes import NamedTuple

Dialect = Literal["vr", "ivr"]
DIALECTS: tuple[Dialect, ...] = ("vr", "ivr")
DEFAULT_DIALECT: Dialect = "vr"

_READ = "2026-11-30"
_VR = "put_v1-virtual-receptionist-id"
_IVR = "docs.acefone.co.uk, create-an-ivr"
_SMARTFLO = "Smartflo v1ivr (a sister brand)"
_SERVETEL = "Servetel (a sister brand)"


class Statement(NamedTuple):
    """One page's sentence about a setting, word for word, and the day on which it was read.

    An empty ``sentence``: the page says nothing of it. ``value`` is the value of the setting that the
    sentence means; ``settles`` tells whether it leaves no other reading.
    """

    sentence: str
    page: str
    read: str
    value: str | None = None
    settles: bool = False


class Fact(NamedTuple):
    """A page's statement about a call that no setting covers, in our words, and the day on which it was read."""

    text: str
    page: str
    read: str


_FINAL_ON: Mapping[Dialect, tuple[Statement, ...]] = {
    # "Maximum number allowed" fits the N-th mistake as well as the one after it: the page leans, and settles nothing.
    "vr": (
        Statement("has reached maximum number of incorrect inputs allowed", _VR, _READ, "at_count"),
        Statement("has reached maximum number of timeout retries", _VR, _READ, "at_count"),
    ),
    "ivr": (
        Statement("Number of retries allowed after invalid inputs", _IVR, _READ, "after_retries", settles=True),
        Statement("number of retries permitted after invalid inputs", _SMARTFLO, _READ, "after_retries", settles=True),
        Statement("reaches more than the value set", _SERVETEL, _READ, "after_retries", settles=True),
        Statement("after Timeout Retry count is more than set value", _SMARTFLO, _READ, "after_retries", settles=True),
    ),
}

_SAID: Mapping[Dialect, Mapping[str, tuple[Statement, ...]]] = {
    dialect: {"final_on": _FINAL_ON[dialect]} for dialect in DIALECTS
}
_SILENT: Mapping[Dialect, tuple[Statement, ...]] = {
    "vr": (Statement("", _VR, _READ),),
    "ivr": (Statement("", _IVR, _READ),),
}

STATEMENTS: Mapping[Dialect, Mapping[str, tuple[Statement, ...]]] = {
    dialect: {setting: _SAID[dialect].get(setting, _SILENT[dialect]) for setting in SETTINGS} for dialect in DIALECTS
}
"""For each dialect and each setting of the semantics: the pages that were read, and what they say."""

FACTS: Mapping[Dialect, tuple[Fact, ...]] = {
    "vr": (
        Fact("timeout is the wait for each DTMF input, in seconds", _VR, _READ),
        Fact("invalid_recording plays at a wrong key", _VR, _READ),
        Fact("timeout_retry_recording plays at each silence that leaves a retry", _VR, _READ),
        Fact("timeout_recording plays at the last silence", _VR, _READ),
        Fact("recording_invalid plays at the last wrong key (inferred from sister brands)", _VR, _READ),
        Fact("used-up wrong keys or silences send the call to their fall-back destination", _VR, _READ),
        Fact("destination_type single sends the call straight on; multiple offers the entries", _VR, _READ),
    ),
    "ivr": (
        Fact("timeout is the wait for a key, in seconds, which begins after the recording ends", _IVR, _READ),
        Fact("invalid_recording plays at a wrong key", _IVR, _READ),
        Fact("timeout_retry_recording plays at each silence that leaves a retry", _IVR, _READ),
        Fact("timeout_recording plays at the last silence", _IVR, _READ),
        Fact("recording_invalid plays at the last wrong key", _SMARTFLO, _READ),
        Fact("used-up wrong keys or silences send the call to their fall-back destination", _IVR, _READ),
        Fact("an auto attendant sends the call straight on; an IVR offers its options", _IVR, _READ),
    ),
}
"""What the pages of each dialect say of a call beyond the settings."""


def settled_value(dialect: Dialect, setting: str) -> str | None:
    """The value of a setting that the pages of a dialect document; None: the setting is open."""
    return next((statement.value for statement in STATEMENTS[dialect][setting] if statement.settles), None)


def is_open(dialect: Dialect, setting: str) -> bool:
    """Return whether no page of a dialect settles a setting."""
    return settled_value(dialect, setting) is None


def leaning(dialect: Dialect, setting: str) -> Statement | None:
    """The sentence by which the pages of a dialect lean to a value of an open setting; None: they lean to none."""
    if not is_open(dialect, setting):
        return None
    return next((statement for statement in STATEMENTS[dialect][setting] if statement.value is not None), None)


def settling(dialect: Dialect, setting: str) -> Statement | None:
    """The first sentence that settles a setting in a dialect; None: the setting is open."""
    return next((statement for statement in STATEMENTS[dialect][setting] if statement.settles), None)


def status_words(dialect: Dialect, setting: str) -> str:
    """Return what a dialect documents of a setting, in one line."""
    if (settled := settling(dialect, setting)) is not None:
        return f"{dialect}: documented as {settled.value}, {_quote(settled)}"
    if (leans := leaning(dialect, setting)) is not None:
        return f"{dialect}: not documented; the wording leans to {leans.value}, {_quote(leans)}"
    read = STATEMENTS[dialect][setting][0]
    return f"{dialect}: not documented ({read.page}, read {read.read}, does not mention it)"


def remark(dialect: Dialect, setting: str) -> str:
    """Return what a dialect documents of a setting, in the few words that follow its value."""
    settled = settling(dialect, setting)
    if settled is None:
        return f"the {dialect} dialect does not document it"
    return f"the {dialect} dialect documents {settled.value}: '{settled.sentence}'"


def _quote(statement: Statement) -> str:
    return f"'{statement.sentence}' ({statement.page}, read {statement.read})"
