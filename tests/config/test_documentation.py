"""What each dialect documents: sentences, pages, days, and what is open."""

from datetime import date
from typing import get_args

import pytest

from simulator.config.documentation import (
    DIALECTS,
    FACTS,
    STATEMENTS,
    Dialect,
    is_open,
    leaning,
    remark,
    settled_value,
    settling,
    status_words,
)
from simulator.config.semantics import SETTINGS, Semantics


def test_every_dialect_and_every_setting_has_a_page_and_the_day_it_was_read() -> None:
    assert [*STATEMENTS] == [*DIALECTS] == [*get_args(Dialect)] == ["vr", "ivr"]
    for dialect in DIALECTS:
        assert [*STATEMENTS[dialect]] == [*SETTINGS]
        for setting in SETTINGS:
            for statement in STATEMENTS[dialect][setting]:
                assert statement.page
                assert date.fromisoformat(statement.read).isoformat() == statement.read


def test_the_sentences_are_those_of_the_pages() -> None:
    told = {
        dialect: {
            setting: [one.sentence for one in statements]
            for setting, statements in STATEMENTS[dialect].items()
            if any(one.sentence for one in statements)
        }
        for dialect in DIALECTS
    }
    assert told == {
        "vr": {
            "final_on": [
                "has reached maximum number of incorrect inputs allowed",
                "has reached maximum number of timeout retries",
            ]
        },
        "ivr": {
            "final_on": [
                "Number of retries allowed after invalid inputs",
                "number of retries permitted after invalid inputs",
                "reaches more than the value set",
                "after Timeout Retry count is more than set value",
            ]
        },
    }


def test_final_on_is_documented_in_the_ivr_dialect_alone() -> None:
    assert {dialect: [name for name in SETTINGS if not is_open(dialect, name)] for dialect in DIALECTS} == {
        "vr": [],
        "ivr": ["final_on"],
    }
    assert settled_value("ivr", "final_on") == "after_retries"
    assert settled_value("vr", "final_on") is None
    assert settling("vr", "final_on") is None


def test_the_words_of_the_vr_dialect_lean_to_at_count() -> None:
    leans = leaning("vr", "final_on")
    assert leans is not None
    assert leans.value == "at_count"
    assert leaning("ivr", "final_on") is None
    assert leaning("vr", "counters") is None


def test_a_value_that_a_page_means_is_one_that_the_setting_takes() -> None:
    for dialect in DIALECTS:
        for setting, statements in STATEMENTS[dialect].items():
            accepted = get_args(Semantics.model_fields[setting].annotation)
            assert {one.value for one in statements if one.value is not None} <= {*accepted}


@pytest.mark.parametrize(
    ("dialect", "setting", "words"),
    [
        (
            "vr",
            "final_on",
            "vr: not documented; the wording leans to at_count, 'has reached maximum number of incorrect inputs "
            "allowed' (put_v1-virtual-receptionist-id, read 2026-11-30)",
        ),
        (
            "ivr",
            "final_on",
            "ivr: documented as after_retries, 'Number of retries allowed after invalid inputs' "
            "(docs.acefone.co.uk, create-an-ivr, read 2026-11-30)",
        ),
        (
            "ivr",
            "barge_in",
            "ivr: not documented (docs.acefone.co.uk, create-an-ivr, read 2026-11-30, does not mention it)",
        ),
    ],
)
def test_what_is_documented_in_words(dialect: Dialect, setting: str, words: str) -> None:
    assert status_words(dialect, setting) == words


def test_only_the_ivr_dialect_documents_when_the_wait_begins() -> None:
    begins = {dialect: [fact.page for fact in FACTS[dialect] if "begins" in fact.text] for dialect in DIALECTS}
    assert begins == {"vr": [], "ivr": ["docs.acefone.co.uk, create-an-ivr"]}


def test_what_is_documented_names_the_providers_fields() -> None:
    for dialect in DIALECTS:
        told = " ".join(fact.text for fact in FACTS[dialect])
        names = ("timeout", "invalid_recording", "timeout_retry_recording", "recording_invalid", "timeout_recording")
        assert [name for name in names if name not in told] == []


def test_what_stands_behind_the_value_of_a_setting() -> None:
    assert (remark("vr", "final_on"), remark("ivr", "counters")) == (
        "the vr dialect does not document it",
        "the ivr dialect does not document it",
    )
    assert remark("ivr", "final_on") == (
        "the ivr dialect documents after_retries: 'Number of retries allowed after invalid inputs'"
    )
