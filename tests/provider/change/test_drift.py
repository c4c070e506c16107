"""What the list shows otherwise."""

from simulator.provider.change.drift import differences_in_words, drift_lines, shows_all, stale_lines
from simulator.provider.live.list_items import live_of
from simulator.wire import vr
from tests.provider.change.test_stepper import BODY, NEW, OLD, PLAN, shown
from tests.provider.lived import lived, menu


def test_what_changed_since() -> None:
    assert stale_lines(PLAN, shown(OLD)) == []
    assert stale_lines(PLAN, shown(NEW)) == ["main (701): timeout was 5, is 9"]
    assert stale_lines(PLAN, ()) == ["main (701) is no longer live"]
    assert [*drift_lines({"recording": "1"}, lived(menu("701")))][:1] == ["recording was 1, is 19549"]


def test_what_is_not_carried_is_no_difference_and_not_all_either() -> None:
    assert differences_in_words(lived(NEW, "minimal"), BODY, "vr") == ()
    assert (shows_all(lived(NEW, "minimal"), BODY, "vr"), shows_all(lived(NEW), BODY, "vr")) == (False, True)


def test_a_value_that_the_model_takes_none_such_of_differs() -> None:
    live = live_of({**vr.encode_read(NEW), "timeout": 900})
    assert live is not None
    assert differences_in_words(live, BODY, "vr") == ("timeout 900, sent 9",)
    assert not shows_all(live, BODY, "vr")
