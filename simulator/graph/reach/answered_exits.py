"""A way out of a receptionist, and what becomes of it where telephones ring at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from simulator.config.destination import HANGUP, Destination
from simulator.config.flow import Flow
from simulator.config.routes import Answer, PersonRoute

Cause = Literal["choice", "wrong", "silence", "forward"]

FIELDS: dict[Cause, str] = {
    "choice": "entries",
    "wrong": "wrong_key_destination_id",
    "silence": "silence_destination_id",
    "forward": "forward_destination_id",
}
"""The receptionist's field that says where each kind of way out leads."""


Rung = tuple[tuple[Destination, Answer], ...]
"""The telephones that rang, in order, with what each answered."""


class Exit(NamedTuple):
    """One way out of a receptionist that some caller can take; ``code`` is that of a choice, else empty.

    Where a telephone rings at the end of the way, each of its answers makes an exit of its own: ``rung`` has them,
    and ``delay`` is how many milliseconds it rang. The exit on which everybody picks up comes first.

    ``returns``: it leads back to a menu of FreeSWITCH that the call was in before. It is a way round, and no way to
    anything: whoever takes it has been there, and at less cost.
    """

    cause: Cause
    code: str
    destination: Destination
    rung: Rung = ()
    delay: int = 0
    returns: bool = False


UNANSWERED = Destination(HANGUP, "unanswered")
"""The end of a call that rings out where no way leads on: it is hung up."""

RINGS_ON = Destination(HANGUP, "rings on")
"""What stands for the end of a call that has none: its telephones send it to each other until somebody picks up."""


def exits_after_ringing(flow: Flow, exit: Exit) -> Iterator[Exit]:
    """Yield an exit as each answer of the telephones at its end makes it; without one, as it is.

    A call that comes back to a telephone leaves by ``RINGS_ON``: it goes round for as long as nobody picks up.
    """
    route = flow.route_of(exit.destination)
    if not isinstance(route, PersonRoute):
        yield exit
        return
    if route.fixed in (None, "picked_up"):
        yield exit._replace(rung=(*exit.rung, (exit.destination, "picked_up")))
    ways: list[tuple[Answer, Destination]] = list(route.ways())
    if route.no_answer is None:
        ways.append(("no_answer", UNANSWERED))
    for answer, onward in ways:
        if route.fixed not in (None, answer):
            continue
        rung: Rung = (*exit.rung, (exit.destination, answer))
        delay = exit.delay + (route.rings_ms if answer == "no_answer" else 0)
        if any(destination.canonical == onward.canonical for destination, _ in rung):
            yield exit._replace(destination=RINGS_ON, rung=rung, delay=delay)
            continue
        yield from exits_after_ringing(flow, exit._replace(destination=onward, rung=rung, delay=delay))


def ring_circle(flow: Flow, rung: Rung) -> Rung:
    """The part of what rang on the way to ``RINGS_ON`` that a call goes round in, from its first telephone on."""
    last, answer = rung[-1]
    route = flow.route_of(last)
    assert isinstance(route, PersonRoute), "only telephones ring"
    again = dict(route.ways())[answer].canonical
    return rung[next(place for place, (telephone, _) in enumerate(rung) if telephone.canonical == again) :]
