"""The assumptions of a call in words: the variant that holds, who picks up, and lengths that are estimates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from simulator.callers.given_answers import EVERYONE
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.words.sanitizer import escape_signs


class Assumptions:
    """The assumptions behind the calls in a flow; it keeps what a screen needs ten times a second."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    @cached_property
    def estimated_count(self) -> int:
        """Return the number of recordings whose length is an estimate, of those that callers may hear."""
        named = {id for item in self.flow.receptionists.values() for id in item.recordings}
        return sum(self.flow.length_of(id).estimated for id in named)

    @cached_property
    def has_telephones(self) -> bool:
        """Return whether a telephone rings somewhere, so that the person says who picks up."""
        return any(isinstance(route, PersonRoute) for route in self.flow.routes.values())

    @property
    def variant_words(self) -> str:
        """The variant that holds; empty where the flow has none."""
        if self.flow.variant is not None:
            return f"variant {escape_signs(self.flow.variant)}"
        return "no variant" if self.flow.variants else ""

    @property
    def hours_words(self) -> str:
        """Say that the flow has no hours; empty where it has, since the moment then says more."""
        return "" if self.flow.schedules else "no hours in this flow"

    def people_words(self, given: Mapping[str, str]) -> str:
        """Say who picks up; empty where that is given for everyone."""
        if EVERYONE in given:
            return ""
        return "you say who picks up" if self.has_telephones else "everyone picks up (assumed)"

    @property
    def length_words(self) -> str:
        """Return the number of estimated lengths in words; empty where all are known."""
        return f"lengths: {self.estimated_count:,} estimated" if self.estimated_count else ""
