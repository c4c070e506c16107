"""What became of each field of a row; a field of which nobody spoke is listed all the same."""

import pytest

from simulator.errors import FlowError
from simulator.exchange.construct_list import SourceRow, list_constructs


def test_every_field_has_a_fate() -> None:
    row = SourceRow("Ivr.json", "ivr 1", {"name": "Main", "loops": "2", "alert": "x", "odd": "7", "none": None})
    row.carry("name", "absent")
    row.change("loops", "as one", noticeable=True)
    row.drop("alert", "not heard")
    assert [(item.field, item.fate, item.note, item.noticeable) for item in list_constructs([row])] == [
        ("name", "carried", "", False),
        ("loops", "different", "as one", True),
        ("alert", "not carried", "not heard", False),
        ("odd", "not carried", "ivrsim does not know this field", True),
        ("none", "not carried", "ivrsim does not know this field; it is empty", False),
    ]


def test_an_empty_field_is_no_loss() -> None:
    row = SourceRow("Ivr.json", "ivr 1", {"ring": "0", "music": "jazz"})
    row.drop_rest("not heard", noticeable=True)
    assert [(item.field, item.noticeable) for item in row.finish()] == [("ring", False), ("music", True)]


def test_values_are_text_and_others_are_refused() -> None:
    row = SourceRow("Ivr.json", "ivr 1", {"a": 5, "b": True, "c": None, "d": ["x"]})
    assert (row.text("a"), row.text("b"), row.text("c"), row.is_on("b")) == ("5", "1", "", True)
    with pytest.raises(FlowError, match=r"^Ivr.json: ivr 1 d: a list is not a text$"):
        row.text("d")
    with pytest.raises(FlowError, match=r"^Ivr.json: ivr 1 lacks the columns e, f$"):
        row.require(["a", "e", "f"])
