"""The command ``ivrsim``: ``python -m simulator`` is the same."""

from __future__ import annotations

import gc
import os
import sys

COLLECTS_AFTER = 100_000
"""So many new objects before the cycle collector looks for rubbish; Python's 700 are soon imported."""


def main() -> int:
    """Run the command line; the exit code."""
    gc.set_threshold(COLLECTS_AFTER)
    if sys.argv[1:] == ["--version"] and _version_written():
        return 0
    # pydantic would search every installed distribution for plugins, and we use none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from simulator.cli.main import run
        from simulator.gc_pause import keep_all_until_exit
    except KeyboardInterrupt:  # Ctrl-C while we start
        return 130
    keep_all_until_exit()
    code = run(sys.argv[1:])
    # A last look for cycles takes as long as the flow is large, and all is given back in a moment anyway.
    gc.freeze()
    return code


def _version_written() -> bool:
    """Write the version with nothing imported; False where that fails, and ``cli`` says why."""
    from simulator import __version__

    try:
        sys.stdout.write(f"ivrsim {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):  # a full disk, a reader that has gone; no standard output at all
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
