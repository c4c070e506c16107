"""One at a time."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from simulator.errors import FileError, UsageError
from simulator.provider.account.accounts import make_private_folder
from simulator.provider.account.file_lock import account_lock, exclusive_lock, waiting_lock

ROOT = Path(__file__).parents[3]


def test_of_two_at_once_one_is_refused(here: Path) -> None:
    with exclusive_lock(here / "a" / "lock", "busy"):
        with pytest.raises(UsageError, match=r"^busy$"), exclusive_lock(here / "a" / "lock", "busy"):
            pass
        with exclusive_lock(here / "b" / "lock", "busy"):
            pass
    with exclusive_lock(here / "a" / "lock", "busy"):
        pass


def test_one_after_the_other(here: Path) -> None:
    for _ in range(2):
        with waiting_lock(here / "a" / "lock"):
            pass


def test_each_account_has_its_own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here))
    one, other = account_lock("host", "a"), account_lock("host", "b")
    assert one != other
    assert one.parent == here / "locks"


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
@pytest.mark.parametrize(("folder", "lock"), [(0o755, 0o600), (0o775, 0o600), (0o2775, 0o660)])
def test_a_lock_is_its_owners_but_in_a_folder_that_a_group_shares(here: Path, folder: int, lock: int) -> None:
    (here / "a").mkdir()
    (here / "a").chmod(folder)
    with exclusive_lock(here / "a" / "lock", "busy"):
        assert oct((here / "a" / "lock").stat().st_mode & 0o777) == oct(lock)


def test_a_lock_that_cannot_be_had_is_told(here: Path) -> None:
    (here / "link").symlink_to("gone")
    (here / "folder").mkdir()
    with pytest.raises(UsageError, match=r"^'link' is a symbolic link, and a lock is a file; remove the link$"):
        exclusive_lock(Path("link"), "busy").__enter__()
    with pytest.raises(FileError, match=r"^'folder' is a folder; use the name of a file; nothing was written$"):
        exclusive_lock(Path("folder"), "busy").__enter__()
    assert sorted(path.name for path in here.iterdir()) == ["folder", "link"]


AS_ANOTHER = (
    "import os; os.setgid(65534); os.setuid(65534); from pathlib import Path\n"
    "from simulator.provider.account.file_lock import alone\n"
    "try: alone(Path('lock'), 'busy').__enter__()\n"
    "except Exception as error: print(error)\n"
)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="the superuser alone can be another user")
def test_a_lock_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        monkeypatch.chdir(name)
        _hold_as_root_and_ask_as_another(Path(name))
        monkeypatch.chdir(tmp_path)


def _hold_as_root_and_ask_as_another(folder: Path) -> None:
    folder.chmod(0o755)
    with exclusive_lock(folder / "lock", "busy"):
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", AS_ANOTHER], env=surroundings, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("another user cannot read this code")
    assert done.stdout == (
        "'lock' belongs to another user, and nothing was sent; remove it once no push of theirs is under way\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_the_configuration_is_its_users_alone(here: Path) -> None:
    for name, held, mode in (("new", None, 0o700), ("ours", "accounts.toml", 0o700), ("shared", "notes", 0o755)):
        if held is not None:
            (here / name).mkdir(0o755)
            (here / name / held).touch()
        make_private_folder(here / name)
        assert oct((here / name).stat().st_mode & 0o777) == oct(mode), name
