"""An announcement as a context of the dialplan.

``s`` enters it, plays the recording, and leads on. Where flow.yaml says how it plays (as FreePBX does), it may first
pause, if nothing has answered the call before: ``ANSWERED`` says whether a menu has, or such an announcement. Where
keys do something, ``Background`` plays, which only a key stops that is an extension here (its option ``m``): the key
that plays it again, at the label ``play``, and with ``skip`` any other. For a key that repeats it, ``WaitExten`` waits
for a second; no key (``t``) and a key without a meaning (``i``) lead on.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.config.announcement_settings import ANSWER_PAUSE_MS, REPEAT_WAIT_MS
from simulator.config.flow import Flow
from simulator.config.menu_engine import returns_after
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import Context, Extension, Priority, seconds_text
from simulator.exchange.menu_context import LAST_MENU, count_priorities, describe_target, return_priority

ANNOUNCEMENT_MARK = "NoOp(announcement)"
"""The step before an announcement in which keys do something."""


def announcement_context(flow: Flow, key: str, names: DialplanNames) -> Context:
    """Return the context of an announcement of a flow."""
    settings = flow.receptionists[key].engine.announcement
    words = "; ".join(settings.words_by_setting.values()) or "in which keys are lost"
    comments = (f"{flow.receptionists[key].name} ({key}): an announcement, {words}",)
    extensions = [Extension("s", tuple(_entry_steps(flow, key, names)))]
    onward = (Priority("Goto(s,onward)"),)
    if settings.repeat is not None:
        extensions.append(Extension(settings.repeat, (Priority("Goto(s,play)", remark="plays it again"),)))
    if settings.skip:
        extensions.append(Extension("_[0-9*#]", onward))
    if settings.repeat is not None:
        extensions += [Extension("i", onward), Extension("t", onward)]
    return Context(names.context_of(key), comments, tuple(extensions))


def _entry_steps(flow: Flow, key: str, names: DialplanNames) -> Iterator[Priority]:
    item = flow.receptionists[key]
    settings, forward = item.engine.announcement, item.forward_destination
    assert forward is not None, "an announcement leads on"
    yield from count_priorities(names)
    if settings.pause:
        yield Priority(f'GotoIf($["${{{names.ANSWERED}}}" != ""]?begin)')
        yield Priority(f"Set({names.ANSWERED}=1)")
        yield Priority(f"Wait({seconds_text(ANSWER_PAUSE_MS)})")
    begin = "begin" if settings.pause else ""
    if settings.takes_keys:
        yield Priority(f"Set(TIMEOUT(response)={seconds_text(REPEAT_WAIT_MS)})", begin)
        yield Priority("Set(TIMEOUT(digit)=1)")
        yield Priority(ANNOUNCEMENT_MARK, "play")
        if item.greeting:
            yield Priority(f"Background({names.sound(item.greeting)},m)")
        if settings.repeat is not None:
            yield Priority("WaitExten()")
    elif item.greeting:
        yield Priority(f"Playback({names.sound(item.greeting)})", begin)
    elif begin:
        yield Priority("NoOp(nothing to play)", begin)
    label = "onward" if settings.takes_keys else ""
    if forward.leads_back or returns_after(item, "recording"):
        yield return_priority(names, LAST_MENU, label)
        label = ""
    yield Priority(f"Goto({names.target(forward)})", label, describe_target(flow, forward))
