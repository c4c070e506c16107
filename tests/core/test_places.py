"""Places are data: coordinates, a name, a wait."""

from simulator.core.events import EVENTS
from simulator.core.places import COORDINATES, ENDED, Place, Wait, to_milliseconds


def test_a_place_says_where_it_is_in_its_name() -> None:
    places = [
        Place("main", "ringing"),
        Place("main", "forward"),
        Place("main", "prompt", 1, 2, "wrong", 1),
        Place("main", "listening", 1, 2),
        Place("main", "collecting", 1, 2, keys="1*"),
        Place("main", "dead", 0, 3),
        Place("main", "final", 3, 0, "wrong"),
        ENDED,
    ]
    assert [place.name for place in places] == [
        "main/ringing",
        "main/forward",
        "main/1,2/prompt/wrong/1",
        "main/1,2/listening",
        "main/1,2/collecting/1*",
        "main/0,3/dead",
        "main/3,0/final/wrong",
        "ended",
    ]


def test_the_coordinates_are_all_that_tells_a_place_from_another() -> None:
    waiting = Place("main", "listening", wait=Wait(5000, EVENTS["silence"]))
    assert waiting == Place("main", "listening")
    assert {name: getattr(waiting, name) for name in COORDINATES} == {
        "receptionist": "main",
        "phase": "listening",
        "wrong_keys": 0,
        "silences": 0,
        "after": "entry",
        "index": 0,
        "keys": "",
    }


def test_seconds_are_whole_milliseconds() -> None:
    assert [to_milliseconds(seconds) for seconds in (0, 0.3, 1.0015, 8.2)] == [0, 300, 1002, 8200]
