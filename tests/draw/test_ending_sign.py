"""The signs of places where calls end."""

from dataclasses import replace

from simulator import Destination, Flow
from simulator.config.routes import PersonRoute
from simulator.draw.ending_sign import EndingSign, ending_sign


def test_each_kind_of_place(clinic: Flow) -> None:
    places = {
        "department||108000": EndingSign("Booking desk", "person", is_named=True),
        "ringgroup||108000": EndingSign("Booking desk", "person", is_named=True),
        "voicemail||9001": EndingSign("Night voicemail", "machine", is_named=True),
        "hangup||1": EndingSign("End of the call", "nobody"),
        "department||": EndingSign("Call drops", "nobody"),
        "department||5": EndingSign("department 5", "unknown"),
        "ivr||5": EndingSign("Menu 5 (not in this flow)", "menu"),
        "time_condition||5": EndingSign("time condition 5", "unknown", True),
        "return||1": EndingSign("the menu before", "menu", leads_back=True),
    }
    assert {place: ending_sign(clinic, Destination(*place.split("||"))) for place in places} == places


def test_a_telephone_that_rings_is_a_person(clinic: Flow) -> None:
    place = Destination("extension", "7")
    assert ending_sign(replace(clinic, routes={place: PersonRoute()}), place) == EndingSign("extension 7", "person")


def test_a_way_back_is_to_a_menu_of_this_flow(clinic: Flow) -> None:
    words = [ending_sign(clinic, Destination(*place.split("||"))).kind_words for place in ("return||1", "ivr||5")]
    assert words == ["a way back", "menu of another system"]
