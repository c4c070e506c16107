"""The sounds among the effects of an event."""

from simulator.callers.started_sounds import started_sounds
from simulator.config.receptionist import Destination
from simulator.core.effects import Choice, Enter, Play, Ring, Round


def test_recordings_and_ringing_telephones_in_their_order() -> None:
    effects = (Choice("1"), Enter("main"), Round(0, 0), Play("244", 4000, True), Ring(Destination("IVR", "7")))
    assert started_sounds(effects) == ("244", Destination("IVR", "7").canonical)
    assert started_sounds(()) == ()
