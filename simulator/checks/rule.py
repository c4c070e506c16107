"""The form of a rule, and of what it finds.

One rule is one file, ``simulator/checks/rules/ivr109.py``, which holds::

    docstring   the rule's page: a first line, then the headings of ``PAGE``, each a line ``## ...``
    RULE        Rule("IVR109", "entry-leads-back-to-its-menu", "warning")
    LIMITS      the ``RuleLimit`` values that flow.yaml may set for it, if it has any
    BY_LOADING  True where loading finds the fault, and the rule only explains it
    find        def find(subject: CheckedFlow) -> Iterator[Finding]

and its cases, ``tests/checks/cases/IVR109.yaml``. The registry finds the file by its name; nothing
is to be registered. A rule reads, never changes; it must bear any flow that can be made.

``subject`` is a ``checked_flow.CheckedFlow``: ``.flow`` in the model's names, and computed once what many rules need:
``subject.survey`` (graph.reach.survey), ``subject.loops``, ``subject.menus()``, ``subject.reachable``,
``subject.names``, and ``subject.limit_of(OPTIONS)`` for a limit of the rule's own. A rule imports what else it needs of
``graph`` and ``scripts`` where it needs it, so that the others stay fast. It reports by one of::

    subject.finding(RULE, key, ("timeout_seconds",), message)              # a field of a receptionist
    subject.finding(RULE, key, ("entries", 2, "destination_id"), message)  # the third entry's
    subject.finding(RULE, "", ("destinations", ...), message)              # where every_destination() has no key
    subject.recording_finding(RULE, "19549", "script", message)            # a field of the catalogue
    subject.destination_finding(RULE, Destination(...), "answers", message)
    subject.document_finding(RULE, ("numbers", "+4416..."), message)       # anything else in flow.yaml

Places are in the model's names (``simulator.config.receptionist``); the finding comes out in the names
of the author's file (``subject.field_name(key, place)`` gives one for a message), with its line and column.
A message is one line that stands alone: what is there, what comes of it, what would be right.
``severity=`` departs from the rule's own where the catalogue says so (IVR108); rulesets and
``severities:`` are applied afterwards, by ``run``. ``fix=`` only where one value is certainly right.

Where calls ask schedules, ``world_findings`` runs the rules that follow calls on the flow with its schedules held
fixed, in each way that makes a difference, and makes one finding of what they find. A rule reads the flow as it is
written unless its code is listed there.

Yield one finding for each place, so that each can be silenced there. ``merging`` makes one of those that share a
problem (pass a ``Shared`` as the message), and of those of several rules with one ``cause=``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import field as slot
from typing import TYPE_CHECKING

from simulator.config.check_options import SEVERITIES, RulesetName, Severity
from simulator.fast_classes import NamedTuple, dataclass
from simulator.text.text_place import TextPlace

if TYPE_CHECKING:
    from simulator.text.document import Document
    from simulator.wire.decoding import Path

__all__ = [
    "FLOW_FILE",
    "PAGE",
    "REMOVE",
    "RULESETS",
    "SEVERITIES",
    "Finding",
    "Rule",
    "Ruleset",
    "Severity",
    "Shared",
    "TextFix",
]

PAGE = ("What it does", "Why is it bad", "Example", "Use instead", "Source")
"""The headings of a rule's page, in their order."""

FLOW_FILE = "flow.yaml"
"""What a message calls the place of something that stands in no receptionist."""

REMOVE = ""
"""A fix that takes the field away, with its line."""


class Rule(NamedTuple):
    """A rule: its code, a name that reads as English, and how much its findings weigh by themselves."""

    code: str
    name: str
    severity: Severity


class Ruleset(NamedTuple):
    """A level of strictness: limits other than the rules' own, and severities by code or beginning of a code."""

    name: RulesetName
    limits: Mapping[str, float] = {}
    severities: Mapping[str, Severity] = {}


RULESETS: dict[RulesetName, Ruleset] = {
    "default": Ruleset("default"),
    "strict": Ruleset("strict", limits={"options": 5}),
    "accessible": Ruleset("accessible", limits={"options": 4}, severities={"IVR5": "error"}),
}


class TextFix(NamedTuple):
    """The value at a path of a document is to be ``text`` (``REMOVE``: is to go, with its key)."""

    document: Document
    path: Path
    text: str


class Item(NamedTuple):
    """One finding's part of a shared problem (an option, a recording), and the receptionist it is in."""

    what: str
    where: str


class Shared(NamedTuple):
    """A problem that findings of one rule share: those with equal ``problem`` become one finding.

    ``message`` words it for the items of those that are left, in their order.
    """

    problem: Hashable
    item: Item
    message: Callable[[Sequence[Item]], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that a rule reports.

    ``place`` gives ``file``, ``line`` and ``column``. ``receptionist`` is
    its key, None for the catalogue and the rest of flow.yaml. ``field`` is in the author's names, entries
    by their keys (``entries.1.destination_id``), so that it stays when lines move.
    ``parts`` are the findings that a merged one consists of, none where it stands for itself alone; ``covered`` are
    those of other rules with its ``cause``.
    ``words`` are the message, or what words it: most findings of a large flow are merged, and never told by themselves.
    """

    code: str
    rule: str
    severity: Severity
    words: str | Shared
    place: TextPlace
    receptionist: str | None
    field: str
    fix: TextFix | None = slot(default=None, compare=False, repr=False)
    shared: Shared | None = slot(default=None, compare=False, repr=False)
    cause: tuple[str, ...] = slot(default=(), compare=False, repr=False)
    parts: tuple[Finding, ...] = slot(default=(), compare=False, repr=False)
    covered: tuple[Finding, ...] = slot(default=(), compare=False, repr=False)

    @property
    def message(self) -> str:
        """What is there, what comes of it, and what would be right, in one line."""
        return self.words if isinstance(self.words, str) else self.words.message([self.words.item])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[object, ...]:
        return self.code, self.rule, self.severity, self.message, self.place, self.receptionist, self.field

    @property
    def file(self) -> str:
        """The name of the file as the user gave it; empty where the flow was not made from files."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line, from 1; 0 where the flow was not made from files."""
        return self.place.line_and_column[0]

    @property
    def column(self) -> int:
        """The column, from 1; 0 where the flow was not made from files."""
        return self.place.line_and_column[1]


def build_finding(
    rule: Rule,
    severity: Severity | None,
    message: str | Shared,
    document: Document | None,
    receptionist: str | None,
    field: str,
    path: Path = (),
    fix: TextFix | None = None,
    cause: tuple[str, ...] = (),
) -> Finding:
    """A finding at a path of a document; None: the flow was not made from files."""
    shared = None if isinstance(message, str) else message
    weight, place = severity or rule.severity, TextPlace(document, path)
    return Finding(rule.code, rule.name, weight, message, place, receptionist, field, fix, shared, cause)
