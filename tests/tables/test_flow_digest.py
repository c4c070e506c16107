"""The digest of a flow."""

import re
from dataclasses import replace

from simulator.config.flow import Flow
from simulator.tables.flow_digest import flow_digest
from tests.callers.world_flow import world_flow


def test_flows_that_differ_for_callers_have_other_digests(clinic: Flow) -> None:
    greeting = clinic.recordings["19549"]
    others = [
        clinic,
        clinic.entered_at("billing"),
        replace(clinic, recordings={**clinic.recordings, "19549": greeting.model_copy(update={"script": "Hello"})}),
        clinic.with_semantics(clinic.semantics.model_copy(update={"collect": "terminated"})),
        world_flow(),
        replace(world_flow(), timezone="Europe/Berlin"),
    ]
    digests = [flow_digest(flow) for flow in others]
    assert len(set(digests)) == len(digests)
    assert all(re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", digest) for digest in digests)


def test_what_no_caller_notices_changes_nothing(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"description": "Other words"})
    greeting = clinic.recordings["19549"].model_copy(update={"name": "hello"})
    assert flow_digest(replace(clinic, source="elsewhere", pulled="2026-01-01")) == flow_digest(clinic)
    other = replace(
        clinic,
        receptionists={**clinic.receptionists, "main": main},
        recordings={**clinic.recordings, "19549": greeting},
    )
    assert flow_digest(other) == flow_digest(clinic)


def test_the_spelling_of_hours_changes_nothing() -> None:
    flow = world_flow()
    respelled = {
        key: replace(schedule, hours=tuple(line._replace(written="x") for line in schedule.hours))
        for key, schedule in flow.schedules.items()
    }
    assert flow_digest(replace(flow, schedules=respelled)) == flow_digest(flow)
