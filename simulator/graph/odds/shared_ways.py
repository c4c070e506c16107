"""The ways out of menus whose callers do the same in them: their shares and times, whatever they lead to.

Menus that share a stay differ in how many choices there are, and where these lead. So of 10,000 menus a few hundred
have ways of their own, and the others take them over, each with its own targets.
"""

from __future__ import annotations

from simulator.fast_classes import NamedTuple
from simulator.graph.odds.menu_stay import ANY_CHOICE, MenuStay, Moments
from simulator.graph.odds.stay_library import KeyTyping
from simulator.graph.odds.time_moments import NOBODY, delay_moments
from simulator.tables.menu_rows import Step
from simulator.tables.station import Station


class SharedWays(NamedTuple):
    """The callers on each way out of a menu, per caller who enters it; None: there are none.

    ``choices`` are by the codes that callers choose, empty where nobody chooses. ``wrong`` and ``silence`` are those
    whose tries are used up, once the final recording is over.
    """

    choices: tuple[Moments, ...]
    hang_ups: Moments | None
    wrong: Moments | None
    silence: Moments | None


def share_ways(station: Station, stay: MenuStay, typing: KeyTyping) -> SharedWays:
    """Return the ways out of a menu, for all menus with its stay, parts and lengths. No keys are still to come."""
    share, first, second = stay.choices.get((ANY_CHOICE, ()), NOBODY)
    choices = []
    for part, milliseconds in typing.parts if share else ():
        moments: Moments = (share * part, first * part, second * part)
        choices.append(delay_moments(moments, milliseconds) if milliseconds else moments)
    wrong, silence = station.kind.wrong, station.kind.silence
    assert wrong is not None, "only a menu has rounds"
    assert silence is not None, "only a menu has rounds"
    return SharedWays(
        tuple(choices),
        stay.hang_ups if stay.hang_ups.share else None,
        _hear_last(station, wrong.last, stay.wrong_out.get(())),
        _hear_last(station, silence.last, stay.silence_out.get(())),
    )


def _hear_last(station: Station, step: Step, moments: Moments | None) -> Moments | None:
    lasts = station.lengths[step.plays] if step.plays >= 0 else 0
    return delay_moments(moments, lasts) if moments is not None and lasts else moments
