"""The recordings of a flow, listed."""

from simulator.config.flow import Flow
from simulator.graph.readback.recordings import RecordingUse, list_recordings


def test_where_each_is_used(clinic: Flow) -> None:
    found = list_recordings(clinic)
    assert [(one.id, one.name, one.milliseconds, one.remarks) for one in found] == [
        ("19549", "greeting", 8200, ()),
        ("19550", "billing-greeting", 10800, ()),
        ("244", "sorry", 3200, ()),
        ("245", "are-you-there", 3600, ()),
        ("246", "goodbye", 4400, ()),
    ]
    assert found[2].uses == (
        RecordingUse("main", "after a wrong key, another try left"),
        RecordingUse("billing", "after a wrong key, another try left"),
    )
