"""Without numpy, one line that names the extra."""

import sys

import pytest

from simulator.errors import UsageError
from simulator.graph.crowds.numpy_library import require_numpy


def test_the_extra_is_named_where_numpy_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    require_numpy()
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(
        UsageError, match=r"^crowds need numpy: pip install 'ivrsim\[traffic\]' \(ivrsim odds needs not"
    ):
        require_numpy()
