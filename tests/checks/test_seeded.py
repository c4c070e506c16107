"""200 sound flows are clean of errors; a defect of a known kind in each is found by the right rule."""

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from tests.checks.seeded import DEFECTS, found, sound

FLOWS = 200


@pytest.mark.parametrize("kind", DEFECTS)
def test_a_planted_defect_is_found_where_it_is_by_its_rule(kind: str, tmp_path: Path) -> None:
    code, plant = DEFECTS[kind]
    for number in range(list(DEFECTS).index(kind), FLOWS, len(DEFECTS)):
        chance = Random(number)
        original = sound(chance)
        planted = deepcopy(original)
        key = chance.choice(list(original["receptionists"]))
        plant(planted, key)
        where = "line" if code == "IVR112" else key
        before = found(original, tmp_path)
        assert [str(one) for one in before if one.severity == "error"] == []
        assert code not in {one.code for one in before if one.receptionist == where}
        assert (code, where) in {(one.code, one.receptionist) for one in found(planted, tmp_path)}
