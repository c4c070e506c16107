"""The libraries that know dates. They come with an extra, since only whoever writes a list of dates needs them."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version

from simulator.errors import UsageError


def require_library(name: str) -> None:
    """Raise ``UsageError`` that names the extra ``calendar`` where a library of it is not installed."""
    try:
        import_module(name)
    except ImportError:
        raise UsageError(f"calendars need {name}: pip install 'ivrsim[calendar]'") from None


def library_version(distribution: str) -> str:
    """Return a library with its version, as a list of dates names its source."""
    return f"{distribution} {version(distribution)}"
