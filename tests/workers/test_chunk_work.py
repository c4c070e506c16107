"""Work is a function and a job, and runs a load wherever both have been unpickled."""

import pickle
from pathlib import Path

from simulator.workers.chunk_work import ChunkWork
from tests.workers.counting import Numbers, Sum, work_in


def test_a_work_runs_alike_after_it_has_travelled(tmp_path: Path) -> None:
    work = work_in(tmp_path)
    travelled: ChunkWork[Sum] = pickle.loads(pickle.dumps(work))
    assert travelled == work
    assert work.run(Numbers((1, 2, 3))) == travelled.run(Numbers((1, 2, 3))) == Sum(3, 6)
