"""How many examples a slow search tries: few in an ordinary run, as many as ``IVRSIM_EXAMPLES`` says in a long one."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings


def few(count: int, **more: Any) -> settings:
    """Settings of a search that takes long for each example; ``more`` are other settings of hypothesis."""
    return settings(max_examples=int(os.environ.get("IVRSIM_EXAMPLES", count)), **more)
