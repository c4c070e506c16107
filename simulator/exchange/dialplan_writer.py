"""A flow as an Asterisk dialplan.

``write_dialplan(flow)`` returns ``DialplanFiles``. To ring it, call ``s`` in the context ``start`` (the start of the
flow, or the number that the flow is rung on), one of the flow's numbers there (``+441632960001``), or
the extension of a receptionist there (``entry_extension``). A round begins at ``menu_context.ROUND_MARK``; a call
ends at a ``UserEvent`` (``end_context``). The sound files lie in the folder that the global variable ``IVR_SOUNDS``
names, and ``sounds`` says which recording each is.

    [ivr-start]         numbers, and the answer
    [ivr-menu-KEY]      a receptionist
    [ivr-numbers]       extensions that callers dial at a menu
    [ivr-schedule-KEY]  a schedule
    [ivr-ends]          where calls arrive
    [ivr-picked-up]     a telephone that is picked up
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from simulator.callers.voicemail_recordings import TRANSFER, add_transfer
from simulator.config.flow import Flow
from simulator.config.menu_engine import played_recordings
from simulator.config.phone_number import dialled_digits
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PERSON_ANSWERS, SCHEDULE_ANSWERS, PersonRoute, ScheduleRoute
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.exchange.announcement_context import announcement_context
from simulator.exchange.asterisk_limits import refuse_unsupported
from simulator.exchange.dial_map import DialAction
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import Context, Extension, Priority, print_contexts
from simulator.exchange.end_context import comes_back, end_contexts, find_ends
from simulator.exchange.menu_context import LAST_MENU, VOICEMAIL_RETURNS, describe_target, menu_context
from simulator.exchange.schedule_context import schedule_context
from simulator.words.markup import dump_json

PREFIX = "ivr"
"""How the names of contexts begin."""


class WorldVariable(NamedTuple):
    """A variable that says how a schedule stands, or what happens where a telephone rings; and what it may be."""

    name: str
    about: str
    values: tuple[str, ...]


class DialplanFiles(NamedTuple):
    """A dialplan, and what it needs.

    ``extensions`` is the text of ``extensions.conf``. ``start`` is the context where calls come in; ``contexts`` are
    those of receptionists by key. ``sounds`` are recordings by the name of their file, without its ending.
    ``variables`` are those that answer for the world, ``applications`` those of the dial map, ``mailboxes`` those that
    it names, as ``NAME@CONTEXT``.
    """

    extensions: str
    start: str
    contexts: Mapping[str, str]
    sounds: Mapping[str, str]
    variables: tuple[WorldVariable, ...] = ()
    applications: frozenset[str] = frozenset()
    mailboxes: tuple[str, ...] = ()

    def entry_extension(self, key: str) -> str:
        """Return the extension of ``start`` that answers and enters a receptionist, whatever number leads to it."""
        return f"to_{self.contexts[key].rpartition('-')[2]}"


def write_dialplan(
    flow: Flow,
    *,
    dial_map: Mapping[Destination, DialAction] = MappingProxyType({}),
    prefix: str = PREFIX,
    sounds_folder: str = "sounds",
) -> DialplanFiles:
    """Return the dialplan of a flow. ``prefix`` begins the names of its contexts, so that two flows can be in one.

    ``dial_map`` says what calls do that have arrived, by canonical destination. ``sounds_folder`` is where Asterisk
    finds the sound files: an absolute path, or one below its own sounds. Raises ``UsageError`` that names everything
    that Asterisk cannot do.
    """
    _refuse_names(prefix, sounds_folder)
    refuse_unsupported(flow)
    from_voicemail = comes_back(flow, dial_map)
    if from_voicemail:
        flow = add_transfer(flow)
    recordings = dict.fromkeys(id for item in flow.receptionists.values() for id in played_recordings(item) if id)
    heard = (*recordings, TRANSFER) if from_voicemail else recordings
    names = DialplanNames(flow, prefix, find_ends(flow), heard, from_voicemail=from_voicemail)
    contexts = [
        _start_context(flow, names),
        *(
            menu_context(flow, key, names) if item.is_menu else announcement_context(flow, key, names)
            for key, item in flow.receptionists.items()
        ),
        *_number_contexts(flow, names),
        *(schedule_context(flow, key, names) for key in _asked_schedules(flow, names)),
        *end_contexts(flow, names, dial_map),
    ]
    settings = f"[globals]\n{names.sounds_variable} = {sounds_folder}\n"
    return DialplanFiles(
        f"{settings}\n{print_contexts(contexts)}",
        names.start,
        {key: names.context_of(key) for key in flow.receptionists},
        names.sounds.things,
        tuple(_world_variables(flow, names, dial_map)),
        frozenset(action.application.partition("(")[0] for action in dial_map.values()),
        tuple(dict.fromkeys(mailbox for action in dial_map.values() for mailbox in action.mailboxes)),
    )


def _refuse_names(prefix: str, sounds_folder: str) -> None:
    """Raise ``UsageError`` for what cannot be written into a dialplan: & divides files, ${ begins a variable.

    Letters of any script and spaces are taken as they are.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", prefix):
        raise UsageError(f"{quote_value(prefix)} cannot begin the names of contexts; use up to 20 letters and digits")
    if not re.fullmatch(r"[\w.+/@~-]([\w .+/@~-]{0,198}[\w.+/@~-])?", sounds_folder):
        raise UsageError(
            f"{quote_value(sounds_folder)} cannot be in a dialplan; use a folder whose path has only letters, digits, "
            "spaces and _ . + - @ ~ / (200 at most), or say with --sounds where the sounds will be"
        )


def _world_variables(
    flow: Flow, names: DialplanNames, dial_map: Mapping[Destination, DialAction]
) -> Iterator[WorldVariable]:
    schedules = _asked_schedules(flow, names)
    for key in schedules:
        yield WorldVariable(names.schedule_variable(key), f"schedule {key}", SCHEDULE_ANSWERS)
    if any(not flow.schedules[key].is_switch for key in schedules):
        ahead = "seconds from now to the moment to ask about"
        yield WorldVariable(names.clock_variable, "the clock of all schedules", (ahead,))
    asked = False
    for destination in names.ends.things.values():
        route = flow.route_of(destination)
        if isinstance(route, PersonRoute) and destination.canonical not in dial_map:
            asked = True
            yield WorldVariable(
                names.answer_variable(destination), flow.describe_address(str(destination)), route.answers
            )
    if asked:
        yield WorldVariable(names.everyone_variable, "everyone", PERSON_ANSWERS)


def _asked_schedules(flow: Flow, names: DialplanNames) -> dict[str, None]:
    routes = map(flow.route_of, names.ends.things.values())
    return dict.fromkeys(route.schedule for route in routes if isinstance(route, ScheduleRoute))


def _start_context(flow: Flow, names: DialplanNames) -> Context:
    title = f"{flow.title or 'a flow'} as a dialplan, written by ivrsim export"
    engine = f"semantics {flow.profile_name or dump_json(flow.semantics.label)}"
    return Context(names.start, (title, engine, "Calls come in here"), tuple(_start_extensions(flow, names)))


def _start_extensions(flow: Flow, names: DialplanNames) -> Iterator[Extension]:
    yield _call_extension(flow, names, "s", flow.start)
    dialled: dict[str, str] = {}
    for number, target in flow.numbers.items():
        digits = dialled_digits(number)
        for spelling in (f"+{digits}", digits) if digits else ():  # a trunk may send either
            dialled.setdefault(spelling, target)
    for spelling, target in dialled.items():
        yield _call_extension(flow, names, spelling, target)
    # no word with n, x or z in it: in a pattern, these are digits
    goto = Priority(f"Goto({names.prefix}-menu-${{EXTEN:3}},s,1)", remark="to_MENU: any menu")
    yield Extension("_to_.", (Priority("Gosub(answer,1)"), goto))
    yield _answer_extension(names)


def _answer_extension(names: DialplanNames) -> Extension:
    """What every call begins with: the counters are there even if it meets no menu, and it comes from nowhere."""
    forget = [f"{LAST_MENU}="] if names.remembers else []
    forget += [f"{names.ANSWERED}="] if names.pauses else []
    forget += [f"{VOICEMAIL_RETURNS}="] if names.from_voicemail else []
    settings = ("ANSWERED_AT=${CDR(billsec,f)}", "WRONG_KEYS=0", "SILENCES=0", *forget)
    steps = ("Answer()", *(f"Set({setting})" for setting in settings), "Return()")
    return Extension("answer", tuple(map(Priority, steps)))


def _call_extension(flow: Flow, names: DialplanNames, name: str, start: str) -> Extension:
    """What is called, and the receptionist (its key) or the destination (``type||id``) that it leads to."""
    if "||" in start:
        target, remark = names.target(parse_address(start)), describe_target(flow, parse_address(start))
    else:
        target, remark = f"{names.context_of(start)},s,1", f"{flow.receptionists[start].name} ({start})"
    return Extension(name, (Priority("Gosub(answer,1)"), Priority(f"Goto({target})", remark=remark)))


def _number_contexts(flow: Flow, names: DialplanNames) -> Iterator[Context]:
    for entries, name in names.number_contexts.items():
        extensions = tuple(
            Extension(
                entry.option,
                (
                    Priority(
                        f"Goto({names.target(entry.destination)})", remark=describe_target(flow, entry.destination)
                    ),
                ),
            )
            for entry in entries
        )
        yield Context(name, ("Extensions that callers can dial at a menu",), extensions)
