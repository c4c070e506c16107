"""A receptionist here beside what is live of it."""

from simulator.provider.change.field_comparison import ReceptionistComparison, compare_receptionist
from simulator.provider.change.lock import OwnedReceptionist
from simulator.provider.live.list_items import live_of
from simulator.wire import vr
from simulator.wire.decoding import Reads
from tests.provider.lived import announcement, lived, menu

HERE = menu("701").model_copy(update={"id": None})
WAITS = menu("701", timeout_seconds=9)


def stands(
    live: object = None, reads: Reads = "full", owned: OwnedReceptionist | None = None, here: object = HERE
) -> ReceptionistComparison:
    shown = None if live is None else lived(live, reads)  # type: ignore[arg-type]  # a receptionist
    return compare_receptionist("main", "701", here, shown, owned, "vr")  # type: ignore[arg-type]  # a receptionist


def test_the_same_and_what_differs() -> None:
    same = stands(menu("701"))
    assert (same.verdict, same.differs, same.unread, same.before, same.is_strange) == (
        "same",
        (),
        (),
        menu("701"),
        True,
    )
    other = stands(WAITS)
    assert (other.verdict, other.differs, other.before) == ("differs", ("timeout_seconds",), WAITS)
    assert stands().verdict == "gone"
    assert compare_receptionist("main", None, HERE, None, None, "vr").verdict == "new"


def test_what_the_answer_does_not_carry_may_differ() -> None:
    found = stands(menu("701"), "minimal")
    assert (found.verdict, found.unread, found.unknown) == (
        "cannot be told",
        ("destination_type", "entries"),
        ("entries",),
    )
    assert found.before == menu("701")  # for the rest it is taken to be as here


def test_what_was_written_last_is_taken_to_be_so_still() -> None:
    written = menu("701", to=[("department", "5")]).model_copy(update={"id": None})
    found = stands(written.model_copy(update={"id": "701"}), "minimal", OwnedReceptionist("701", written))
    assert (found.verdict, found.differs, found.unknown, found.is_strange) == ("differs", ("entries",), (), False)
    assert found.before == written.model_copy(update={"id": "701"})
    elsewhere = stands(menu("701"), "minimal", OwnedReceptionist("702", written))
    assert elsewhere.verdict == "cannot be told"


def test_another_kind() -> None:
    found = stands(announcement("701"))
    assert found.verdict == "differs"
    assert found.before == announcement("701")


def test_where_even_the_kind_is_not_carried_both_kinds_are_lost() -> None:
    found = stands(menu("701"), here=announcement().model_copy(update={"id": None}), reads="minimal")
    assert found.lost == ("destination_type", "forward_destination_type", "forward_destination_id", "entries")
    assert stands(menu("701")).lost == ()


def test_a_spoken_greeting_reads_as_a_bare_id() -> None:
    """What was written last, or what the flow says, tells which it is; a greeting of somebody else's nobody knows."""
    spoken = menu("701", greeting="outbound_tts:5").model_copy(update={"id": None})
    live = lived(menu("701", greeting="outbound_tts:5"), "full", "ivr")
    assert live.fields["greeting"] == "5"
    same = compare_receptionist("main", "701", spoken, live, None, "ivr")
    assert (same.verdict, same.before and same.before.greeting) == ("same", "outbound_tts:5")
    other = HERE.model_copy(update={"greeting": "777"})
    ours = compare_receptionist("main", "701", other, live, OwnedReceptionist("701", spoken), "ivr")
    assert (ours.lost, ours.before and ours.before.greeting) == ((), "outbound_tts:5")
    theirs = compare_receptionist("main", "701", other, live, None, "ivr")
    assert (theirs.lost, theirs.before and theirs.before.greeting) == (("greeting",), "5")


def test_a_recording_that_becomes_a_spoken_text_of_the_same_number_differs() -> None:
    """The list tells no difference; what was written last does."""
    spoken = HERE.model_copy(update={"greeting": "outbound_tts:19549"})
    found = compare_receptionist(
        "main", "701", spoken, lived(menu("701"), "full", "ivr"), OwnedReceptionist("701", HERE), "ivr"
    )
    assert (found.verdict, found.differs) == ("differs", ("greeting",))


def test_another_name_than_was_last_pushed_asks_whether_it_is_the_same() -> None:
    assert stands(menu("701", name="Somebody else's"), owned=OwnedReceptionist("701", HERE)).is_strange
    assert not stands(menu("701"), owned=OwnedReceptionist("701", HERE)).is_strange


def test_a_value_that_the_model_takes_none_such_of_is_a_difference() -> None:
    live = live_of({**vr.encode_read(menu("701")), "timeout": 900})
    assert live is not None
    found = compare_receptionist("main", "701", HERE, live, OwnedReceptionist("701", HERE), "vr")
    assert (found.verdict, found.differs, found.lost, found.unread) == (
        "differs",
        ("timeout_seconds",),
        ("timeout_seconds",),
        (),
    )
