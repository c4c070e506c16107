"""Files that are whole at any time."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from simulator.disk.durable_file import (
    append_line,
    append_text,
    create_files,
    make_folder,
    refuse_unwritable,
    replace_files,
    replace_text,
)
from simulator.disk.write_error import mounted_at, show
from simulator.errors import FileError
from tests.disk.conftest import Failing, names

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="modes, owners and links as POSIX has them")


@pytest.fixture(params=[0o002, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# -- what is kept ---------------------------------------------------------------------------------


@posix
def test_a_new_file_obeys_the_umask(here: Path, umask: int) -> None:
    replace_text(here / "new", "text")
    append_text(here / "added", "text")
    create_files({here / "a" / "b": b"text"})
    assert [oct(mode(here / name)) for name in ("new", "added", "a/b")] == [oct(0o666 & ~umask)] * 3
    assert mode(here / "a") == 0o777 & ~umask


@posix
def test_a_private_file_is_private_under_any_umask(here: Path, umask: int) -> None:
    replace_text(here / "token", "text", 0o600)
    append_line(here / "journal", "line")
    assert (mode(here / "token"), mode(here / "journal")) == (0o600, 0o600)


@posix
def test_a_file_that_is_replaced_keeps_its_mode(here: Path, umask: int) -> None:
    (here / "a").write_text("one", encoding="utf-8")
    (here / "a").chmod(0o664)
    replace_text(here / "a", "two")
    assert ((here / "a").read_text(encoding="utf-8"), mode(here / "a"), names(here)) == ("two", 0o664, ["a"])
    replace_text(here / "a", "three", 0o600)
    assert mode(here / "a") == 0o600


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="the superuser alone gives files away")
def test_a_file_that_is_replaced_keeps_its_owner_and_group(here: Path) -> None:
    (here / "a").write_text("one", encoding="utf-8")
    os.chown(here / "a", 1234, 2345)
    replace_text(here / "a", "two")
    now = (here / "a").stat()
    assert ((here / "a").read_text(encoding="utf-8"), now.st_uid, now.st_gid) == ("two", 1234, 2345)


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
def test_a_file_that_is_replaced_keeps_its_attributes(here: Path) -> None:
    (here / "a").write_text("one", encoding="utf-8")
    try:
        os.setxattr(here / "a", "user.note", b"kept")
    except OSError:
        pytest.skip("this disk has no such attributes")
    replace_text(here / "a", "two")
    assert os.getxattr(here / "a", "user.note") == b"kept"


@posix
def test_a_link_stays_and_its_target_is_replaced(here: Path) -> None:
    (here / "shared").mkdir()
    (here / "shared" / "a").write_text("one", encoding="utf-8")
    (here / "second").symlink_to(Path("shared") / "a")
    (here / "first").symlink_to("second")
    (here / "nowhere").symlink_to(Path("shared") / "b")
    replace_text(here / "first", "two")
    replace_text(here / "nowhere", "new")
    assert [str((here / name).readlink()) for name in ("first", "second", "nowhere")] == [
        "second",
        "shared/a",
        "shared/b",
    ]
    assert [(here / "shared" / name).read_text(encoding="utf-8") for name in ("a", "b")] == ["two", "new"]
    assert names(here / "shared") == ["a", "b"]


@posix
def test_the_other_name_of_a_hard_link_keeps_the_old_content(here: Path) -> None:
    (here / "a").write_text("one", encoding="utf-8")
    os.link(here / "a", here / "copy")
    replace_text(here / "a", "two")
    assert [(here / name).read_text(encoding="utf-8") for name in ("a", "copy")] == ["two", "one"]


def test_two_names_of_one_file_do_not_get_different_contents(here: Path) -> None:
    (here / "a").write_text("one", encoding="utf-8")
    (here / "link").symlink_to("a")
    replace_files({here / "a": b"same", here / "link": b"same"})
    with pytest.raises(FileError) as refused:
        replace_files({Path("a"): b"two", Path("link"): b"three"})
    assert str(refused.value) == "'link' and 'a' are one file, and would get different contents; nothing was written"
    assert ((here / "a").read_text(encoding="utf-8"), names(here)) == ("same", ["a", "link"])


# -- what cannot be replaced ----------------------------------------------------------------------


def test_devices_and_pipes_are_written_to(here: Path) -> None:
    replace_text(Path(os.devnull), "text")
    if os.name == "posix":
        os.mkfifo(here / "pipe")
        with subprocess.Popen(["cat", here / "pipe"], stdout=subprocess.PIPE, text=True) as reader:
            replace_text(here / "pipe", "through the pipe\n")
            assert reader.communicate()[0] == "through the pipe\n"
        assert stat.S_ISFIFO((here / "pipe").stat().st_mode)


PRINTS = (
    "import sys; from pathlib import Path; from simulator.disk.durable_file import replace_text, append_text; "
    "print('before'); replace_text(Path(sys.argv[1]), 'text\\n'); append_text(Path(sys.argv[1]), 'more\\n'); "
    "sys.stdout.flush(); print('after')"
)


@pytest.mark.skipif(not Path("/dev/fd/1").exists(), reason="the system has no /dev/fd")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "link"])
@pytest.mark.parametrize("kind", ["pipe", "w", "a"])
def test_standard_output_is_written_to_wherever_it_leads(here: Path, name: str, kind: str) -> None:
    (here / "log").write_text("old\n", encoding="utf-8")
    (here / "link").symlink_to("/dev/stdout")
    command = [sys.executable, "-c", PRINTS.replace("append_text(Path(sys.argv[1]), 'more\\n'); ", ""), name]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    if kind == "pipe":
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
        assert done.stdout == "before\ntext\nafter\n"
        return
    with (here / "log").open(kind) as log:
        subprocess.run(command, env=surroundings, stdout=log, check=True)
    old = "old\n" if kind == "a" else ""
    assert (here / "log").read_text(encoding="utf-8") == f"{old}before\ntext\nafter\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_device_that_is_full() -> None:
    with pytest.raises(FileError) as full:
        replace_text(Path("/dev/full"), "text")
    assert str(full.value) == "no space left on the disk that holds '/dev/full'; nothing was written"


# -- what fails -----------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["write", "fsync", "close", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG])
def test_the_old_file_stays_whole_and_nothing_is_left(here: Path, failing: Failing, call: str, code: int) -> None:
    (here / "a").write_text("old", encoding="utf-8")
    (here / "b").write_text("old, too", encoding="utf-8")
    with pytest.raises(FileError, match="'a'") as refused, failing(call, code):
        replace_files({Path("a"): b"new text", Path("b"): b"new text"})
    assert (refused.value.errno, refused.value.filename) == (code, "a")
    assert str(refused.value).endswith("; the file is unchanged")
    assert [(here / name).read_text(encoding="utf-8") for name in names(here)] == ["old", "old, too"]
    with pytest.raises(FileError, match=r"; nothing was written$"), failing(call, code):
        create_files({Path("deep/c"): b"new text", Path("deep/er/c"): b"new text"})
    assert names(here) == ["a", "b"]


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_line_that_cannot_be_appended_leaves_nothing(here: Path, failing: Failing, call: str) -> None:
    append_line(here / "journal", "one")
    with pytest.raises(FileError, match="no space left on the disk"), failing(call, errno.ENOSPC):
        append_line(here / "journal", "two")
    with pytest.raises(FileError, match="no space left on the disk"), failing(call, errno.ENOSPC):
        append_line(here / "begun", "one")
    append_line(here / "journal", "three")
    assert (names(here), (here / "journal").read_text(encoding="utf-8")) == (["journal"], "one\nthree\n")


LIMITED = (
    "import resource; from pathlib import Path\n"
    "from simulator.disk.durable_file import replace_text, append_line\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
    "for write in (replace_text, append_line):\n"
    "    try: write(Path('a'), 'x' * 100)\n"
    "    except OSError as error: print(error)\n"
)


@posix
def test_a_process_that_may_write_little(here: Path) -> None:
    (here / "a").write_text("old\n", encoding="utf-8")
    command = [sys.executable, "-c", LIMITED]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    line = "'a' cannot be written: it would be larger than this process may write; the file is unchanged\n"
    assert (done.stdout, names(here), (here / "a").read_text(encoding="utf-8")) == (line * 2, ["a"], "old\n")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 64 kB that is full but for a small file, where this user may mount one."""
    place = tmp_path / "tiny"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the superuser mounts a disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (place / "a").write_text("old", encoding="utf-8")
        with suppress(OSError), (place / "filler").open("wb", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_real_disk_that_is_full(full_disk: Path) -> None:
    with pytest.raises(FileError) as refused:
        replace_text(full_disk / "a", "new")
    assert str(refused.value) == (
        f"no space left on the disk that holds '{full_disk / 'a'}' (mounted at {full_disk}); the file is unchanged"
    )
    with pytest.raises(FileError, match="no space left"):
        append_line(full_disk / "x" / "journal", "line")
    assert ((full_disk / "a").read_text(encoding="utf-8"), names(full_disk)) == ("old", ["a", "filler", "x"])
    assert names(full_disk / "x") == []


def test_what_is_no_place_for_a_file(here: Path) -> None:
    def refused(name: str) -> str:
        with pytest.raises(FileError) as error:
            replace_text(Path(name), "text")
        with pytest.raises(FileError) as sooner:
            refuse_unwritable(Path(name))
        assert str(sooner.value) == str(error.value)
        return str(error.value)

    (here / "folder" / "x").mkdir(parents=True)
    (here / "file").write_text("old", encoding="utf-8")
    (here / "loop").symlink_to("loop")
    (here / "out").symlink_to(Path("gone") / "file")
    (here / "fixed").write_text("old", encoding="utf-8")
    (here / "fixed").chmod(0o444)
    long = "n" * 300
    before = names(here)
    assert [*map(refused, ("folder", "file/x", "gone/x", "loop", "out", "fixed", long, "a\0b"))] == [
        "'folder' is a folder; use the name of a file; nothing was written",
        "'file/x' cannot be written: 'file' is not a folder; nothing was written",
        "'gone/x' cannot be written: there is no folder 'gone'; nothing was written",
        "'loop' cannot be written: it is a symbolic link that leads back to itself; nothing was written",
        f"'out' cannot be written: there is no folder {show(here / 'gone')}; nothing was written",
        "'fixed' cannot be written: the file is read-only; the file is unchanged",
        f"'{'n' * 40}...{'n' * 40}' cannot be written: the name is too long for this disk; nothing was written",
        "'a\0b' cannot be written: there can be no such path",
    ]
    assert names(here) == before


def test_a_file_that_is_there_is_not_created_again(here: Path) -> None:
    (here / "a").write_text("old", encoding="utf-8")
    (here / "link").symlink_to("gone")
    for name in ("a", "link"):
        with pytest.raises(FileError, match=f"^'{name}' already exists; use another name; "):
            create_files({Path("b"): b"new", Path(name): b"new"})
    assert ((here / "a").read_text(encoding="utf-8"), names(here)) == ("old", ["a", "link"])


AS_ANOTHER = (
    "import os, sys; os.setgid(65534); os.setuid(65534); from pathlib import Path\n"
    "from simulator.disk.durable_file import replace_text\n"
    "for name in ('closed/a', 'theirs'):\n"
    "    try: replace_text(Path(name), 'new')\n"
    "    except OSError as error: print(error)\n"
)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="the superuser alone can be another user")
def test_what_another_user_owns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        monkeypatch.chdir(name)
        _write_as_another(Path(name))
        monkeypatch.chdir(tmp_path)


def _write_as_another(here: Path) -> None:
    here.chmod(0o777)
    (here / "closed").mkdir(0o755)
    (here / "closed" / "a").write_text("old", encoding="utf-8")
    (here / "closed" / "a").chmod(0o666)
    (here / "theirs").write_text("old", encoding="utf-8")
    command = [sys.executable, "-c", AS_ANOTHER]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("another user cannot read this code")
    assert done.stdout.splitlines() == [
        "'closed/a' cannot be written: files cannot be created in the folder 'closed' (permission denied); "
        "the file is unchanged",
        "'theirs' cannot be written: permission denied; the file is unchanged",
    ]
    assert (names(here), names(here / "closed")) == (["closed", "theirs"], ["a"])


# -- lines and folders ----------------------------------------------------------------------------


def test_lines_are_added_and_a_torn_one_is_closed(here: Path) -> None:
    path = here / "x" / "journal"
    append_line(path, "one")
    append_line(path, "two")
    with path.open("ab") as stream:
        stream.write(b'{"torn')
    append_line(path, "three")
    assert path.read_text(encoding="utf-8") == 'one\ntwo\n{"torn\nthree\n'


def test_text_is_added_as_it_is(here: Path) -> None:
    append_text(here / "a", "one")
    append_text(here / "a", "two\n")
    assert (here / "a").read_text(encoding="utf-8") == "onetwo\n"


def test_a_folder_is_made_once(here: Path) -> None:
    make_folder(here / "a" / "b", 0o700)
    make_folder(here / "a" / "b")
    (here / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="'file' already exists"):
        make_folder(Path("file"))
    assert (here / "a" / "b").is_dir()
    if os.name == "posix":
        assert mode(here / "a" / "b") == 0o700


def test_the_disk_of_a_path(here: Path) -> None:
    assert mounted_at(here / "not" / "there").startswith(" (mounted at ")
    assert mounted_at(Path(os.devnull)) == ""
