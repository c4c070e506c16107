from simulator.text.json_tokens import json_tokens, refused_number


def test_tokens_stand_where_they_start() -> None:
    assert list(json_tokens('{"a\\"b": [1.5, null]}')) == [
        ("{", 0),
        ('"a\\"b"', 1),
        (":", 7),
        ("[", 9),
        ("1.5", 10),
        (",", 13),
        ("null", 15),
        ("]", 19),
        ("}", 20),
    ]


def test_a_refused_number_that_is_not_found_has_no_place() -> None:
    assert refused_number("[1]") == ("holds a number that cannot be read", -1)
