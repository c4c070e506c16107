"""numpy, which comes with the extra ``traffic``: only crowds need it."""

from __future__ import annotations

from simulator.errors import UsageError


def require_numpy() -> None:
    """Raise ``UsageError`` that names the extra where numpy is not installed."""
    try:
        import numpy  # noqa: F401  # looked for before anything else is done
    except ImportError:
        raise UsageError("crowds need numpy: pip install 'ivrsim[traffic]' (ivrsim odds needs nothing)") from None
