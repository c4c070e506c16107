"""A flow's lines: as it is, and in the variants that tests name."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.config.flow import Flow, Variant
from simulator.errors import UsageError
from simulator.flowtests.lines import Lines
from simulator.load.document import Document
from simulator.load.places import Tree


def test_a_line_for_each_variant_made_once(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"greeting": None})
    flow = replace(clinic, variants={"christmas": Variant(None, {"main": main})})
    lines = Lines(Document("x.calls.yaml", Path(), "", "yaml", Tree()), flow, [])
    christmas = lines.line("christmas")
    assert lines.line("christmas") is christmas
    assert lines.plain.switchboard.flow is flow
    assert christmas.switchboard.flow.receptionists["main"] == main
    with pytest.raises(UsageError, match="no variant 'easter'; known are christmas"):
        lines.line("easter")
