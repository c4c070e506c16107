"""Text -> flow: files, folders, the provider's answers; every problem with its file, line and column.

The way of one file::

    find        which file a FLOW means
    file_source, boundary   where bytes come from: the one open, and how far the paths in files may lead
    read        its bytes -> text, within limits
    foreign_file  what a file of another program is
    document    text -> plain tree (yaml_tree, json_tree), and back to places (marks) for messages
    opening     which kind it is: a receptionist, a flow (flow, catalogue), an answer (answer)
    receptionist  the wire's names -> the model; problems in the author's own names (problems)
    names, lengths   @names -> ids; how long each recording plays
    spans, splice   where each value stands; edits in place
    variants      the flow as it is to be for a while: merge patches of receptionists

Positions are looked up only when something is wrong.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

from simulator.config.flow import Flow
from simulator.load.opening import load
from simulator.load.semantics import semantics_of

__all__ = ["load", "semantics_of"]


class _Room(ModuleType):
    """This room, which is also the function: ``simulator.load`` names both, whichever came first."""

    def __call__(
        self,
        source: str | os.PathLike[str] | None = None,
        *,
        entry: str | None = None,
        semantics: str | None = None,
        variant: str | None = None,
    ) -> Flow:
        """Load a flow, as ``simulator.load.load`` does."""
        return load(source, entry=entry, semantics=semantics, variant=variant)


sys.modules[__name__].__class__ = _Room
