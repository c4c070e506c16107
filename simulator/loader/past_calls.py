"""Records of past calls, as the provider lists them, to the keys that were pressed.

Of a record these fields are read (``loader.column_map`` has their names): the receptionist that the caller pressed
keys in (absent: the flow's entry), the keys in their order, and what tells a call from others: a call is counted once,
however often it is listed. The records do not say which menu a key led to, nor silences and retries: whoever uses the
keys plays them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from simulator.errors import UsageError
from simulator.loader.column_map import PRESETS
from simulator.loader.record_rows import record_rows
from simulator.loader.recorded_call import BadRecord, parse_keys


class PastCall(NamedTuple):
    """The keys of one call, and the receptionist that they were pressed in (empty: the record does not say)."""

    receptionist: str
    keys: str


def past_calls(path: Path) -> Iterator[PastCall]:
    """Yield the calls of a file in which keys were pressed.

    Raises ``UsageError`` with the line of anything else than a call record, ``OSError`` if it cannot be read.
    """
    call_ids = set[str]()
    names, menus = (list(chain(*[preset.columns[fact] for preset in PRESETS.values()])) for fact in ("keys", "menu"))
    for row in record_rows(path):
        if row.fault:
            raise UsageError(f"{row.place}: {row.fault}")
        id = row.values.get("call_id")
        if id is not None and str(id) in call_ids:
            continue
        call_ids.add(str(id))
        for name in names:
            try:
                keys = "".join(parse_keys(name, row.values.get(name)))
            except BadRecord as error:
                raise UsageError(f"{row.place}: {error.reason}") from None
            if keys:
                menu = next((row.values[name] for name in menus if row.values.get(name)), "")
                yield PastCall(str(menu), keys)
                break
