"""All rules, found by the names of their files; each is imported when it is needed."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from simulator.checks import rules
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.check_options import RuleLimit
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.words.markup import strip_code_marks
from simulator.words.suggestion import suggest


class Check(NamedTuple):
    """One rule, ready to run, with its page."""

    rule: Rule
    find: Callable[[CheckedFlow], Iterator[Finding]]
    page: str
    limits: tuple[RuleLimit, ...] = ()
    by_loading: bool = False

    @property
    def title(self) -> str:
        """The page's first line."""
        return self.page.partition("\n")[0].rstrip(".")

    @property
    def plain_page(self) -> str:
        """The page as a terminal shows it, without marks around code."""
        return strip_code_marks(self.page)

    @property
    def silencing(self) -> str:
        """Return how to keep what the rule objects to; empty where loading refuses it, which nothing silences."""
        if self.by_loading:
            return ""
        comment = f"'# ivrsim: ignore {self.rule.code} because REASON'"
        return (
            f"To keep a finding, add the comment {comment} to its line, or list it in flow.yaml under checks: silence."
        )

    def section(self, heading: str) -> str:
        """Return the text below a heading of the page; empty if the page lacks it."""
        _, heading_found, below = self.page.partition(f"\n## {heading}\n")
        return below.partition("\n## ")[0].strip("\n") if heading_found else ""


@cache
def rule_codes() -> tuple[str, ...]:
    """The codes of all rules, in order."""
    names = (module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(sorted(name.upper() for name in names if name.startswith("ivr")))


@cache
def check_of(code: str) -> Check:
    """Return the rule with a code, which must exist."""
    module = importlib.import_module(f"{rules.__name__}.{code.lower()}")
    return Check(
        module.RULE,
        module.find,
        module.__doc__ or "",
        getattr(module, "LIMITS", ()),
        getattr(module, "BY_LOADING", False),
    )


def checks_of(selected: Iterable[str] | None = None) -> list[Check]:
    """The rules with these codes, or all of them, in order."""
    return [check_of(code) for code in (rule_codes() if selected is None else selected)]


_OF_THE_PROVIDER = frozenset({"IVR501", "IVR505", "IVR601", "IVR604", "IVR610"})
"""Rules about fields and documents of the provider, which FreeSWITCH's menus are not for."""

OF_RECORDINGS = frozenset(
    f"IVR{number}" for number in (301, 303, 304, 305, 306, 308, 309, 310, 311, 313, 314, 315, 507)
)
"""Rules about what the catalogue says of recordings: their words, their files."""


OF_FREESWITCH = frozenset({"IVR117", "IVR118", "IVR120"})
"""Rules about menus that FreeSWITCH runs: all of a flow, or none."""


def has_subject(code: str, flow: Flow) -> bool:
    """Return whether a flow has anything that a rule looks at; the others need not even be imported."""
    if flow.semantics.switch is not None and code in _OF_THE_PROVIDER:
        return False
    if not flow.recordings and code in OF_RECORDINGS:
        return False
    if flow.semantics.switch is None and code in OF_FREESWITCH:
        return False
    # the seventh hundred is about schedules and telephones behind the menus, which most flows do not describe
    return not code.startswith("IVR7") or bool(flow.schedules or flow.routes)


def limits_by_code() -> dict[str, tuple[RuleLimit, ...]]:
    """Return the limits that flow.yaml may set, by the code of the rule that has them."""
    return {check.rule.code: check.limits for check in checks_of() if check.limits}


def matching_codes(word: str) -> frozenset[str]:
    """The codes that a word means: a code, the beginning of codes (``IVR3``, ``IVR3xx``), or a rule's name.

    Raises ``UsageError`` with the nearest.
    """
    # IVR3xx, IVR3 and ivr3 all mean the rules of one hundred
    upper = word.strip().upper().rstrip("X")
    codes = frozenset(code for code in rule_codes() if upper.startswith("IVR") and code.startswith(upper))
    if codes and (len(upper) > 3 or upper == "IVR"):
        return codes
    by_name = {check.rule.name: check.rule.code for check in checks_of()}
    if word in by_name:
        return frozenset((by_name[word],))
    if re.fullmatch(r"IVR[0-9]+", upper):
        raise UsageError(f"{word[:40]!r} is not a rule; the codes are {_rule_series()} (ivrsim explain lists them)")
    otherwise = f"use a code such as {rule_codes()[0]}, IVR3xx, or a rule's name"
    raise UsageError(f"{word[:40]!r} is not a rule{suggest(word, (*rule_codes(), *by_name), otherwise)}")


def _rule_series() -> str:
    """The hundreds that there are rules in: ``IVR1xx to IVR6xx``."""
    return " to ".join(f"{code[:4]}xx" for code in (rule_codes()[0], rule_codes()[-1]))
