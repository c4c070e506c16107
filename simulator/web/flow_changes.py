"""The changes that a client would notice between two versions of a flow, as a page carries them."""

from __future__ import annotations

from typing import Any

from simulator.approval.change_facts import list_key_and_word_changes
from simulator.callers.world import schedule_name
from simulator.config.flow import Flow
from simulator.graph.review.schedule_changes import list_schedule_changes


def flow_changes(old: Flow, new: Flow) -> list[dict[str, Any]]:
    """Each change as JSON values: ``menu``, ``keys`` (absent where its words changed), and where they lead and led.

    ``now`` is empty for keys that no longer count, ``before`` for keys that did not. A menu whose words changed comes
    once, before its keys; ``hours`` are schedules that are open at other times, under the name of ``menu``.
    """
    keys, words = list_key_and_word_changes(old, new)
    changes: list[dict[str, Any]] = [
        {"menu": schedule_name(new, change.key), "hours": True}
        for change in list_schedule_changes(old, new)
        if change.is_noticed
    ]
    reworded = {change.menu for change in words}
    for menu in dict.fromkeys([*(change.menu for change in words), *(change.menu for change in keys)]):
        if menu in reworded:
            changes.append({"menu": menu, "now": "", "before": ""})
        changes += [
            {"menu": menu, "keys": change.caption, "now": change.now, "before": change.before}
            for change in keys
            if change.menu == menu
        ]
    return changes
