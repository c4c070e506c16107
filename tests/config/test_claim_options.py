import pytest

from simulator.config.claim_options import (
    ClaimOptions,
    parse_bound,
    parse_key_count,
    parse_subject,
    parse_trait,
    read_claim,
)
from simulator.errors import UsageError


def test_a_number_of_keys() -> None:
    assert [parse_key_count(3), parse_key_count("3"), parse_key_count(0)] == [3, 3, 0]
    refused: list[object] = [True, 1.5, -1, "few", 1001, None]
    for wrong in refused:
        with pytest.raises(ValueError, match="use a whole number from 0 to 1,000"):
            parse_key_count(wrong)


def test_traits_and_subjects() -> None:
    assert (parse_trait("slow"), parse_subject("Booking desk"), parse_subject(19549)) == (
        "slow",
        "Booking desk",
        "19549",
    )
    with pytest.raises(ValueError, match="did you mean slow"):
        parse_trait("slo")
    refused: list[object] = ["", None, True, []]
    for wrong in refused:
        with pytest.raises(ValueError, match="is not something to reach or hear"):
            parse_subject(wrong)


@pytest.mark.parametrize(
    ("value", "claim"),
    [
        ({"reach": "person"}, ClaimOptions("reach", "person")),
        ({"reach": "Desk", "within": "90 s", "keys": 3}, ClaimOptions("reach", "Desk", 90_000, 3)),
        ({"within": "90 s"}, ClaimOptions("reach", "person", 90_000)),
        ({"within": "1 min 30 s"}, ClaimOptions("reach", "person", 90_000)),
        ({"never": "voicemail||9001"}, ClaimOptions("never", "voicemail||9001")),
        ({"hears": "goodbye"}, ClaimOptions("hears", "goodbye")),
        ({"trait": "no-dtmf"}, ClaimOptions("trait", "no-dtmf")),
    ],
)
def test_a_claim_as_flow_yaml_says_it(value: object, claim: ClaimOptions) -> None:
    assert read_claim(value) == (claim, [])


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("reach person", (None, "'reach person' is not a claim; use a mapping such as {reach: person, within: 90 s}")),
        ({}, (None, "claims nothing; one of reach, never, hears, trait, within, keys is needed")),
        ({"reach": "a", "never": "b"}, ("never", "reach and never are two claims; write each as its own")),
        ({"never": "b", "keys": 1}, ("keys", "keys goes with reach, not with never")),
        ({"reaches": "a"}, ("reaches", "a claim has no 'reaches'; did you mean reach?")),
        ({"within": 90}, ("within", "within: 90 has no unit: use 90 s or 90 min")),
    ],
)
def test_what_is_wrong_with_a_claim_and_with_which_field(value: object, wrong: tuple[str | None, str]) -> None:
    assert read_claim(value) == (None, [wrong])


def test_bounds_of_a_command_line() -> None:
    assert (parse_bound("90s", "within"), parse_bound("3", "keys")) == (90_000, 3)
    assert parse_bound("1 min 30 s", "within") == 90_000
    with pytest.raises(UsageError, match=r"^--within: '0 s' is too short: use at least 1 ms$"):
        parse_bound("0 s", "within")
    with pytest.raises(UsageError, match="--keys: 'few' is not a number of keys"):
        parse_bound("few", "keys")
