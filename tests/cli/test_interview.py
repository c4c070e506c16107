"""The interview: what is asked, what is asked again, and the receptionist that comes of it."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from simulator.cli.interview import Interview
from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination, Receptionist

MENU = """\
name [Main menu]: Front desk
description [none]: By day
recording (the greeting) [none]: 19549
  what does 19549 say? [none]: Welcome.
destination_type (multiple: a menu; single: an announcement) [multiple]:
> entries: one choice after the other; press Enter at an option to end the list.
  option (the key or keys) [none]:
>   a menu needs at least one entry
  option (the key or keys) [none]: 1
  destination_type (where the choice leads: type) [department]:
  destination_id (where the choice leads: id):
>   an id is missing; use one such as 108000
  destination_id (where the choice leads: id): @Sales
>   '@name' works only in files; use the provider's id, such as 108000
  destination_id (where the choice leads: id): -7
>   '-7' is not an id: it is negative; use a whole number of 0 or more, or text
  destination_id (where the choice leads: id): 7
  what is department 7 called? [none]: Sales
  template_id (the e-mail template) [none]: 12
  option (the key or keys) [none]: 1
>   option 1 already has an entry; use another key, or Enter to end the list
  option (the key or keys) [none]: one
>   'one' is not an option; use 1 to 10 keys of 0-9, * and #
  option (the key or keys) [none]: *9
  destination_type (where the choice leads: type) [department]: hangup
  destination_id (where the choice leads: id) [1]:
  template_id (the e-mail template) [none]: none
  option (the key or keys) [none]:
timeout (seconds to wait for a key) [5]: soon
>   'soon' is not a duration; use a number of seconds from 0 to 600
timeout (seconds to wait for a key) [5]: 2.5
incorrect_count (wrong keys that leave another try) [2]: 100
>   '100' is not a count; use a whole number from 0 to 99
incorrect_count (wrong keys that leave another try) [2]: 0
invalid_recording (played after a wrong key that leaves another try) [none]:
recording_invalid (played after the last wrong key) [none]: 246
  what does 246 say? [none]:
invalid_destination_type (where the last wrong key leads: type) [department]: ringgroup
invalid_destination_id (where the last wrong key leads: id): 8
what is ringgroup 8 called? [none]: Sales
>   'Sales' is already the name of department||7; use another name, or Enter for none
what is ringgroup 8 called? [none]: 12
>   '12' reads like an id; use a name with a letter and without '||'
what is ringgroup 8 called? [none]: Support
timeout_retries (silences that leave another try) [2]:
timeout_retry_recording (played after a silence that leaves another try) [none]: 246
timeout_recording (played after the last silence) [none]:
timeout_destination_type (where the last silence leads: type) [department]:
timeout_destination_id (where the last silence leads: id): 8.0
prefix (set before the caller's number) [none]:
intercom (the short internal number) [none]: 7001
"""


def interviewed(conversation: str) -> tuple[Interview, Receptionist]:
    """Hold a conversation: every question and remark must come as written, the answers are given."""
    lines: Iterator[str] = iter(conversation.splitlines())

    def ask(question: str) -> str:
        line = next(lines)
        assert line.startswith(question.rstrip()), f"asked {question!r}, expected {line!r}"
        return line[len(question) :]

    def tell(remark: str) -> None:
        assert f"> {remark}" == next(lines)

    interview = Interview(ask=ask, tell=tell)
    made = interview.ask_receptionist()
    assert [*lines] == []
    return interview, made


OPENING = "> The questions use the provider's field names. Press Enter to accept the value in [ ].\n"


def test_a_menu_is_asked_for_in_the_providers_field_names_and_every_answer_is_checked_at_once() -> None:
    interview, menu = interviewed(OPENING + MENU)
    assert menu.model_dump(exclude_defaults=True) == {
        "name": "Front desk",
        "description": "By day",
        "destination_type": "multiple",
        "greeting": "19549",
        "entries": (
            {"option": "1", "destination_type": "department", "destination_id": "7", "template_id": "12"},
            {"option": "*9", "destination_type": "hangup", "destination_id": "1"},
        ),
        "timeout_seconds": 2.5,
        "wrong_keys_allowed": 0,
        "wrong_key_final_recording": "246",
        "wrong_key_destination_type": "ringgroup",
        "wrong_key_destination_id": "8",
        "silences_allowed": 2,
        "silence_retry_recording": "246",
        "silence_destination_type": "department",
        "silence_destination_id": "8",
        "intercom": "7001",
    }
    assert interview.recordings == {"19549": Recording(script="Welcome."), "246": Recording()}
    assert interview.destinations == {
        Destination("department", "7"): KnownDestination(name="Sales"),
        Destination("department", "8"): KnownDestination(name="Support"),
    }


def test_a_single_is_asked_for_its_one_destination() -> None:
    interview, single = interviewed(
        OPENING
        + """\
name [Main menu]:
description [none]:
recording (the greeting) [none]: 0
destination_type (multiple: a menu; single: an announcement) [multiple]: menu
>   'menu' is not accepted; use single or multiple
destination_type (multiple: a menu; single: an announcement) [multiple]: single
forward_destination_type (where every caller goes: type) [department]: department||7
>   'department||7' is not a destination type; use a word such as department or hangup
forward_destination_type (where every caller goes: type) [department]: voicemail
forward_destination_id (where every caller goes: id): 050109590001
what is voicemail 050109590001 called? [none]:
prefix (set before the caller's number) [none]: NEW
intercom (the short internal number) [none]:
"""
    )
    assert single.model_dump(exclude_defaults=True) == {
        "name": "Main menu",
        "destination_type": "single",
        "forward_destination_type": "voicemail",
        "forward_destination_id": "050109590001",
        "caller_id_prefix": "NEW",
    }
    assert (interview.recordings, interview.destinations) == ({}, {})


def test_what_steers_a_terminal_does_not_get_into_an_answer() -> None:
    answers = iter(["a\x1b[31mb", "two\N{LINE SEPARATOR}lines", "", "single", "", "7", "", "", ""])
    made = Interview(ask=lambda question: next(answers), tell=lambda remark: None).ask_receptionist()
    assert (made.name, made.description) == ("a\\x1b[31mb", "two\\u2028lines")


NASTY = ["", "1", "12", "*", "#", "single", "hangup", "ivr", "@x", "-5", "7.0", "UNKNOWN", "a||b", "none", "\ud800"]
ANSWERS = st.sampled_from(NASTY) | st.text(max_size=8)


class Enough(Exception):
    """The person has left."""


@given(st.lists(ANSWERS, max_size=60))
def test_whatever_is_answered_a_receptionist_comes_of_it_or_the_question_again(answers: list[str]) -> None:
    given_answers = iter(answers)

    def ask(question: str) -> str:
        try:
            return next(given_answers)
        except StopIteration:
            raise Enough from None

    interview = Interview(ask=ask, tell=lambda remark: None)
    try:
        made = interview.ask_receptionist()
    except Enough:
        return
    assert Receptionist.model_validate(made.model_dump()) == made


def test_to_hang_up_has_an_id_of_its_own_and_no_name() -> None:
    interview, single = interviewed(
        OPENING
        + """\
name [Main menu]:
description [none]:
recording (the greeting) [none]:
destination_type (multiple: a menu; single: an announcement) [multiple]: single
forward_destination_type (where every caller goes: type) [department]: HangUp
forward_destination_id (where every caller goes: id) [1]:
prefix (set before the caller's number) [none]:
intercom (the short internal number) [none]:
"""
    )
    assert (single.forward_destination, interview.destinations) == (Destination("HangUp", "1"), {})
