"""A push, killed at every moment and under every fault, then resumed or taken back: live is new, or old."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.config.receptionist import Receptionist
from simulator.disk.durable_file import append_line
from simulator.errors import RemoteError, RemoteStale
from simulator.provider.change import journal as journal_room
from simulator.provider.change.desired import desired_receptionists, resolve_ids
from simulator.provider.change.journal import PushStart, begin_journal
from simulator.provider.change.lock import OwnedReceptionist, read_lock, record_changes
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.change.rollback_plan import plan_rollback
from simulator.provider.live.id_spaces import merge_lists
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire.decoding import READS, Reads
from tests.provider.change.rig import HOST, NOW, FakeAccount, Killed, Moments, Rig, account, flow, watch_files
from tests.provider.lived import announcement, lived, menu

WAYS: list[tuple[Dialect, Reads]] = [*(("vr", reads) for reads in READS), ("ivr", "full")]
WAY_IDS = [f"{dialect}-{reads}" for dialect, reads in WAYS]


def before() -> list[Receptionist]:
    """What is live: a menu, and the line that it leads to at night."""
    return [menu("701", to=[("department", "108000"), ("ivr", "703")]), announcement("703")]


def wanted() -> dict[str, Receptionist]:
    """The menu waits longer and leads to two new ones, which lead to each other and back."""
    main = menu("701", timeout_seconds=9, to=[("department", "108000"), ("ivr", "@night"), ("ivr", "@billing")])
    night = announcement("703", name="Night line", forward_destination_id="9002")
    billing = menu(None, name="Billing", to=[("ivr", "@desk"), ("ivr", "@main")])  # type: ignore[arg-type]  # it is new
    desk = menu(None, name="Desk", to=[("ivr", "@billing")])  # type: ignore[arg-type]  # it is new
    return {"main": main, "night": night, "billing": billing, "desk": desk}


@pytest.fixture(params=WAYS, ids=WAY_IDS)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Rig:
    dialect, reads = request.param
    return made(tmp_path, dialect, reads)


def made(folder: Path, dialect: Dialect, reads: Reads) -> Rig:
    if dialect == "ivr":
        to = [("department", "108000"), ("auto_attendant", "@night"), ("ivr", "@billing")]
        models = {**wanted(), "main": menu("701", timeout_seconds=9, to=to)}
        live = [menu("701", to=[("department", "108000"), ("auto_attendant", "703")]), announcement("703")]
    else:
        models, live = wanted(), before()
    rig = Rig(folder, flow("main", models), account(live, dialect=dialect, reads=reads))
    written = {one.id or "": one.model_copy(update={"id": None}) for one in live}
    record_changes(
        read_lock(folder),
        HOST,
        dialect,
        {"main": OwnedReceptionist("701", written["701"]), "night": OwnedReceptionist("703", written["703"])},
    )
    return rig


def fresh(rig: Rig) -> Rig:
    """The same, another time."""
    for path in rig.folder.rglob("*"):
        if path.is_file():
            path.unlink()
    return made(rig.folder, rig.account.dialect, rig.account.reads)


def named(account: FakeAccount) -> dict[str, list[str]]:
    """The ids by name."""
    found: dict[str, list[str]] = {}
    for id, one in account.held.items():
        found.setdefault(one.name, []).append(id)
    return found


def is_new(rig: Rig) -> bool:
    """Whether live is what the flow wants, each receptionist once."""
    ids = {name: ids[0] for name, ids in named(rig.account).items()}
    assert all(len(ids) == 1 for ids in named(rig.account).values()), named(rig.account)
    keys = {key: ids[model.name] for key, model in rig.flow.receptionists.items() if model.name in ids}
    if len(keys) < 4:
        return False
    return rig.account.state() == {
        keys[key]: resolve_ids(model, keys) for key, model in desired_receptionists(rig.flow).items()
    }


def is_old(rig: Rig, old: dict[str, Receptionist]) -> bool:
    """Whether what was live is so again; in the vr dialect, what was made stays, and nothing leads there."""
    state = rig.account.state()
    left = {id: one for id, one in state.items() if id not in old}
    assert not left or rig.account.dialect == "vr"
    assert all(len(ids) == 1 for ids in named(rig.account).values()), named(rig.account)
    return {id: state.get(id) for id in old} == old


def test_a_push(rig: Rig) -> None:
    receipt = rig.push()
    assert is_new(rig)
    assert rig.left() == [".ivrsim/push-1.json", "ivrsim.lock"]
    assert rig.account.log == ["create Desk", "create Billing", "update 7001", "update 703", "update 701"]
    assert rig.planned().steps == ()
    assert receipt.outcome == "done"


def test_each_request_that_is_done_is_a_step(rig: Rig) -> None:
    steps: list[str] = []
    carrying = rig.carrying(begin_journal(rig.folder, PushStart("push-1", NOW), rig.planned()))
    carrying.show = lambda step: steps.append(str(step))
    carrying.carry_out()
    assert list(dict.fromkeys(steps)) == [f"{done} of 5 requests" for done in range(6)]


def test_a_push_and_a_rollback(rig: Rig) -> None:
    old = rig.account.state()
    receipt = rig.push()
    back = rig.rollback(receipt)
    assert is_old(rig, old)
    assert back.plan.undoes == "push-1"
    if rig.account.dialect == "vr":  # what was deleted is not made again
        rig.rollback(back)
        assert is_new(rig)


def moments_of(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Rig]]:
    """The same push, killed at one moment after the other, until it comes to its end."""
    number = 0
    while True:
        rig = fresh(rig)
        moments = rig.account.moments = Moments()
        with monkeypatch.context() as patch:
            watch_files(patch, moments)
            moments.at = number
            try:
                rig.push()
            except Killed:
                pass
            else:
                return
        rig.account.moments = Moments()
        yield number, rig
        number += 1


@pytest.mark.heavy
def test_killed_at_every_moment_it_goes_on_to_the_new(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0
    for count, cut in moments_of(rig, monkeypatch):
        cut.push()
        assert is_new(cut), count
        assert cut.left()[-2:] == [".ivrsim/push-1.json", "ivrsim.lock"], count
    assert count > 30


@pytest.mark.heavy
def test_killed_at_every_moment_it_can_be_taken_back(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    old = rig.account.state()
    for number, cut in moments_of(rig, monkeypatch):
        if not is_cut_off(cut):
            continue
        cut.rollback()
        assert is_old(cut, old), number
        assert not is_cut_off(cut)


FAULTS = ("refused", "unreachable", "lost-before", "lost-after")


def ends(act: Callable[[], object]) -> RemoteError | None:
    """How it ends: None is well."""
    try:
        act()
    except RemoteError as error:
        return error
    return None


def insisted(act: Callable[[], object]) -> None:
    """Try until it comes to its end: faults happen once each."""
    assert any(ends(act) is None for _ in range(12))


def is_cut_off(rig: Rig) -> bool:
    """Whether a journal is left."""
    return any(name.endswith(".journal") for name in rig.left())


@pytest.mark.parametrize("fault", FAULTS)
def test_under_every_fault_at_every_change_it_goes_on_or_back(rig: Rig, fault: str) -> None:
    old = rig.account.state()
    for number in range(8):
        for goes_on in (True, False):
            tried = fresh(rig)
            tried.account.faults = {number: fault}
            stopped = ends(tried.push)
            if stopped is not None:
                assert stopped.live == ("not known" if is_cut_off(tried) else "old")
                if goes_on:
                    insisted(tried.push)
                elif is_cut_off(tried):
                    insisted(tried.rollback)
            assert is_new(tried) or (not goes_on and is_old(tried, old)), (number, goes_on)
            assert not is_cut_off(tried)


@given(
    way=st.sampled_from(WAYS),
    faults=st.dictionaries(st.integers(0, 9), st.sampled_from(FAULTS), max_size=3),
    kills=st.lists(st.integers(0, 45), max_size=4),
    goes_on=st.booleans(),
)
@example(way=("vr", "minimal"), faults={}, kills=[31, 11, 28, 2], goes_on=False)
@example(way=("vr", "minimal"), faults={}, kills=[29, 7, 27], goes_on=False)
@example(way=("vr", "full"), faults={}, kills=[28, 25, 20], goes_on=False)
@example(way=("vr", "menu"), faults={}, kills=[27, 38, 44], goes_on=False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_live_is_new_or_old(
    tmp_path_factory: pytest.TempPathFactory,
    way: tuple[Dialect, Reads],
    faults: dict[int, str],
    kills: list[int],
    goes_on: bool,
) -> None:
    rig = made(tmp_path_factory.mktemp("rig"), *way)
    rig.account.faults = faults
    old = rig.account.state()
    for at in kills:
        if not is_cut_off(rig):
            old = rig.account.state()  # what was live before the push that is cut off last
        moments = rig.account.moments = Moments(at)
        with pytest.MonkeyPatch.context() as patch, suppress(Killed, RemoteError):
            watch_files(patch, moments)
            if goes_on or not is_cut_off(rig):
                rig.push()
            else:
                rig.rollback()
    rig.account.moments = Moments()
    if goes_on:
        insisted(rig.push)
        assert is_new(rig)
    elif is_cut_off(rig):
        insisted(rig.rollback)
        assert is_old(rig, old)
    assert not is_cut_off(rig)


def test_what_a_rollback_leaves_live_is_still_known_to_be_pushed(tmp_path: Path) -> None:
    """The vr dialect cannot delete what the push created; its update was under way, and the list shows it undone."""
    rig = made(tmp_path, "vr", "full")
    rig.account.faults = {2: "lost-before", 3: "unreachable"}
    with pytest.raises(RemoteError):
        rig.push()
    rig.account.faults = {}
    rig.rollback()
    assert [rig.account.held[id].name for id in ("7001", "7002")] == ["Desk", "Billing"]
    owned = read_lock(tmp_path).owned_at(HOST, "vr")["desk"]
    assert owned == OwnedReceptionist("7001", rig.account.held["7001"])
    rig.push()  # not refused: "desk (7001) was never written by ivrsim"
    assert is_new(rig)


def test_somebody_else_changes_it_in_mid_push(rig: Rig) -> None:
    """The push stops before it overwrites them, and says what they did."""
    real = rig.account.create

    def and_edit(receptionist: Receptionist) -> None:
        real(receptionist)
        rig.account.held["703"] = rig.account.held["703"].model_copy(update={"name": "Theirs"})

    rig.account.create = and_edit  # type: ignore[method-assign]  # somebody else is at work
    with pytest.raises(RemoteStale) as stopped:
        rig.push()
    assert str(stopped.value).splitlines() == [
        "night (703) was changed in the meantime: name was Night line, is Theirs",
        "3 of 5 requests of this push done; ivrsim push shop goes on, "
        f"ivrsim rollback {rig.folder}/.ivrsim/push-1.journal undoes it",
    ]
    assert (stopped.value.live, rig.account.held["703"].name) == ("not known", "Theirs")


def test_a_disk_that_is_full_is_told_like_everything_else(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    for left in range(6):
        tried = fresh(rig)
        room = [left]

        def full(path: Path, line: str, room: list[int] = room) -> None:
            room[0] -= 1
            if room[0] < 0:
                raise OSError(28, "No space left on device", str(path))
            append_line(path, line)

        journal = begin_journal(tried.folder, PushStart("push-1", NOW), tried.planned())
        with monkeypatch.context() as patch:
            patch.setattr(journal_room, "append_line", full)
            with pytest.raises(RemoteError, match="No space left on device") as stopped:
                tried.carrying(journal).carry_out()
        assert stopped.value.live == ("not known" if is_cut_off(tried) else "old")
        tried.push()
        assert is_new(tried)


def test_somebody_else_creates_the_same_name_in_mid_push(rig: Rig) -> None:
    made = rig.planned()
    rig.account.held["7900"] = announcement(name="Billing")
    journal = begin_journal(rig.folder, PushStart("push-1", NOW), made)
    with pytest.raises(RemoteStale, match="somebody else created Billing in the meantime"):
        rig.carrying(journal).carry_out()


def test_a_provider_that_keeps_something_else_is_told_at_once(rig: Rig) -> None:
    real = rig.account.update

    def and_round(id: str, receptionist: Receptionist) -> None:
        real(id, receptionist.model_copy(update={"name": receptionist.name.upper()}))

    rig.account.update = and_round  # type: ignore[method-assign]  # a provider with its own mind
    with pytest.raises(RemoteError) as stopped:
        rig.push()
    assert str(stopped.value).splitlines()[0] == "desk (7001): the provider kept name DESK, sent Desk"
    assert stopped.value.live == "not known"


def test_a_create_whose_name_the_provider_trims_is_not_made_twice(rig: Rig) -> None:
    real = rig.account.create

    def and_trim(receptionist: Receptionist) -> None:
        real(receptionist.model_copy(update={"name": f"{receptionist.name} "}))

    rig.account.create = and_trim  # type: ignore[method-assign]  # a provider with its own mind
    with pytest.raises(RemoteError, match="the provider kept name Desk , sent Desk"):
        rig.push()
    assert len(rig.account.held) == 3


def test_a_create_that_is_live_under_another_name_is_adopted(rig: Rig) -> None:
    real = rig.account.create

    def and_rename(receptionist: Receptionist) -> None:
        real(receptionist.model_copy(update={"name": f"Number {len(rig.account.held)}"}))

    rig.account.create = and_rename  # type: ignore[method-assign]  # a provider with its own mind
    for _ in range(3):
        with pytest.raises(RemoteError, match="said yes, and its list does not show Desk; ivrsim adopt desk ID"):
            rig.push()
    assert len(rig.account.held) == 3
    rig.account.create = real  # type: ignore[method-assign]  # as it was
    record_changes(read_lock(rig.folder), HOST, rig.account.dialect, {"desk": OwnedReceptionist("704")})
    rig.account.held["704"] = rig.account.held.pop("7001")
    rig.push()
    assert [name for name, ids in named(rig.account).items() if len(ids) > 1] == []


def test_one_that_was_there_before_is_not_adopted_as_what_a_push_made(rig: Rig) -> None:
    """A rollback would take it for its own, and remove it."""
    old = announcement("650", name="An old desk").model_copy(update={"id": None})
    rig.account.held["650"] = old
    rig.account.faults = {0: "lost-before"}
    assert ends(rig.push) is not None
    record_changes(read_lock(rig.folder), HOST, rig.account.dialect, {"desk": OwnedReceptionist("650")})
    stopped = ends(rig.push)
    assert str(stopped).splitlines()[0] == (
        "desk was adopted as 650, which was there before this push: undo what was done, then push"
    )
    insisted(rig.rollback)
    assert (rig.account.held["650"], is_cut_off(rig)) == (old, False)


def test_a_strangers_receptionist_of_the_same_name_is_not_taken_for_ours(rig: Rig) -> None:
    rig.account.faults = {0: "lost-before"}
    assert ends(rig.push) is not None
    rig.account.held["9000"] = menu("9000", name="Desk", timeout_seconds=77).model_copy(update={"id": None})
    theirs = rig.account.held["9000"]
    for _ in range(2):
        stopped = ends(rig.push)
        assert "9000 is new and called Desk, and is not what was sent (" in str(stopped)
    assert rig.account.held["9000"] == theirs


def test_what_somebody_changed_of_a_step_that_was_done_is_shown_and_not_rolled_over(rig: Rig) -> None:
    real = rig.account.update

    def and_then_theirs(id: str, receptionist: Receptionist) -> None:
        real(id, receptionist)
        if id == "701":
            theirs = rig.account.held["703"].model_copy(update={"name": "Theirs"})
            rig.account.held["703"] = theirs

    rig.account.update = and_then_theirs  # type: ignore[method-assign]  # somebody else is at work
    receipt = rig.push()
    assert receipt.changed_since == ("night (703): name was Night line, is Theirs",)
    live = rig.account.receptionists()
    back = plan_rollback(
        receipt.plan, PushProgress(receipt.ids), live, planned_at=NOW, undoes=receipt.id, after=receipt.after
    )
    assert [one.way for one in back.obstacles] == ["--take-over 703"]


def test_a_new_ivr_that_gets_the_id_of_an_attendant_is_made_once(tmp_path: Path) -> None:
    """Two lists, numbered each for itself: what is live under an id is not who it was before."""
    rig = made(tmp_path, "ivr", "full")
    held = rig.account.held
    both = Numbered(held, dialect="ivr", faults={0: "lost-after"})
    both.attendants = {"702": held.pop("703")}
    models = {key: model for key, model in rig.flow.receptionists.items() if key in ("main", "night")}
    to = [("ivr", "@desk"), ("auto_attendant", "@night")]
    models["main"] = menu("701", to=to)
    models["night"] = models["night"].model_copy(update={"id": "702", "forward_destination_id": "9001"})
    models["desk"] = menu(None, name="Desk")  # type: ignore[arg-type]  # it is new
    rig.flow, rig.account = flow("main", models), both
    written = both.attendants["702"]
    record_changes(read_lock(tmp_path), HOST, "ivr", {"night": OwnedReceptionist("702", written)})
    insisted(rig.push)
    assert both.log == ["create Desk", "update 701"]
    assert sorted(one.id for one in both.receptionists()) == ["701", "702", "auto_attendant:702"]


class Numbered(FakeAccount):
    """An account of the ivr dialect that numbers its two lists each for itself."""

    attendants: dict[str, Receptionist]

    def receptionists(self) -> tuple[LiveReceptionist, ...]:
        shown = [
            [lived(one.model_copy(update={"id": id}), "full", "ivr") for id, one in held.items()]
            for held in (self.held, self.attendants)
        ]
        return merge_lists(*shown)

    def create(self, receptionist: Receptionist) -> None:
        id = str(max(map(int, self.held)) + 1)
        self._change(f"create {receptionist.name}", lambda: self.held.update({id: receptionist}))
