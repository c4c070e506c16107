"""The plan that takes a push back. (That it leads to the old, test_push shows.)"""

from dataclasses import replace

from simulator.config.receptionist import Destination
from simulator.provider.change.body_values import live_body
from simulator.provider.change.change_plan import ChangePlan, Obstacle, PlanStep
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.change.rollback_plan import plan_rollback
from simulator.provider.live.live_state import NumberRoute
from tests.provider.change.rig import NOW
from tests.provider.change.test_stepper import BODY, LATE, OLD, PLAN
from tests.provider.lived import announcement, lived, menu

BEFORE = OLD.model_copy(update={"id": None})
MADE = replace(PLAN, steps=(PLAN.steps[0], replace(PLAN.steps[1], restore=BEFORE)))
DONE = PushProgress({0: "7", 1: "701"})
NOW_LIVE = (lived(menu("701", timeout_seconds=9)), lived(announcement("7")))
AFTER = {one.id: live_body(one.fields) for one in NOW_LIVE}


def back(made: ChangePlan = MADE, progress: PushProgress = DONE, live: object = NOW_LIVE, **more: object) -> ChangePlan:
    return plan_rollback(made, progress, live, planned_at=NOW, undoes="push-1", **{"after": AFTER, **more})  # type: ignore[arg-type]  # as they come


def test_updates_are_restored_and_creates_stay_in_the_vr_dialect() -> None:
    found = back()
    assert [(step.action, step.key, step.body, step.restore) for step in found.steps] == [
        ("update", "main", BEFORE, BODY)
    ]
    assert (found.kind, found.undoes, found.obstacles, len(found.notes)) == ("rollback", "push-1", (), 1)


def test_creates_are_deleted_in_the_ivr_dialect_last() -> None:
    made = replace(MADE, dialect="ivr")
    assert [(step.action, step.id) for step in back(made).steps] == [("update", "701"), ("delete", "7")]
    gone = back(made, live=NOW_LIVE[:1])
    assert [step.action for step in gone.steps] == ["update"]


def test_what_somebody_changed_since() -> None:
    live = (lived(menu("701", timeout_seconds=8)), NOW_LIVE[1])
    assert back(live=live).obstacles == (
        Obstacle("main (701) was changed since: timeout was 9, is 8", "--take-over 701"),
    )
    assert back(live=live, take_over=["701"]).obstacles == ()
    assert back(live=live, after=None).obstacles == (
        Obstacle("main (701) was changed since: timeout was 5, is 8", "--take-over 701"),
    )
    assert back(after=None).obstacles == ()
    made = replace(MADE, dialect="ivr")
    theirs = (NOW_LIVE[0], lived(announcement("7", name="Theirs")))
    assert [one.why for one in back(made, live=theirs, after=None).obstacles] == [
        "late (7) was changed since: name Theirs, sent Night line"
    ]


def test_what_cannot_be_restored() -> None:
    assert back(live=()).notes[0] == "main (701) is no longer live, and is not restored"
    unknown = replace(MADE, steps=(replace(MADE.steps[1], restore=None),))
    assert [one.why for one in back(unknown, PushProgress({0: "701"})).obstacles] == [
        "main (701): what it was is not known well enough to restore it"
    ]


def test_a_step_that_was_not_sent_is_not_undone() -> None:
    assert back(progress=PushProgress({0: "7"})).steps == ()
    assert [step.key for step in back(progress=PushProgress({0: "7"}, sent=1), after=None).steps] == ["main"]


def test_a_delete_is_not_undone() -> None:
    made = replace(PLAN, steps=(PlanStep("delete", "late", "7", LATE, (), AFTER["7"]),))
    found = back(made, PushProgress({0: "7"}), NOW_LIVE[:1])
    assert found.steps == ()
    assert found.notes == ("late (7) was deleted, and is not made again; ivrsim push does",)


def test_what_was_pushed_again_is_not_written_over_unseen() -> None:
    """Where the list does not carry what differs, the lock tells."""
    again = BODY.model_copy(update={"description": "pushed later"})
    assert back(written={"main": BODY}).obstacles == ()
    assert back(written={"main": again}).obstacles == (
        Obstacle("main (701) was changed since: it was pushed again (ivrsim.lock)", "--take-over 701"),
    )


def test_what_others_lead_to_is_not_deleted() -> None:
    made = replace(MADE, dialect="ivr")
    other = lived(menu("800", name="Other", to=[("ivr", "7")]))
    assert [one.why for one in back(made, live=(*NOW_LIVE, other)).obstacles] == [
        "late (7) is led to by Other (800), since"
    ]
    numbers = (NumberRoute("+441632960009", Destination("auto_attendant", "7")), NumberRoute("+441632960008", None))
    assert [one.why for one in back(made, numbers=numbers).obstacles] == [
        "late (7): the number +441632960009 leads there, since"
    ]
