"""The result of a replay for people and for programs."""

from collections import Counter

from simulator.report.replay_summary import ReplayResult, replay_json, replay_lines
from tests.graph.replay.test_replay_count import BILLS, OLD, count_past, past, with_key

CANNOT_TELL = (
    "Records tell the keys, not silences, retries or which menu took a key: each key is pressed where",
    "the call next takes one, and after the last the caller stays silent.",
)


def test_a_replay_against_the_flow_as_it_was() -> None:
    count = count_past(with_key(OLD, "1", BILLS), OLD, past("1"), past("2", "1"), past("9", "1", "5555"))
    result = ReplayResult("calls.csv", count, Counter({"keys: not accepted; use keys": 2}), read=6, duplicates=1)
    assert list(replay_lines(result)) == [
        "3 past calls of calls.csv on flows/clinic",
        "",
        "  1   33.3 %  land where they landed",
        "  2   66.7 %  land elsewhere",
        "  0    0.0 %  end in a dead end: nobody answers, or the menu hangs up",
        "",
        "Keys that mean something else now:",
        "  1 in Main menu  was Booking desk, now Billing questions  2 calls",
        "",
        "The most frequent calls that land differently:",
        "  1 call: was Booking desk, now Billing questions",
        "    ivrsim play flows/clinic --caller 1",
        "  1 call: was Booking desk, now Billing questions",
        "    ivrsim play flows/clinic --caller '4 1'",
        "",
        "1 row repeated a call, and did not count.",
        "1 call pressed keys that no menu took.",
        "2 rows could not be used (--rejects FILE lists them):",
        "  2  keys: not accepted; use keys",
        "",
        *CANNOT_TELL,
    ]
    assert replay_json(result) == {
        "read": 6,
        "rejected": 2,
        "duplicates": 1,
        "same": 1,
        "elsewhere": 2,
        "dead_end": 0,
        "not_known": 0,
        "other_meaning": [{"key": "1", "menu": "main", "was": "Booking desk", "now": "Billing questions", "calls": 2}],
        "landed": [
            {"kind": "routed", "destination": "department||108003", "calls": 2},
            {"kind": "routed", "destination": "department||108002", "calls": 1},
        ],
        "examples": [
            {"steps": [{"press": "1"}]},
            {"name": "[4 digits] more", "steps": [{"press": "4"}, {"press": "1"}]},
        ],
    }


def test_a_replay_that_compares_nothing_says_where_calls_land() -> None:
    count = count_past(OLD, None, past("1"))
    result = ReplayResult("calls.csv", count, Counter(), read=1)
    assert list(replay_lines(result)) == [
        "1 past call of calls.csv on flows/clinic",
        "",
        "  1 call not compared: the records do not say where they landed; "
        "--against OLD plays them to the flow as it was",
        "",
        "Where they land now:",
        "  1  Booking desk",
        "",
        *CANNOT_TELL,
    ]
    told = replay_json(result)
    assert (told["same"], told["elsewhere"], told["dead_end"], told["not_known"]) == (None, None, None, 1)
