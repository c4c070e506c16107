from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]

ENTRY = '{option: "1", destination_type: department, destination_id: "108000"}'
NEEDED = "use a mapping with option, destination_type and destination_id"


def test_everything_at_once(told: Told) -> None:
    text = 'name: ""\nnme: x\ndestination_type: multiple\ntimeout: soon\nentries:\n  - {option: 1, destination_id: 1}\n'
    assert told(main=text) == [
        "main.yaml:1:1: incorrect_count is missing; a menu (destination_type: multiple) needs it: "
        "a whole number from 0 to 99",
        "main.yaml:1:1: invalid_destination_id is missing; a menu (destination_type: multiple) needs it: "
        'an id, or "@name" in quotes',
        "main.yaml:1:1: invalid_destination_type is missing; a menu (destination_type: multiple) needs it: "
        "a word such as department, extension or hangup",
        "main.yaml:1:1: timeout_destination_id is missing; a menu (destination_type: multiple) needs it: "
        'an id, or "@name" in quotes',
        "main.yaml:1:1: timeout_destination_type is missing; a menu (destination_type: multiple) needs it: "
        "a word such as department, extension or hangup",
        "main.yaml:1:1: timeout_retries is missing; a menu (destination_type: multiple) needs it: "
        "a whole number from 0 to 99",
        "main.yaml:1:7: name is blank; a name is needed",
        "main.yaml:2:1: a receptionist has no field 'nme'; did you mean name?",
        "main.yaml:4:10: timeout: 'soon' is not a duration; use a number of seconds from 0 to 600",
        "main.yaml:6:5: destination_type is missing; add a word such as department, extension or hangup",
    ]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("x", "4:10: entries: 'x' is not accepted; use a list of entries, each with option, destination_type and "
              "destination_id"),
        ("[x]", f"4:11: entry: 'x' is not accepted; {NEEDED}"),
        ("{1: x}", f"4:14: entry: 'x' is not accepted; {NEEDED}"),
        ("{1: {option: 2, destination_type: x, destination_id: 5}}",
         "4:23: the entry is listed under '1', and its option differs; leave the option out"),
        ("{1x: {destination_type: x, destination_id: 5}}",
         "4:15: option: '1x' is not an option; use 1 to 10 keys of 0-9, * and #"),
        ("[{option: 1.0, destination_type: x, destination_id: 5}, {option: 1, destination_type: x, destination_id: 5}]",
         "4:75: option 1 is listed twice: line 4 has it already"),
        ("[{option: 1, destination_type: x, destination_id: [5]}]",
         "4:60: destination_id: a list is not an id; use a whole number of 0 or more, or text"),
        ("[{option: 1, destination_type: '', destination_id: 5}]",
         "4:41: destination_type: '' is not a destination type; use a word such as department or hangup"),
        ("\n  - option: # the hash key\n    destination_type: x\n    destination_id: 5",
         '5:12: option is empty, because # starts a comment; for the # key use "#" in quotes'),
    ],
)  # fmt: skip
def test_entries(entries: str, message: str, told: Told, menu: str) -> None:
    assert told(main=menu.replace(f"entries:\n  - {ENTRY}", f"entries: {entries}")) == [f"main.yaml:{message}"]


def test_a_menu_holds_at_most_a_thousand_entries(told: Told, menu: str) -> None:
    entries = "".join(f"  - {{option: {n}, destination_type: x, destination_id: 5}}\n" for n in range(1001))
    text = menu.replace(f"  - {ENTRY}\n", entries)
    assert told(main=text) == ["main.yaml:5:3: entries holds 1,001 entries; at most 1,000 are accepted"]
    assert told(main=text.replace("  - {option: 1000, destination_type: x, destination_id: 5}\n", "")) == []


def test_unknown_fields_are_named_to_a_limit(told: Told, single: str) -> None:
    lines = told(main=single + "".join(f"zz{n}: 1\n" for n in range(60)))
    assert len(lines) == 51
    assert lines[0] == "main.yaml:1:1: a receptionist does not have 10 further fields here either"


def test_a_million_mistakes_are_one_line(told: Told, menu: str) -> None:
    many = ", ".join(f"zz{n}: 1" for n in range(10_001))
    lines = told(main=menu.replace('destination_id: "108000"}', f'destination_id: "108000", {many}}}'))
    assert lines == ["main.yaml:1:1: over 10,000 values here are not accepted; this is not a receptionist"]


def test_every_unknown_is_listed(told: Told) -> None:
    text = """\
id: UNKNOWN
name: UNKNOWN
description: UNKNOWN
destination_type: multiple
recording: UNKNOWN
entries: UNKNOWN
timeout: UNKNOWN
incorrect_count: UNKNOWN
invalid_recording: UNKNOWN
recording_invalid: UNKNOWN
invalid_destination_type: UNKNOWN
invalid_destination_id: UNKNOWN
timeout_retries: UNKNOWN
timeout_retry_recording: UNKNOWN
timeout_recording: UNKNOWN
timeout_destination_type: UNKNOWN
timeout_destination_id: UNKNOWN
prefix: UNKNOWN
intercom: UNKNOWN
forward_destination_type: UNKNOWN
forward_destination_id: UNKNOWN
"""
    names = [line.partition(":")[0] for line in text.splitlines()]
    lines = told(main=text)
    assert [line.partition("; fill it in")[0] for line in lines] == [
        f"main.yaml:{line}:{len(name) + 3}: {name} is UNKNOWN: the provider's response did not include it"
        for line, name in enumerate(names, 1)
        if name != "destination_type"
    ]
    assert [lines[4], lines[5]] == [
        "main.yaml:6:10: entries is UNKNOWN: the provider's response did not include it; fill it in: "
        "a list of entries, each with option, destination_type and destination_id",
        "main.yaml:7:10: timeout is UNKNOWN: the provider's response did not include it; "
        "fill it in: seconds from 0 to 600",
    ]


def test_a_text_may_be_the_word(told: Told, menu: str) -> None:
    text = menu.replace("name: Front desk", "name: \"UNKNOWN\"\ndescription: 'UNKNOWN'")
    assert told(main=text) == []


def test_an_unknown_entry(told: Told, menu: str) -> None:
    entry = "{option: UNKNOWN, destination_type: UNKNOWN, destination_id: UNKNOWN, template_id: UNKNOWN}"
    assert [line.split(" is ")[0] for line in told(main=menu.replace(ENTRY, entry))] == [
        "main.yaml:5:14: option",
        "main.yaml:5:41: destination_type",
        "main.yaml:5:66: destination_id",
        "main.yaml:5:88: template_id",
    ]
