from simulator.callers.transcript import TranscriptLine
from simulator.engines.transcript_pair import pair_transcripts

PLAY = [
    TranscriptLine(0, "menu", "Main answers"),
    TranscriptLine(0, "plays", "greeting, 0.9 s", quote="Welcome."),
    TranscriptLine(900, "waits", "waits up to 0.8 s for a key"),
    TranscriptLine(1700, "caller", "no key for 0.8 s: silence 1 of 2"),
    TranscriptLine(1700, "end", "Desk (department||1080)"),
]


def rows(right: list[TranscriptLine]) -> list[str]:
    return [" ".join(row.split()) for row in pair_transcripts(PLAY, right, ("play", "Asterisk"), apart_ms=250)]


def test_the_same_call_has_no_sign_between_its_columns() -> None:
    right = [*PLAY[:3], TranscriptLine(1703, "caller", "no key for 0.803 s: silence 1 of 2"), PLAY[4]]
    assert rows(right)[:2] == ["play Asterisk", "0:00.0 ☎ Main answers 0:00.0 ☎ Main answers"]
    assert [row for row in rows(right) if set(row) & set("|<>")] == [
        "0:01.7 → Desk (department||1080) 0:01.7 → Desk (department||1080)"
    ]


def test_what_differs_has_a_sign() -> None:
    late = [TranscriptLine(line.at + 400, line.kind, line.text) for line in PLAY[2:4]]
    right = [*PLAY[:2], *late, TranscriptLine(2100, "plays", "sorry, 1 s"), TranscriptLine(3100, "end", "x" * 80)]
    assert rows(right) == [
        "play Asterisk",
        "0:00.0 ☎ Main answers 0:00.0 ☎ Main answers",
        "0:00.0 ▶ greeting, 0.9 s 0:00.0 ▶ greeting, 0.9 s",
        "0:00.9 … waits up to 0.8 s for a key | 0:01.3 … waits up to 0.8 s for a key",
        "0:01.7 ● no key for 0.8 s: silence 1 of 2 | 0:02.1 ● no key for 0.8 s: silence 1 of 2",
        "0:01.7 → Desk (department||1080) | 0:02.1 ▶ sorry, 1 s",
        f"> 0:03.1 → {'x' * 47}…",
    ]
