"""The command ``ivrsim``: ``python -m simulator`` is the same."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit code."""
    if sys.argv[1:] == ["--version"]:
        from simulator import __version__

        sys.stdout.write(f"ivrsim {__version__}\n")
        return 0
    from simulator.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
