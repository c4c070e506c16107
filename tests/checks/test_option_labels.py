"""What callers are told about options, and how well destinations fit it."""

from simulator.checks.option_labels import (
    OptionLabel,
    fit,
    fits_own,
    is_named_in_its_language,
    name_in,
    option_labels,
)
from simulator.checks.spoken_scripts import MenuGreeting, read_recording
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination, Entry, Receptionist

DESK, LINE, FRONT = Destination("department", "1"), Destination("department", "2"), Destination("extension", "3")
MAILBOX = Destination("voicemail", "9")


def flow(script: str, **names: str) -> Flow:
    """A menu whose 1 leads to Sales, 2 to a desk without a name, 0 to the front desk, and silence to a mailbox."""
    leads = {"1": DESK, "2": LINE, "0": FRONT}
    menu = Receptionist(
        name="Main",
        destination_type="multiple",
        greeting="7",
        timeout_seconds=5,
        entries=tuple(
            Entry(option=option, destination_type=to.type, destination_id=to.id) for option, to in leads.items()
        ),
        wrong_keys_allowed=2,
        wrong_key_destination_type=FRONT.type,
        wrong_key_destination_id=FRONT.id,
        silences_allowed=0,
        silence_destination_type=MAILBOX.type,
        silence_destination_id=MAILBOX.id,
    )
    return Flow(
        entry="main",
        receptionists={"main": menu},
        recordings={"7": Recording(script=script)},
        destinations={
            DESK: KnownDestination(name="Sales", names=names),
            FRONT: KnownDestination(name="Front desk"),
            MAILBOX: KnownDestination(name="Mailbox"),
        },
    )


def labels(made: Flow) -> list[OptionLabel]:
    reading = read_recording(made, "7")
    assert reading is not None
    return list(option_labels(made, MenuGreeting("main", made.receptionists["main"], "7", reading)))


def told(made: Flow) -> list[tuple[str, str, str, bool]]:
    return [(label.option, label.text, label.language, label.is_condition) for label in labels(made)]


def test_every_option_with_a_label_and_staying_on_the_line() -> None:
    script = "For sales, press 1. If you have pain, press 2. Press 0. Or stay on the line to leave a message."
    assert told(flow(script)) == [
        ("1", "sales", "en", False),
        ("2", "pain", "en", True),
        ("stay", "leave a message", "en", False),
    ]


def test_a_german_greeting() -> None:
    script = "Für Verkauf drücken Sie die 1. Für alles andere bleiben Sie bitte in der Leitung."
    assert told(flow(script)) == [("1", "verkauf", "de", False), ("stay", "alles andere", "de", False)]


def test_a_label_is_compared_with_the_name_in_its_language() -> None:
    german = flow("Für Verkauf drücken Sie die 1.", de="Verkauf", en="Purchases")
    (label,) = labels(german)
    assert (fit(german, label, DESK), fits_own(german, label), name_in(german, DESK, "de")) == (3, 3, "Verkauf")
    assert is_named_in_its_language(german, label)


def test_without_a_name_in_its_language_it_is_compared_with_the_plain_one() -> None:
    german = flow("Für Verkauf drücken Sie die 1.", en="Purchases")
    (label,) = labels(german)
    assert (fit(german, label, DESK), fits_own(german, label), name_in(german, DESK, "de")) == (0, 0, "Sales")
    assert not is_named_in_its_language(german, label)


def test_a_name_in_a_language_that_nothing_reads_is_compared_too() -> None:
    other = flow("Za prodaju, press 1.", xx="Za prodaju")
    (label,) = labels(other)
    assert fits_own(other, label) == 3


def test_of_a_destination_without_a_name_nothing_is_said() -> None:
    made = flow("For repairs, press 2.")
    (label,) = labels(made)
    assert (fits_own(made, label), name_in(made, LINE, "en")) == (1, "")


def test_a_menu_called_by_its_language_fits_a_label_in_it() -> None:
    made = flow("Für Deutsch bleiben Sie bitte in der Leitung. Für Verkauf drücken Sie die 1.")
    stay = labels(made)[-1]
    german = OptionLabel(stay.option, stay.text, "de", Destination("ivr", "@german"), stay.place)
    menu = made.receptionists["main"].model_copy(update={"name": "German"})
    menus = Flow(entry="german", receptionists={"german": menu})
    assert (fits_own(menus, german), fit(menus, german, german.destination)) == (3, 3)
    other = OptionLabel("1", "verkauf", "de", german.destination, german.place)
    assert (fits_own(menus, other), fit(menus, other, other.destination)) == (2, 0)
