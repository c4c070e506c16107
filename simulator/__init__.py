"""Rehearse every call through a phone menu before it goes live.

A *flow* (receptionists that call each other, with their catalogue) is loaded, built into a machine
of places and moves, and played: a caller's script in, a record of the call out.

>>> import simulator
>>> flow = simulator.load("example:clinic")
>>> record = simulator.play(flow, "9 silence 1")
>>> record.outcome.name, record.heard[:2]
('Booking desk', ['19549', '244'])

The rooms of the house, from the ground up; nothing points up::

    errors     what can go wrong, and whose fault it is (below it, ``fast_classes``: dataclasses that start fast,
               and ``gc_pause``: large structures built while the cycle collector rests)
    words      text made fit to leave the program: no value steers a terminal or a CI runner
    disk       files written whole or not at all
    workers    much work in chunks, by processes of this machine or of a cluster, each chunk counted once
    server     a web server on this machine: which requests it takes, how it starts and ends
    config     what a receptionist is: data only
    calendar   what is open when: time zones, moments, schedules asked at a moment; it reads no clock
    wire       the provider's names, one codec per dialect and direction
    audio      how long a recording plays, and samples from times: tones, speech, murmurs
    text       files as text: bytes within limits, YAML and JSON trees with their places, exact edits
    loader     text -> flow; every problem with file:line:column
    core       the pure machine: no clock, no chance, no files
    tables     a flow compiled to rows, shared by all menus of one kind
    callers    who calls, and when; the drivers, the record, the transcript
    graph      analyses of a whole flow: read back, compared, measured, covered, its odds and crowds; past calls on it
    checks     findings, and claims about every caller
    draw       the map of a flow: a tree, laid out, written as SVG, PNG, Mermaid and DOT
    flowtests  tests as data: calls that people write, played and judged
    report     results laid out as text, the worst first; a whole call as sound
    approval   the page that a client signs, and the approvals and comments that come back
    provider   the account: what is live, pulled into a flow, planned, pushed, taken back
    exchange   files of other systems: a flow as an Asterisk's dialplan; a FreePBX backup or a spreadsheet as a flow
    patches    one change for many flows: edits fitted to each flow's files, tried, written with all else as it was
    engines    a real Asterisk on this machine: started, rung by simulated callers, compared with ``play``
    testing    for testers: hypothesis strategies, a pytest plugin
    tui        a person plays the caller at a terminal
    web        a flow as one page that plays calls in a browser; a folder of flows, served as their files are
    guide      Markdown pages that are too long for the README
    cli        arguments -> one call into a room -> print -> exit code

One key press: ``cli`` or ``tui`` or a script gives an *event*; ``callers.drivers`` hands it to
``core.call.Call.receive_event``; ``core.machine`` walks one move of the *blueprint*; the response is a
*turn* of *effects* (play this, enter that, route there), which the shells show.

Each word has one meaning in the whole house::

    receptionist    one virtual receptionist: a menu or an announcement
    menu            a receptionist whose callers choose by keys (``multiple``)
    announcement    a receptionist that plays one recording and sends every caller on (``single``)
    entry           one choice of a menu: its keys (the *option*, or code) and its destination
    destination     where a call is sent: a type and an id; another receptionist, a person, a machine
    recording       a sound file at the provider; a *prompt* is one that plays, a *greeting* opens a menu
    round           one presentation of a menu: its prompts, then the wait for a key
    wrong key       keys that are no entry of the menu; *silence*: a round without a key
    retry           another round after a wrong key or a silence; the *final* one leads to a fall-back
    barge-in        a key that stops a prompt; *type-ahead*: keys pressed before the menu that takes them
    flow            receptionists that lead to each other, with the *catalogue* of what they name
    variant         the same flow, different for a while (night, holiday)
    schedule        when something is open: weekly hours and *holidays*, or a switch that is set by hand
    route           where a destination sends a call on: as its schedule stands, or as its telephone is answered
    world           what answers in place of the caller: schedules, and people who pick up or do not
    situation       how all schedules stand for a span of time, and so where each key leads
    semantics       the settings of the engine; a *profile* is a named set, a *reading* one combination of open ones
    dialect         one of the provider's two sets of field names, ``vr`` or ``ivr``
    place, edge     where a call can be, and what one event leads to; together the *blueprint*
    row, kind       what an event leads to, compiled; menus alike in all but names, lengths and ways are one *kind*
    event, effect   what happens to a call, and what it causes; a *turn* is one event with its effects
    caller script   what a simulated caller does; a *record* is the call as data, a *transcript* as text
    persona         callers of one kind, by the chances of what they do in a round; *odds* are their exact shares
    crowd           many calls sampled, where callers remember, or wait in a *queue* for people who are taken
    stay            a call in one menu, from its entry to its way out: its rounds
    dialplan        what an Asterisk does with calls: contexts of extensions, each a list of applications
    probe           a call that a person makes to find out which reading an engine follows
    finding         what a *rule* objects to; a *claim* is proved or refuted by a *counterexample*
    patch           edits that are made in every flow that they fit; a *misfit* is why a flow does not take them
    mutant          a flow with one small mistake, which tests should notice
    live state      what the provider has; *desired state*: what the flow says; *drift*: where they differ
    plan            the requests that make live match; a *journal* and a *receipt* record them, the *lock* keeps ids
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.callers.call_record import CallRecord, Outcome
    from simulator.callers.caller_script import CallerScript, caller
    from simulator.callers.rehearsal import Rehearsal, play
    from simulator.config.flow import Flow
    from simulator.config.receptionist import Destination, Entry, Receptionist
    from simulator.config.semantics import Semantics
    from simulator.errors import FlowError, Problem, ScriptError, SimulatorError, UsageError
    from simulator.loader.flow_kinds import load

__version__ = "0.1.0"

_HOMES = {
    "CallRecord": "simulator.callers.call_record",
    "CallerScript": "simulator.callers.caller_script",
    "Destination": "simulator.config.receptionist",
    "Entry": "simulator.config.receptionist",
    "Flow": "simulator.config.flow",
    "FlowError": "simulator.errors",
    "Outcome": "simulator.callers.call_record",
    "Problem": "simulator.errors",
    "Receptionist": "simulator.config.receptionist",
    "Rehearsal": "simulator.callers.rehearsal",
    "ScriptError": "simulator.errors",
    "Semantics": "simulator.config.semantics",
    "SimulatorError": "simulator.errors",
    "UsageError": "simulator.errors",
    "load": "simulator.loader.flow_kinds",
    "caller": "simulator.callers.caller_script",
    "play": "simulator.callers.rehearsal",
}

__all__ = [
    "CallRecord",
    "CallerScript",
    "Destination",
    "Entry",
    "Flow",
    "FlowError",
    "Outcome",
    "Problem",
    "Receptionist",
    "Rehearsal",
    "ScriptError",
    "Semantics",
    "SimulatorError",
    "UsageError",
    "__version__",
    "caller",
    "load",
    "play",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``ivrsim --version`` imports nothing."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module 'simulator' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
