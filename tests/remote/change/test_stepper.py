"""The one thing to do next, from wherever a push stands. (That nothing is lost or doubled, test_push shows.)"""

from dataclasses import replace

from simulator.config.receptionist import Receptionist
from simulator.remote.change.bodies import told
from simulator.remote.change.plan import Plan, Step
from simulator.remote.change.stepper import LOOKS_MOST, Finish, Look, Progress, Send, Settle, Stop, live_is, next_action
from simulator.remote.seen.live import Live
from tests.remote.change.rig import HOST, NOW
from tests.remote.lived import announcement, lived, menu

OLD, NEW = menu("701"), menu("701", timeout_seconds=9)
BODY = NEW.model_copy(update={"id": None})
LATE = announcement().model_copy(update={"id": None})
PLAN = Plan(
    kind="push",
    flow="shop",
    host=HOST,
    dialect="vr",
    made=NOW,
    steps=(Step("create", "late", None, LATE), Step("update", "main", "701", BODY, (), told(lived(OLD).fields), BODY)),
    ids={"main": "701"},
    seen={"701": told(lived(OLD).fields)},
    known=("701",),
)


def shown(*models: Receptionist) -> tuple[Live, ...]:
    return tuple(map(lived, models))


def test_one_step_after_the_other() -> None:
    progress = Progress()
    assert next_action(PLAN, progress, shown(OLD)) == Send(0, None, LATE)
    progress = progress.sending(0).answered()
    assert next_action(PLAN, progress, shown(OLD, announcement("7"))) == Settle(0, "7")
    progress = progress.settled(0, "7")
    assert next_action(PLAN, progress, shown(OLD, announcement("7"))) == Send(1, "701", BODY)
    progress = progress.sending(1).answered()
    assert next_action(PLAN, progress, shown(NEW)) == Settle(1, "701")
    assert next_action(PLAN, progress.settled(1, "701"), shown(NEW)) == Finish()


def test_a_yes_that_the_list_does_not_show_is_waited_for() -> None:
    for progress in (Progress().sending(0).answered(), Progress({0: "7"}).sending(1).answered()):
        waiting = progress
        for _ in range(LOOKS_MOST):
            assert next_action(PLAN, waiting, shown(OLD)) == Look()
            waiting = waiting.looked()
        stopped = next_action(PLAN, waiting, shown(OLD))
        assert isinstance(stopped, Stop)
        assert stopped.why.startswith("the provider said yes, and its list does not show ")


def test_an_update_without_an_answer_is_sent_again_while_the_old_is_there() -> None:
    progress = Progress({0: "7"}).sending(1)
    assert next_action(PLAN, progress, shown(OLD)) == Send(1, "701", BODY)
    assert next_action(PLAN, progress, shown(NEW)) == Settle(1, "701")
    progress = progress.sending(1).sending(1)
    assert next_action(PLAN, progress, shown(OLD)) == Stop(
        "no answer came to 3 tries, and the list does not show the change"
    )
    strange = next_action(PLAN, progress, shown(menu("701", timeout_seconds=7)))
    assert strange == Stop("main (701) is neither as it was nor as it was sent: timeout 7, sent 9", stale=True)
    assert next_action(PLAN, progress, ()) == Stop("main (701) is not live any more", stale=True)


def test_a_create_without_an_answer_is_sent_again_only_by_a_later_run() -> None:
    for answer, last in (("lost", Stop), ("not known", Send)):
        progress = replace(Progress().sending(0), answer=answer, looks=LOOKS_MOST)  # type: ignore[arg-type]  # both are answers
        assert isinstance(next_action(PLAN, progress, shown(OLD)), last)
        assert next_action(PLAN, progress, shown(OLD, announcement("7"))) == Settle(0, "7")


def test_of_two_new_ones_nobody_knows_which_is_ours() -> None:
    progress = Progress().sending(0)
    twins = shown(OLD, announcement("7"), announcement("8"))
    assert next_action(PLAN, progress, twins) == Stop(
        "several new receptionists are called Night line (7, 8); "
        "ivrsim adopt late ID says which it is, and push goes on"
    )
    other = shown(OLD, announcement("7", description="theirs"), announcement("8"))
    assert next_action(PLAN, progress, other) == Settle(0, "8")


def test_a_new_one_that_is_not_what_was_sent_may_be_somebody_elses() -> None:
    """Where the provider did not say yes, only somebody who looks can tell."""
    theirs = shown(OLD, announcement("7", description="theirs"))
    assert next_action(PLAN, Progress().sending(0), theirs) == Stop(
        "7 is new and called Night line, and is not what was sent (description theirs, sent nothing); "
        "ivrsim adopt late ID says which it is, and push goes on"
    )


def test_a_name_that_the_provider_cut_off_is_known() -> None:
    long = LATE.model_copy(update={"name": "A very long name for a night line, it is"})
    made = replace(PLAN, steps=(Step("create", "late", None, long),))
    cut = announcement("7", name="A very long name for a night line")
    assert next_action(made, Progress().sending(0).answered(), shown(OLD, cut)) == Settle(
        0, "7", ("name A very long name for a night line, sent A very long name for a night line, it is",)
    )


def test_a_delete() -> None:
    made = replace(PLAN, steps=(Step("delete", "main", "701", BODY, (), told(lived(OLD).fields)),))
    assert next_action(made, Progress(), shown(OLD)) == Send(0, "701", BODY)
    assert next_action(made, Progress(), ()) == Settle(0, "701")
    assert isinstance(next_action(made, Progress(), shown(NEW)), Stop)
    assert next_action(made, Progress().sending(0), ()) == Settle(0, "701")
    assert next_action(made, Progress().sending(0), shown(OLD)) == Send(0, "701", BODY)
    assert next_action(made, Progress().sending(0).answered(), shown(OLD)) == Look()


def test_what_is_live_when_it_stops() -> None:
    assert [
        live_is(PLAN, Progress()),
        live_is(PLAN, Progress().sending(0)),
        live_is(PLAN, Progress().sending(0).refused()),
        live_is(PLAN, Progress({0: "7"})),
        live_is(PLAN, Progress({0: "7", 1: "701"})),
        live_is(PLAN, Progress().settled(0, "7").settled(1, "701", ["name x, sent y"])),
    ] == ["old", "not known", "old", "not known", "new", "not known"]
