"""A destination: the place that a call is sent to, by the provider's type word and an id."""

from __future__ import annotations

from simulator.config.menu_engine import RETURN
from simulator.fast_classes import NamedTuple

RECEPTIONIST_TYPES = frozenset({"virtual_receptionist", "ivr", "auto_attendant", "auto_attend"})
"""Destination types that mean a receptionist, over both dialects and number routing."""

TYPE_ALIASES = {"ringgroup": "department", "auto_attend": "auto_attendant", "dialer_queue": "inbound_queue"}
"""Another endpoint's word for the same kind of destination -> the word used to look names up."""

HANGUP = "hangup"
HANGUP_ID = "1"
"""The id that ``hangup`` always carries (provider's documentation)."""


class Destination(NamedTuple):
    """The place that a call is sent to: the provider's type word and an id."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type}||{self.id}"

    @property
    def names_receptionist(self) -> bool:
        """Return whether the type means a receptionist."""
        return self.type.lower() in RECEPTIONIST_TYPES

    @property
    def hangs_up(self) -> bool:
        """Return whether the call is ended by the menu."""
        return self.type.lower() == HANGUP

    @property
    def leads_back(self) -> bool:
        """Return whether the call goes back to the menu that it came from."""
        return self.type.lower() == RETURN

    @property
    def is_blank(self) -> bool:
        """Return whether it has no id: the engine goes to a place without a name, and drops the call there."""
        return not self.id.strip()

    @property
    def drop_reason(self) -> str:
        """Return why a call that goes here drops, where it ``is_blank``."""
        if self == NOWHERE:
            return "there is no menu to go back to"
        return "the final recording is missing" if self == DROPPED else "the destination is blank"

    @property
    def canonical(self) -> Destination:
        """The same destination under the one word that the catalogue is searched by."""
        kind = self.type.lower()
        kind = TYPE_ALIASES.get(kind, kind)
        return self if kind == self.type else Destination(kind, self.id)


def parse_address(address: str) -> Destination:
    """The destination of ``type||id``, as ``str`` writes it."""
    kind, _, id = address.partition("||")
    return Destination(kind, id)


DROPPED = Destination("missing_recording", "")
"""Where a call goes that the engine drops: nowhere."""

NOWHERE = Destination(RETURN, "")
"""Where a call goes that is to go back, and came from no menu."""

BACK = Destination(RETURN, "1")
"""Back to the menu that the call came from."""
