"""Something that reads aloud, for tests: hums for as long as a voice would take."""

import sys

PROGRAM = """
import io, math, sys, wave
words = len(sys.stdin.read().split())
count = 22050 * 60 * words // int(sys.argv[1])
samples = b"".join(round(9000 * math.sin(place / 9)).to_bytes(2, "little", signed=True) for place in range(count))
with wave.open(sys.stdout.buffer, "wb") as file:
    file.setparams((1, 2, 22050, count, "NONE", ""))
    file.writeframes(samples)
"""


class HummingEngine:
    """Takes a minute for as many words as it is told to read in one."""

    name = "the humming engine"

    def command(self, voice: str, words_per_minute: int) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-c", PROGRAM, str(words_per_minute)]


class MuteEngine:
    """Says nothing."""

    name = "the mute engine"

    def command(self, voice: str, words_per_minute: int) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-c", ""]


class BrokenEngine:
    """Cannot speak."""

    name = "the broken engine"

    def command(self, voice: str, words_per_minute: int) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-c", "raise SystemExit(9)"]
