"""A flow's lines: as it is, and in the variants that tests name."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.config.flow import Flow, Variant
from simulator.errors import UsageError
from simulator.flowtests.line_coverage import FlowBenches
from simulator.text.document import Document
from simulator.text.positions import Tree


def test_each_variant_gets_one_bench(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"greeting": None})
    flow = replace(clinic, variants={"christmas": Variant(None, {"main": main})})
    lines = FlowBenches(Document("x.calls.yaml", Path(), "", "yaml", Tree()), flow, [])
    christmas = lines.line_of("christmas")
    assert lines.line_of("christmas") is christmas
    assert lines.plain.switchboard.flow is flow
    assert christmas.switchboard.flow.receptionists["main"] == main
    with pytest.raises(UsageError, match="no variant 'easter'; the flow has christmas"):
        lines.line_of("easter")
