"""The one thing to do next, from wherever a push stands. (That nothing is lost or doubled, test_push shows.)"""

from dataclasses import replace

from simulator.config.receptionist import Receptionist
from simulator.provider.change.body_values import live_body
from simulator.provider.change.change_plan import ChangePlan, PlanStep
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.change.stepper import (
    LOOKS_MOST,
    FinishPush,
    ReadListAgain,
    SendRequest,
    SettleStep,
    StopPush,
    live_is,
    next_action,
)
from simulator.provider.live.live_state import LiveReceptionist
from tests.provider.change.rig import HOST, NOW
from tests.provider.lived import announcement, lived, menu

OLD, NEW = menu("701"), menu("701", timeout_seconds=9)
BODY = NEW.model_copy(update={"id": None})
LATE = announcement().model_copy(update={"id": None})
PLAN = ChangePlan(
    kind="push",
    flow="shop",
    host=HOST,
    dialect="vr",
    made=NOW,
    steps=(
        PlanStep("create", "late", None, LATE),
        PlanStep("update", "main", "701", BODY, (), live_body(lived(OLD).fields), BODY),
    ),
    ids={"main": "701"},
    seen={"701": live_body(lived(OLD).fields)},
    known=("701",),
)


def shown(*models: Receptionist) -> tuple[LiveReceptionist, ...]:
    return tuple(map(lived, models))


def test_one_step_after_the_other() -> None:
    progress = PushProgress()
    assert next_action(PLAN, progress, shown(OLD)) == SendRequest(0, None, LATE)
    progress = progress.after_sending(0).after_answer()
    assert next_action(PLAN, progress, shown(OLD, announcement("7"))) == SettleStep(0, "7")
    progress = progress.after_settling(0, "7")
    assert next_action(PLAN, progress, shown(OLD, announcement("7"))) == SendRequest(1, "701", BODY)
    progress = progress.after_sending(1).after_answer()
    assert next_action(PLAN, progress, shown(NEW)) == SettleStep(1, "701")
    assert next_action(PLAN, progress.after_settling(1, "701"), shown(NEW)) == FinishPush()


def test_a_yes_that_the_list_does_not_show_is_waited_for() -> None:
    for progress in (
        PushProgress().after_sending(0).after_answer(),
        PushProgress({0: "7"}).after_sending(1).after_answer(),
    ):
        waiting = progress
        for _ in range(LOOKS_MOST):
            assert next_action(PLAN, waiting, shown(OLD)) == ReadListAgain()
            waiting = waiting.after_look()
        stopped = next_action(PLAN, waiting, shown(OLD))
        assert isinstance(stopped, StopPush)
        assert stopped.why.startswith("the provider said yes, and its list does not show ")


def test_an_update_without_an_answer_is_sent_again_while_the_old_is_there() -> None:
    progress = PushProgress({0: "7"}).after_sending(1)
    assert next_action(PLAN, progress, shown(OLD)) == SendRequest(1, "701", BODY)
    assert next_action(PLAN, progress, shown(NEW)) == SettleStep(1, "701")
    progress = progress.after_sending(1).after_sending(1)
    assert next_action(PLAN, progress, shown(OLD)) == StopPush(
        "no response came to 3 tries, and the list does not show the change"
    )
    strange = next_action(PLAN, progress, shown(menu("701", timeout_seconds=7)))
    assert strange == StopPush(
        "main (701) is neither what it was before nor what was sent: timeout 7, sent 9", stale=True
    )
    assert next_action(PLAN, progress, ()) == StopPush("main (701) is no longer live", stale=True)


def test_a_create_without_an_answer_is_sent_again_only_by_a_later_run() -> None:
    for answer, last in (("lost", StopPush), ("not known", SendRequest)):
        progress = replace(PushProgress().after_sending(0), answer=answer, looks=LOOKS_MOST)  # type: ignore[arg-type]  # both are answers
        assert isinstance(next_action(PLAN, progress, shown(OLD)), last)
        assert next_action(PLAN, progress, shown(OLD, announcement("7"))) == SettleStep(0, "7")


def test_of_two_new_ones_nobody_knows_which_is_ours() -> None:
    progress = PushProgress().after_sending(0)
    twins = shown(OLD, announcement("7"), announcement("8"))
    assert next_action(PLAN, progress, twins) == StopPush(
        "several new receptionists are called Night line (7, 8); "
        "ivrsim adopt late ID says which it is, and push goes on"
    )
    other = shown(OLD, announcement("7", description="theirs"), announcement("8"))
    assert next_action(PLAN, progress, other) == SettleStep(0, "8")


def test_a_new_one_that_is_not_what_was_sent_may_be_somebody_elses() -> None:
    """Where the provider did not say yes, only somebody who looks can tell."""
    theirs = shown(OLD, announcement("7", description="theirs"))
    assert next_action(PLAN, PushProgress().after_sending(0), theirs) == StopPush(
        "7 is new and called Night line, and is not what was sent (description theirs, sent nothing); "
        "ivrsim adopt late ID says which it is, and push goes on"
    )


def test_a_name_that_the_provider_cut_off_is_known() -> None:
    long = LATE.model_copy(update={"name": "A very long name for a night line, it is"})
    made = replace(PLAN, steps=(PlanStep("create", "late", None, long),))
    cut = announcement("7", name="A very long name for a night line")
    assert next_action(made, PushProgress().after_sending(0).after_answer(), shown(OLD, cut)) == SettleStep(
        0, "7", ("name A very long name for a night line, sent A very long name for a night line, it is",)
    )


def test_a_delete() -> None:
    made = replace(PLAN, steps=(PlanStep("delete", "main", "701", BODY, (), live_body(lived(OLD).fields)),))
    assert next_action(made, PushProgress(), shown(OLD)) == SendRequest(0, "701", BODY)
    assert next_action(made, PushProgress(), ()) == SettleStep(0, "701")
    assert isinstance(next_action(made, PushProgress(), shown(NEW)), StopPush)
    assert next_action(made, PushProgress().after_sending(0), ()) == SettleStep(0, "701")
    assert next_action(made, PushProgress().after_sending(0), shown(OLD)) == SendRequest(0, "701", BODY)
    assert next_action(made, PushProgress().after_sending(0).after_answer(), shown(OLD)) == ReadListAgain()


def test_what_is_live_when_it_stops() -> None:
    assert [
        live_is(PLAN, PushProgress()),
        live_is(PLAN, PushProgress().after_sending(0)),
        live_is(PLAN, PushProgress().after_sending(0).after_refusal()),
        live_is(PLAN, PushProgress({0: "7"})),
        live_is(PLAN, PushProgress({0: "7", 1: "701"})),
        live_is(PLAN, PushProgress().after_settling(0, "7").after_settling(1, "701", ["name x, sent y"])),
    ] == ["old", "not known", "old", "not known", "new", "not known"]
