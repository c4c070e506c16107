"""The list of constructs, the losses first."""

from simulator.exchange.construct_list import SourceRow
from simulator.exchange.import_report import construct_lines, count_line, losses


def test_losses_come_first_and_fields_of_one_row_share_a_line() -> None:
    row = SourceRow("Ivr.json", "ivr 1", {"id": "1", "name": "Main\x1b", "alert": "x", "volume": "", "back": "on"})
    row.carry("id", "name")
    row.drop("alert", "not heard")
    row.drop("volume", "not heard")
    row.drop("back", "nobody\ncomes back", noticeable=True)
    constructs = [*row.finish()]
    assert [*construct_lines(constructs)] == [
        "Not carried, and callers could notice:",
        "  Ivr.json ivr 1 back 'on': nobody\\ncomes back",
        "Not carried; no caller notices:",
        "  Ivr.json ivr 1 alert 'x', volume: not heard",
        "Carried:",
        "  Ivr.json ivr 1 id, name",
    ]
    assert count_line(constructs) == (
        "5 constructs: 2 carried, 0 with a difference, 3 not carried; callers could notice 1"
    )
    assert [item.field for item in losses(constructs)] == ["back"]
    assert count_line([]).endswith("callers could notice none")
