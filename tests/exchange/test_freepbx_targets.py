"""What rows refer to: kept, or told where it points nowhere."""

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.exchange.backup_files import open_backup
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.freepbx_tables import read_tables
from simulator.exchange.freepbx_targets import FreepbxTargets
from tests.exchange.freepbx_backups import everything, write_folder


def targets(folder: Path, *, accepts: bool = False) -> FreepbxTargets:
    return FreepbxTargets(read_tables(open_backup(str(write_folder(folder, everything()))), "backup"), accepts=accepts)


def test_every_destination_that_points_nowhere_is_told(tmp_path: Path) -> None:
    found = targets(tmp_path)
    for place, written in (("ivr 1", "ivr-9,s,1"), ("ivr 2", "ext-group,9,1"), ("ivr 3", "ext-group,600,1")):
        found.target(SourceRow("Ivr.json", place, {"dest": written}), "dest")
    with pytest.raises(FlowError) as caught:
        found.refuse_problems()
    assert str(caught.value).splitlines() == [
        "Ivr.json: ivr 1 dest: ivr-9,s,1 points nowhere: the backup has no IVR 9; --accept keeps it as an end",
        "Ivr.json: ivr 2 dest: ext-group,9,1 points nowhere: the backup has no ring group 9; "
        "--accept keeps it as an end",
    ]


def test_accepted_it_is_an_end(tmp_path: Path) -> None:
    found = targets(tmp_path, accepts=True)
    row = SourceRow("Ivr.json", "ivr 1", {"dest": "from-did-direct,999,1"})
    assert str(found.target(row, "dest")) == "extension||999"
    found.refuse_problems()
    (construct,) = row.finish()
    assert (construct.fate, construct.noticeable) == ("different", True)


def test_a_ring_group_with_a_message_is_reached_through_it(tmp_path: Path) -> None:
    row = SourceRow("Ivr.json", "ivr 1", {"dest": "ext-group,601,1"})
    assert str(targets(tmp_path).target(row, "dest")) == "virtual_receptionist||ring-group-601-message"


def test_what_is_no_id_of_a_recording_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FlowError, match=r"^Ivr.json: ivr 1 announcement: 'a\|\|b' is not the id of a recording$"):
        targets(tmp_path).recording(SourceRow("Ivr.json", "ivr 1", {"announcement": "a||b"}), "announcement")
