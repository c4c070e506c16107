"""What rules of ``ivrsim check`` object to in scripts: hours, closed days, and keys that may stay unannounced."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import matching_codes
from simulator.checks.rerecording.bill import FieldPlace, PromptFault
from simulator.checks.rule import Finding
from simulator.checks.run import run_checks
from simulator.checks.spoken_scripts import menu_greetings
from simulator.config.check_options import CheckOptions
from simulator.config.flow import FLOW_FILE, Flow
from simulator.graph.display_names import DisplayNames

if TYPE_CHECKING:
    from simulator.checks.rerecording.prompt_uses import FlowPair
    from simulator.loader.receptionist_file import Shelf

HOUR_RULES = ("IVR310", "IVR706", "IVR707")
"""The rules that compare the hours in a script with the catalogue's, with the schedule's, and with when it is heard."""

UNANNOUNCED = "IVR304"
_ADVICE = (": record ", ": exchange ")


class AcceptedKeys(Container[tuple[str, str]]):
    """The keys (of receptionists) that no greeting announces, and that somebody wants so.

    They are looked for when the first is asked about: that takes every greeting of a flow.
    """

    def __init__(self, flow: Flow, shelf: Shelf | None) -> None:
        self._flow, self._shelf = flow, shelf

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        """All of them. Raises ``FlowError`` for a bad comment in the files."""
        return _accepted_keys(self._flow, self._shelf)

    def __contains__(self, key: object) -> bool:
        return key in self.keys


class RuleFaults(NamedTuple):
    """The faults by recording, and the keys that may stay unannounced."""

    by_recording: dict[str, list[PromptFault]]
    accepted: AcceptedKeys


def find_rule_faults(pair: FlowPair, shelf: Shelf | None) -> RuleFaults:
    """Run the rules on both flows, and return what they find in the new one only. Raises as ``run_checks`` does."""
    before = {(finding.code, id) for finding, id in _found_in(pair.old, None, HOUR_RULES)}
    faults: dict[str, list[PromptFault]] = {}
    for finding, id in _found_in(pair.new, shelf, HOUR_RULES):
        if (finding.code, id) not in before or not pair.has_same_words(id):
            reason = _said_in(finding.message).removeprefix(f"{DisplayNames(pair.new).recording_name(id)} ")
            fault = PromptFault("rule", "", reason, _cause(pair, id), finding.code)
            faults.setdefault(id, []).append(fault)
    return RuleFaults(faults, AcceptedKeys(pair.new, shelf))


def _found_in(flow: Flow, shelf: Shelf | None, codes: tuple[str, ...]) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of rules about hours at recordings, each with the recording's id."""
    if not flow.schedules and not any(recording.hours for recording in flow.recordings.values()):
        return
    for finding in run_checks(flow, shelf, _only(flow, codes)).findings:
        section, _, rest = finding.field.partition(".")
        if section == "recordings":
            yield finding, rest.rpartition(".")[0]


def _only(flow: Flow, codes: tuple[str, ...]) -> CheckOptions:
    """Return what the flow asks of checks, for some rules alone."""
    return replace(flow.checks or CheckOptions(), select=codes)


def _said_in(message: str) -> str:
    """Return what a message says is wrong, without what it advises: the bill proposes its own."""
    for advice in _ADVICE:
        message = message.partition(advice)[0]
    return message


def _cause(pair: FlowPair, id: str) -> FieldPlace:
    """Return the field that changed, and so made a recording tell other hours."""
    before, after = pair.old.recordings.get(id), pair.new.recordings.get(id)
    if before is not None and after is not None and before.hours != after.hours:
        return FieldPlace(FLOW_FILE, ("recordings", id, "hours"))
    for key, schedule in pair.new.schedules.items():
        old = pair.old.schedules.get(key)
        if old != schedule:
            field = "open" if old is None or old.hours != schedule.hours else "holidays"
            return FieldPlace(FLOW_FILE, ("schedules", key, field))
    for destination, route in pair.new.routes.items():
        if pair.old.routes.get(destination) != route:
            return FieldPlace(FLOW_FILE, ("destinations", str(destination)))
    return FieldPlace(FLOW_FILE, ("recordings", id))


def _accepted_keys(flow: Flow, shelf: Shelf | None) -> frozenset[tuple[str, str]]:
    """Return the keys that no greeting announces, and that somebody wants so: by a comment or in flow.yaml."""
    report = run_checks(flow, shelf, _only(flow, (UNANNOUNCED,)))
    reported = {
        (part.receptionist, part.field.split(".")[1])
        for finding in report.findings
        for part in (finding.parts or (finding,))
    }
    unannounced = {
        (greeting.key, option)
        for greeting in menu_greetings(CheckedFlow(flow, shelf))
        for option in greeting.menu.own_options
        if option not in greeting.reading.keys and option not in greeting.reading.named
    }
    return frozenset(unannounced - reported) if report.silenced or _is_ignored(flow) else frozenset()


def _is_ignored(flow: Flow) -> bool:
    return flow.checks is not None and any(UNANNOUNCED in matching_codes(word) for word in flow.checks.ignore)
