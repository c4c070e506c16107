"""The values of edits: what they take, and how a flow's files say it."""

from collections.abc import Callable
from typing import Any

import pytest

from simulator.patches.edit_values import (
    parse_after,
    parse_answers,
    parse_day,
    parse_line,
    parse_new_destination,
    parse_new_recording,
    parse_open,
    parse_recording,
    parse_ring_time,
    parse_span,
    parse_target,
    parse_week,
)


@pytest.mark.parametrize(
    ("rule", "value", "written"),
    [
        (parse_line, " Main menu ", "Main menu"),
        (parse_target, "@Night voicemail", "@Night voicemail"),
        (parse_target, " voicemail || 9 ", "voicemail||9"),
        (parse_recording, 104, "104"),
        (parse_recording, "@greeting", "@greeting"),
        (parse_day, " 2026-12-28 ", "2026-12-28"),
        (parse_span, "2026-12-28 / 2026-12-29", "2026-12-28/2026-12-29"),
        (parse_open, ["09:00-12:00"], ["09:00-12:00"]),
        (parse_week, "Mon 09:00-12:00", ["Mon 09:00-12:00"]),
        (parse_after, "silence", "silence"),
        (parse_answers, "machine", "machine"),
        (parse_ring_time, 20, "20"),
    ],
)
def test_what_values_take(rule: Callable[[Any], object], value: object, written: object) -> None:
    assert rule(value) == written


@pytest.mark.parametrize(
    ("rule", "value", "message"),
    [
        (parse_line, "a\nb", r"'a\nb' is not a name; use words on one line"),
        (parse_target, "main", """'main' is not a destination; use "@main", "@Night voicemail" or voicemail||9001"""),
        (
            parse_target,
            "a||b||c",
            """'a||b||c' is not a destination; use "@main", "@Night voicemail" or voicemail||9001""",
        ),
        (parse_recording, "@", """'@' is not a recording; use an id, or "@name" in quotes"""),
        (parse_recording, "0", """'0' is not a recording; use an id, or "@name" in quotes"""),
        (parse_new_recording, "@greeting", "'@greeting' is a name; use the id here, and the name as name"),
        (parse_new_destination, "@Sales", "'@Sales' is a name; use type||id here, and the name as name"),
        (parse_new_destination, "queue||@Sales", "'queue||@Sales' is a name; use type||id here, and the name as name"),
        (parse_after, "both", "'both' is not accepted; use wrong, silence or recording"),
        (parse_answers, "dog", "'dog' is not accepted; use person, machine, menu or nobody"),
        (parse_ring_time, "0 s", "'0 s' is not a ring time; use more than 0 s and at most 1 h"),
    ],
)
def test_what_they_refuse(rule: Callable[[Any], object], value: object, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the message is compared
        rule(value)
    assert str(refused.value) == (message.replace("\\n", "\\n"))
