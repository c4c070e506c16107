"""What the provider calls things, where the flow has no name for them."""

from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.provider.account.inventory import AccountInventory
from simulator.provider.live.live_fields import fields_from_live
from simulator.provider.live.live_state import NamedItem
from simulator.provider.pull.catalogue_names import nameless, new_names
from tests.provider.lived import lived, menu

ENDS = [
    ("department", "1"),
    ("ringgroup", "2"),
    ("extension", "050"),
    ("voicemail", "9"),
    ("ivr", "1"),
    ("hangup", "1"),
]
FIELDS = [fields_from_live(lived(menu(to=[*ENDS, ("hangup", "1")], silence_retry_recording="244")), "vr")]
ANSWERS = AccountInventory(
    receptionists=(),
    recordings=(NamedItem("19549", "Greeting"), NamedItem("244", "Sorry"), NamedItem("7", "Unused")),
    departments=(NamedItem("1", "Sales"), NamedItem("2", "Support"), NamedItem("108000", "Sales")),
    users=(NamedItem("050", "Ann"),),
)


def test_what_is_used_gets_its_name() -> None:
    assert new_names(None, FIELDS, ANSWERS) == (
        {"19549": "Greeting", "244": "Sorry"},
        {
            Destination("department", "1"): "Sales",
            Destination("department", "2"): "Support",
            Destination("extension", "050"): "Ann",
        },
    )


def test_a_name_that_is_there_stays_and_is_given_once() -> None:
    flow = Flow(
        "main",
        {},
        recordings={"19549": Recording(name="welcome"), "5": Recording(name="Sorry")},
        destinations={Destination("department", "1"): KnownDestination(name="Ann")},
    )
    assert new_names(flow, FIELDS, ANSWERS) == (
        {},
        {Destination("department", "2"): "Support", Destination("department", "108000"): "Sales"},
    )


def test_names_that_a_flow_cannot_say_and_accounts_that_tell_none() -> None:
    odd = AccountInventory(
        (), recordings=(NamedItem("19549", "123"), NamedItem("244", "a||b")), departments=(NamedItem("1", " "),)
    )
    assert new_names(None, FIELDS, odd) == ({}, {})
    assert new_names(None, FIELDS, AccountInventory(())) == ({}, {})


def test_what_nobody_has_a_name_for_completes_the_catalogue() -> None:
    department, ring_group = Destination("department", "1"), Destination("department", "2")
    voicemail, last = Destination("voicemail", "9"), Destination("department", "108000")
    extension = Destination("extension", "050")
    everything = (department, ring_group, extension, voicemail, last)
    assert nameless(None, FIELDS, {}) == everything
    assert nameless(None, FIELDS, {department: "Sales", extension: "Ann"}) == (ring_group, voicemail, last)
    catalogued = Flow("main", {}, destinations={voicemail: KnownDestination()})
    assert nameless(catalogued, FIELDS, {}) == (department, ring_group, extension, last)


def test_a_flow_that_somebody_wrote_without_a_catalogue_gets_none() -> None:
    assert nameless(Flow("main", {}), FIELDS, {}) == ()


def test_what_a_catalogue_cannot_say_is_left_out() -> None:
    odd = [fields_from_live(lived(menu(to=[("fax", "a|b"), ("fax", "-1"), ("fax", " "), ("fax", "1")])), "vr")]
    known = {Destination("extension", "050109590001"): "x", Destination("department", "108000"): "y"}
    assert [one for one in nameless(None, odd, known) if "fax" in one.type] == [Destination("fax", "1")]
