import pytest

from simulator.config.semantics import PROFILES
from simulator.errors import UsageError
from simulator.loader.semantics_section import semantics_of

KNOWN = "the profiles are " + ", ".join(PROFILES)


def refusal_of(value: object) -> str:
    with pytest.raises(UsageError) as refusal:
        semantics_of(value)
    return str(refusal.value)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_by_its_name(name: str) -> None:
    assert semantics_of(name) == PROFILES[name] == semantics_of({"base": name})


def test_a_base_with_changes_as_yaml_writes_them() -> None:
    settings = semantics_of({"base": "freepbx", "final_on": "at_count", "barge_in": "no", "interdigit_seconds": "1.5"})
    assert settings.label == {"base": "freepbx", "final_on": "at_count", "barge_in": False, "interdigit_seconds": 1.5}


def test_without_a_base_it_is_the_default() -> None:
    assert semantics_of({"counters": "shared"}).label == {"base": "acefone", "counters": "shared"}


def test_the_label_leads_back() -> None:
    settings = semantics_of({"base": "freepbx", "collect": "terminated"})
    assert semantics_of(settings.label) == settings


def test_what_is_no_semantics() -> None:
    assert refusal_of("freepbx-terminate") == (
        f"'freepbx-terminate' is not a semantics profile; {KNOWN}; did you mean freepbx-terminated?"
    )
    assert refusal_of(3) == f"3 is not a semantics profile; {KNOWN}"
    assert refusal_of({"base": None}) == f"nothing is not a semantics profile; {KNOWN}"
    assert refusal_of({"final_at": "x", "counters": "both", "interdigit_seconds": -1}) == (
        "semantics have no setting 'final_at'; did you mean final_on?; "
        "counters: 'both' is not accepted; use separate or shared; "
        "interdigit_seconds: -1 is not a duration; use a number of seconds from 0 to 600"
    )
    assert refusal_of({"profile": "freepbx"}).startswith(
        "semantics have no setting 'profile'; the settings are final_on,"
    )
