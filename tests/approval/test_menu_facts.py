"""What callers hear, and where each key leads."""

from dataclasses import replace

from simulator import Flow, load
from simulator.approval.menu_facts import KeyRow, ReplyLine, list_menus
from tests.draw.hostile_maps import flow_of, menu


def test_the_clinic(clinic: Flow) -> None:
    main, billing = list_menus(clinic)
    assert (main.key, main.name, main.numbers, main.listens) == ("main", "Main menu", ("+441632960001",), 5000)
    assert main.rows == (
        KeyRow("1", "person", "Booking desk", "a person", False),
        KeyRow("2", "menu", "Billing", "a menu", False),
        KeyRow("3", "machine", "Night voicemail", "a machine", False),
        KeyRow("0", "person", "Reception", "a person", False),
        KeyRow("3×", "person", "Reception", "wrong key or silence", True),
    )
    assert billing.rows[2] == KeyRow("3", "back", "Main menu", "back", False)
    assert main.replies == (
        ReplyLine("After a wrong key", "“Sorry, that was not one of the choices.”"),
        ReplyLine("After silence", "“Are you still there? Please choose from this list.”"),
        ReplyLine("The third time", "“We will now put you through to reception. Goodbye for now.”"),
    )


def test_who_picks_up_and_where_hours_lead() -> None:
    main, night, closed = list_menus(load("example:surgery").rung_at("+441632960040"))
    assert main.rows[0] == KeyRow(
        "1", "person", "Appointments desk", "a person; no answer after 20 s: Voicemail", False
    )
    assert (closed.is_menu, closed.rows) == (False, (KeyRow("", "menu", "Night menu", "a menu", False),))
    assert night.replies[-1].words == "“Please leave a message after the tone.”"


def test_an_engines_own_prompt_is_named(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"wrong_key_retry_recording": "default"})
    facts, _ = list_menus(replace(clinic, receptionists={**clinic.receptionists, "main": main}))
    assert facts.replies[0] == ReplyLine("After a wrong key", "The built-in prompt of the telephone system.")


def test_words_that_nobody_knows_are_not_invented() -> None:
    (facts,) = list_menus(flow_of({"m": menu("M", {"1": ("extension", "1")})}))
    assert (facts.words, facts.rows[0].remark) == ("", "not known")
