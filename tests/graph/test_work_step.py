"""How far a long analysis is, in words."""

from collections.abc import Iterator

from simulator.graph.work_step import WorkStep, go_through


def test_a_step_reads_as_an_amount_of_a_total() -> None:
    assert str(WorkStep(1234, 10_000, "receptionists")) == "1,234 of 10,000 receptionists"


def test_where_nobody_watches_all_steps_are_done() -> None:
    done: list[int] = []

    def steps() -> Iterator[WorkStep]:
        for number in range(3):
            done.append(number)
            yield WorkStep(number, 3, "rules")

    go_through(steps())
    assert done == [0, 1, 2]
