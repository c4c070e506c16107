"""Another order of keys, under which a greeting stays true."""

from simulator import Flow
from simulator.checks.rerecording.bill_writer import write_bill
from simulator.report.recording_bill import order_words
from tests.checks.rerecording.edits import lead


def orders(old: Flow, new: Flow) -> list[str]:
    return [order_words(order) for order in write_bill(old, new).kept_orders]


def test_what_is_new_gets_a_key_that_nobody_announces(clinic: Flow) -> None:
    assert orders(clinic, lead(clinic, "main", k1="department||108003")) == [
        "keep Booking desk on 1 and route key 4 to Billing questions (not announced: IVR304)"
    ]


def test_a_key_that_leads_there_already_is_named(clinic: Flow) -> None:
    assert orders(clinic, lead(clinic, "main", k1="voicemail||9001")) == [
        "keep Booking desk on 1 and route key 4 to Night voicemail (not announced: IVR304; key 3 already leads there)"
    ]


def test_a_swap_is_taken_back(clinic: Flow) -> None:
    assert orders(clinic, lead(clinic, "billing", k1="department||108003", k2="department||108002")) == [
        "keep Bill payments on 1 and Billing questions on 2"
    ]


def test_options_that_moved_up_stay_where_they_were(clinic: Flow) -> None:
    moved = lead(
        clinic, "main", k1="department||108003", k2="department||108000", k3="ivr||@billing", k4="voicemail||9001"
    )
    assert orders(clinic, moved) == [
        "keep Booking desk on 1, Billing on 2, Night voicemail on 3 and route key 4 to Billing questions "
        "(not announced: IVR304)"
    ]


def test_a_new_option_may_stay_unannounced(clinic: Flow) -> None:
    assert orders(clinic, lead(clinic, "main", k4="department||108003")) == [
        "leave key 4 to Billing questions (not announced: IVR304)"
    ]


def test_no_order_brings_back_what_is_gone(clinic: Flow) -> None:
    assert orders(clinic, lead(clinic, "main", k1=None)) == []
