"""The digest of a flow."""

import re
from dataclasses import replace

from simulator.config.flow import Flow
from simulator.web.flow_digest import flow_digest
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
    assert flow_digest(replace(clinic, source="elsewhere", pulled="2026-01-01")) == flow_digest(clinic)
