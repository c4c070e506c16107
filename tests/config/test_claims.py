import pytest

from simulator.config.claims import AskedClaim, as_duration, as_keys, as_subject, as_trait, bounded, read_claim
from simulator.errors import UsageError


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [("90s", 90_000), ("90 s", 90_000), ("1.5 min", 90_000), ("2 minutes", 120_000), ("250 ms", 250)],
)
def test_a_time_carries_its_unit(text: str, milliseconds: int) -> None:
    assert as_duration(text) == milliseconds


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (90, "90 is no time; a time carries its unit; 90 s or 2 min is accepted"),
        ("90", "'90' is no time; 90 s or 2 min is accepted"),
        ("soon", "'soon' is no time; 90 s or 2 min is accepted"),
        ("0 s", "'0 s' is not accepted; a time above 0, up to 1440 min, is"),
        ("5000 min", "'5000 min' is not accepted; a time above 0, up to 1440 min, is"),
    ],
)
def test_what_is_no_time(value: object, message: str) -> None:
    with pytest.raises(ValueError, match="accepted") as refused:
        as_duration(value)
    assert str(refused.value) == message


def test_a_number_of_keys() -> None:
    assert [as_keys(3), as_keys("3"), as_keys(0)] == [3, 3, 0]
    refused: list[object] = [True, 1.5, -1, "few", 1001, None]
    for wrong in refused:
        with pytest.raises(ValueError, match="a whole number from 0 to 1,000 is accepted"):
            as_keys(wrong)


def test_traits_and_subjects() -> None:
    assert (as_trait("slow"), as_subject("Booking desk"), as_subject(19549)) == ("slow", "Booking desk", "19549")
    with pytest.raises(ValueError, match="did you mean slow"):
        as_trait("slo")
    refused: list[object] = ["", None, True, []]
    for wrong in refused:
        with pytest.raises(ValueError, match="is nothing to reach or hear"):
            as_subject(wrong)


@pytest.mark.parametrize(
    ("value", "claim"),
    [
        ({"reach": "person"}, AskedClaim("reach", "person")),
        ({"reach": "Desk", "within": "90 s", "keys": 3}, AskedClaim("reach", "Desk", 90_000, 3)),
        ({"within": "90 s"}, AskedClaim("reach", "person", 90_000)),
        ({"never": "voicemail||9001"}, AskedClaim("never", "voicemail||9001")),
        ({"hears": "goodbye"}, AskedClaim("hears", "goodbye")),
        ({"trait": "no-dtmf"}, AskedClaim("trait", "no-dtmf")),
    ],
)
def test_a_claim_as_flow_yaml_says_it(value: object, claim: AskedClaim) -> None:
    assert read_claim(value) == (claim, [])


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("reach person", (None, "'reach person' is no claim; a mapping such as {reach: person, within: 90 s} is")),
        ({}, (None, "claims nothing; one of reach, never, hears, trait, within, keys is needed")),
        ({"reach": "a", "never": "b"}, ("never", "reach and never are two claims; write each as its own")),
        ({"never": "b", "keys": 1}, ("keys", "keys goes with reach, not with never")),
        ({"reaches": "a"}, ("reaches", "a claim has no 'reaches'; did you mean reach?")),
        ({"within": 90}, ("within", "within: 90 is no time; a time carries its unit; 90 s or 2 min is accepted")),
    ],
)
def test_what_is_wrong_with_a_claim_and_with_which_field(value: object, wrong: tuple[str | None, str]) -> None:
    assert read_claim(value) == (None, [wrong])


def test_bounds_of_a_command_line() -> None:
    assert (bounded("90s", "within"), bounded("3", "keys")) == (90_000, 3)
    with pytest.raises(UsageError, match="--keys: 'few' is no number of keys"):
        bounded("few", "keys")
