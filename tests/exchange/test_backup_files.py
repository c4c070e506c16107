"""Backups as files: archives, folders, one module alone; and what is broken or hostile, each in one line."""

import gzip
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli.main import run
from simulator.errors import FlowError
from simulator.exchange import backup_files
from simulator.exchange.backup_files import open_backup
from tests.exchange.freepbx_backups import IVR, ivr, ivr_module, write_archive, write_folder, write_members

MODULE = b'{"module": "ivr", "version": "16", "configs": {"ivrs": {}, "entries": {}}}'


def test_an_archive_a_folder_and_a_module_alone_have_the_same_menus(tmp_path: Path) -> None:
    modules = {"Ivr": ivr_module([ivr("1")], [])}
    sounds = {"sounds/custom/a.wav": b"RIFF"}
    archive = open_backup(str(write_archive(tmp_path / "b.tar.gz", modules, sounds)))
    folder = open_backup(str(write_folder(tmp_path / "b", modules, sounds)))
    alone = open_backup(str(tmp_path / "b" / "modulejson" / "Ivr.json"))
    assert [item.kind for item in (archive, folder, alone)] == [
        "a FreePBX backup",
        "an unpacked FreePBX backup",
        "a module of a FreePBX backup",
    ]
    assert archive.modules["ivr"].configs == folder.modules["ivr"].configs == alone.modules["ivr"].configs
    assert [*archive.read_sounds(archive.sounds).values(), *folder.read_sounds(folder.sounds).values()] == [b"RIFF"] * 2


def link(name: str, to: str, kind: bytes) -> Callable[[tarfile.TarFile], None]:
    def add(archive: tarfile.TarFile) -> None:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, to
        archive.addfile(member)

    return add


@pytest.mark.parametrize(
    ("add", "said"),
    [
        (link("modulejson/Ivr.json", "/etc/passwd", tarfile.SYMTYPE), "the archive has the link modulejson/Ivr.json"),
        (link("a", "modulejson/Ivr.json", tarfile.LNKTYPE), "the archive has the link a; a backup with links"),
        (link("pipe", "", tarfile.FIFOTYPE), "the archive has pipe, which is neither a file nor a folder"),
        (link("../../etc/cron", "", tarfile.REGTYPE), "the archive has ../../etc/cron, which leads outside"),
        (link("/etc/cron", "", tarfile.REGTYPE), "the archive has /etc/cron, which leads outside its folder"),
        (link("a\x1b[31m", "", tarfile.SYMTYPE), "the archive has the link 'a\\x1b[31m'"),
    ],
)
def test_hostile_members_are_refused(
    add: Callable[[tarfile.TarFile], None], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        add(archive)
    assert run(["import", str(tmp_path / "b.tar.gz"), "-o", str(tmp_path / "flow")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path}/b.tar.gz: {said}")
    assert not (tmp_path / "flow").exists()


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = write_members(tmp_path / "bomb.tar.gz", {"files/zeros": bytes(2_000_000), "modulejson/Ivr.json": MODULE})
    assert bomb.stat().st_size < 10_000
    monkeypatch.setattr(backup_files, "UNPACKED_MOST", 1_000_000)
    assert refused(bomb) == "unfolds to over 1 MB at files/zeros; a backup of at most that is read"
    monkeypatch.setattr(backup_files, "FILE_MOST", 10)
    assert refused(write_members(tmp_path / "m.tar.gz", {"modulejson/Ivr.json": MODULE})) == (
        "modulejson/Ivr.json is over 0 MB"
    )
    monkeypatch.setattr(backup_files, "ARCHIVE_MOST", 100)
    assert refused(bomb) == "is 0 MB; an archive of at most 0 MB is read"


def test_a_long_name_cannot_unfold_into_memory(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a" * 5_000_000))
    assert refused(tmp_path / "b.tar.gz") == "is a damaged archive: a header is over 2 MB"


def test_a_damaged_archive_is_told_in_one_line(tmp_path: Path) -> None:
    whole = write_archive(tmp_path / "b.tar.gz", {"Ivr": ivr_module([IVR], [])}, {"a.wav": bytes(range(256)) * 200})
    content = whole.read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(content[: len(content) // 2])
    (tmp_path / "text.gz").write_bytes(gzip.compress(b"not a tar" * 100))
    (tmp_path / "noise.gz").write_bytes(content[:12] + bytes(500))
    for name in ("cut.tar.gz", "text.gz", "noise.gz"):
        assert refused(tmp_path / name).startswith("is a damaged archive: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[1]", "is not a module of a FreePBX backup: an object with module, version and configs is needed"),
        (b'{"module": "ivr"}', "has no configs; a module of a FreePBX backup is an object with module, version and "),
        (b"{", "cannot be read: not JSON: "),
        (b"\xff{}", "cannot be read: not UTF-8: byte 1 is 0xff"),
        (b"[" * 100_000, "cannot be read: "),
    ],
)
def test_a_broken_module_is_told_in_one_line(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "modulejson" / "Ivr.json"
    file.parent.mkdir()
    file.write_bytes(content)
    assert refused(tmp_path).startswith(said)
    assert "\n" not in refused(tmp_path)


def test_two_backups_in_one_folder_are_not_mixed(tmp_path: Path) -> None:
    for name in ("old", "new"):
        write_folder(tmp_path / name, {"Ivr": ivr_module([ivr("1")], [])})
    assert refused(tmp_path) == "has two files of the module ivr; use one backup"


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "Ivr.json").write_bytes(MODULE)
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "modulejson").symlink_to(tmp_path / "outside")
    assert open_backup(str(tmp_path / "backup")).modules == {}


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none").startswith("there is no such file or folder; use a FreePBX backup")


def refused(path: Path) -> str:
    """The message of the refusal, without the file."""
    with pytest.raises(FlowError) as caught:
        open_backup(str(path))
    (problem,) = caught.value.problems
    return problem.message
