"""What an Asterisk does with a call that has arrived: a file that says so for each destination.

    # dial.yaml, next to flow.yaml
    Booking desk: Dial(PJSIP/booking)
    voicemail||9001: VoiceMail(9001@default,u)
    Reception: Goto(from-internal,0,1)

A file and not a flag: what a destination is in an Asterisk outlives a command line, and is worth a commit. The names
are those of the flow's catalogue, or ``type||id``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, nearest_words
from simulator.exchange.dialplan_syntax import seconds_text
from simulator.text.document import Document
from simulator.words.phrases import list_first

ACTION_MOST = 500
"""Characters of one action."""

_ACCEPTED = "use Dial(...), VoiceMail(...), Queue(...) or Goto(...)"
_APPLICATIONS = {"dial": "Dial", "voicemail": "VoiceMail", "queue": "Queue", "goto": "Goto"}
_CALL = re.compile(r"\s*([A-Za-z]+)\((.+)\)\s*")
_MAILBOX = re.compile(r"\s*([\w.+-]+)(?:@([\w.+-]+))?\s*")
_VARIABLE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_CHANNELS = re.compile(r"[^,()]+")


class DialAction(NamedTuple):
    """One application: what a call does that has arrived. ``channels`` and ``options`` are those of a ``Dial``."""

    application: str
    channels: str = ""
    options: str = ""
    seconds: str = ""

    @property
    def mailboxes(self) -> tuple[str, ...]:
        """Return the mailboxes of a ``VoiceMail``, each as ``NAME@CONTEXT``; one that a variable names is left out."""
        if not self.application.startswith("VoiceMail("):
            return ()
        named = self.application[len("VoiceMail(") : -1].partition(",")[0].split("&")
        return tuple(f"{box[1]}@{box[2] or 'default'}" for box in map(_MAILBOX.fullmatch, named) if box)

    @property
    def leaves(self) -> bool:
        """Return whether nothing in this dialplan can follow."""
        return self.application.startswith("Goto(")


def read_dial_map(flow: Flow, document: Document) -> Mapping[Destination, DialAction]:
    """Return the actions of a file by destination, in its canonical form. Raises ``FlowError`` with every problem."""
    if not isinstance(document.tree, dict):
        raise FlowError([document.problem_at((), f"is not a mapping of destinations; {DIAL_EXAMPLE}")])
    actions: dict[Destination, DialAction] = {}
    problems: list[Problem] = [*document.problems]
    for name, value in document.tree.items():
        try:
            destination = _find_destination(flow, name)
            if destination in actions:
                raise ValueError(f"{quote_value(name)} is there under another name, too; leave one of them out")
        except ValueError as refusal:
            problems.append(document.problem_at((name,), str(refusal), key=True))
            continue
        try:
            actions[destination] = _fit_route(parse_action(value), flow, destination)
        except ValueError as refusal:
            problems.append(document.problem_at((name,), str(refusal)))
    if problems:
        raise FlowError(problems)
    return actions


DIAL_EXAMPLE = "write one destination per line, such as Booking desk: Dial(PJSIP/booking)"


def parse_action(value: object) -> DialAction:
    """Return the action of a text. Raises ``ValueError`` that says what would be accepted.

    Variables are accepted, functions and expressions are not: ``${SHELL(...)}`` would run a program.

    >>> parse_action("dial(PJSIP/booking,,tT)")
    DialAction(application='Dial(PJSIP/booking,,tT)', channels='PJSIP/booking', options='tT', seconds='')
    """
    if not isinstance(value, str) or len(value) > ACTION_MOST or not value.isprintable():
        raise ValueError(f"{quote_value(value)} is not an application of Asterisk; {_ACCEPTED}")
    call = _CALL.fullmatch(value)
    name = _APPLICATIONS.get(call[1].lower()) if call else None
    if call is None or name is None:
        raise ValueError(f"{quote_value(value)} is not an application that can follow an arrival; {_ACCEPTED}")
    arguments = call[2].strip()
    if re.search(r"\$[{\[]", _VARIABLE.sub("", arguments)):
        raise ValueError(f"{quote_value(value)}: only plain variables such as ${{TRUNK}} are accepted in ${{...}}")
    if re.search(r"[\\\"]", arguments) or not _is_balanced(arguments):
        raise ValueError(
            f"{quote_value(value)}: its brackets do not match, or it holds a quotation mark or a backslash"
        )
    application = f"{name}({arguments})"
    if name != "Dial":
        return DialAction(application)
    channels, _, rest = arguments.partition(",")
    seconds, _, options = rest.partition(",")
    if not _CHANNELS.fullmatch(channels.strip()):
        raise ValueError(f"{quote_value(value)}: Dial needs a channel, such as Dial(PJSIP/booking)")
    return DialAction(application, channels.strip(), options.strip(), seconds.strip())


def _fit_route(action: DialAction, flow: Flow, destination: Destination) -> DialAction:
    """Return the action if it can do what the flow says lies behind a destination. Raises ``ValueError``."""
    route = flow.route_of(destination)
    if isinstance(route, ScheduleRoute):
        raise ValueError("a schedule decides there, and its answers lead on; name the destinations that they lead to")
    if isinstance(route, PersonRoute):
        rings = f"rings for {seconds_text(route.rings_ms)} s in the flow"
        if not action.channels:
            raise ValueError(f"a telephone {rings}; use Dial(...), which tells whether somebody picks up")
        if action.seconds or "," in action.options:
            raise ValueError(f"a telephone {rings}; leave the seconds out: Dial({action.channels},,OPTIONS)")
        if "U(" in action.options or "g" in action.options:
            raise ValueError("the options U and g are taken: they tell that somebody picks up; leave them out")
    return action


def _find_destination(flow: Flow, name: str) -> Destination:
    named = [destination for destination, known in flow.destinations.items() if known.name == name]
    if len(named) == 1:
        return named[0].canonical
    if "||" in name:
        destination = parse_address(name)
        if flow.receptionist_for(destination) is not None:
            raise ValueError(f"{quote_value(name)} is a receptionist of the flow; its dialplan is written already")
        return destination.canonical
    names = [known.name for known in flow.destinations.values() if known.name]
    near = nearest_words(name, names)
    hint = f"did you mean {near[0]}?" if near else f"the flow has {list_first(names, 5)}" if names else "use type||id"
    raise ValueError(f"no destination {quote_value(name)}; {hint}")


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
