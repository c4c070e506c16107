"""What lies behind a destination."""

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute

MENU = Destination("ivr", "1")
VOICEMAIL = Destination("voicemail", "9")


def test_a_holiday_without_a_way_of_its_own_is_as_closed() -> None:
    assert dict(ScheduleRoute("office", MENU, VOICEMAIL).ways())["holiday"] == VOICEMAIL
    assert dict(ScheduleRoute("office", MENU, VOICEMAIL, MENU).ways())["holiday"] == MENU


def test_a_line_is_busy_only_where_that_leads_on() -> None:
    assert PersonRoute().answers == ("picked_up", "no_answer")
    assert PersonRoute(busy=MENU).answers == ("picked_up", "no_answer", "busy")
    assert list(PersonRoute(busy=MENU, no_answer=VOICEMAIL).ways()) == [("no_answer", VOICEMAIL), ("busy", MENU)]
