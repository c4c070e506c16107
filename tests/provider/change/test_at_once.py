"""Pushes of one flow at once, from wherever they are started: one goes on, the others are refused."""

import os
from pathlib import Path

import pytest

from tests.provider.change.test_killed import PUSH, Shop, shop

pytestmark = pytest.mark.heavy


def of_another_user(here: Shop, config: str) -> Shop:
    """The same folder and account, under another configuration."""
    other = Shop(here.folder, here.sandbox, here.surroundings["IVRSIM_API_URL"])
    other.surroundings = {**here.surroundings, "IVRSIM_CONFIG_DIR": str(here.folder / config)}
    return other


@pytest.mark.parametrize(
    ("config", "name"),
    [("config", "shop"), ("other", "link"), ("other", "shop/night.yaml")],
)
def test_the_folder_excludes_a_second_push_under_any_configuration(tmp_path: Path, config: str, name: str) -> None:
    with shop(tmp_path) as here:
        (tmp_path / "link").symlink_to("shop")
        refused: list[tuple[int, str]] = []
        other = of_another_user(here, config)

        def second() -> None:
            here.sandbox.kill = lambda: None
            code, _, err = other.run("push", name, *PUSH[2:])
            refused.append((code, err.splitlines()[-1]))

        here.sandbox.at, here.sandbox.moment, here.sandbox.kill = 0, "before", second
        code, _, err = here.run(*PUSH)
        folder = "link" if name == "link" else "shop"
        assert refused == [(2, f"another push is under way for {folder}; nothing was sent")]
        assert (code, len(here.held())) == (0, 4), err


def test_two_that_start_together_create_nothing_twice(tmp_path: Path) -> None:
    with shop(tmp_path) as here:
        others = [of_another_user(here, f"config-{number}") for number in range(3)]
        running = [other.start(*PUSH) for other in others]
        codes = [(program.communicate(), program.returncode)[1] for program in running]
        assert 0 in codes
        assert {*codes} <= {0, 2}
        assert len(here.held()) == 4  # `held` asserts that no name is there twice
        assert here.journals() == []


def test_a_lock_that_was_left_behind_holds_nobody_up(tmp_path: Path) -> None:
    with shop(tmp_path, at=0, moment="before") as here:
        here.killed()
        lock = tmp_path / "shop" / ".ivrsim" / "push.lock"
        lock.touch()
        here.sandbox.at = -1
        assert here.run(*PUSH)[0] == 0
        ignored = (tmp_path / "shop" / ".ivrsim" / ".gitignore").read_text(encoding="utf-8").splitlines()
        assert ignored[1:] == ["*.journal", "*.lock"]
        if os.name == "posix" and lock.exists():
            assert lock.stat().st_mode & 0o777 == 0o600


def test_what_is_in_the_place_of_the_lock(tmp_path: Path) -> None:
    with shop(tmp_path) as here:
        lock = tmp_path / "shop" / ".ivrsim" / "push.lock"
        lock.mkdir(parents=True)
        before = here.held()
        code, _, err = here.run(*PUSH)
        assert (code, err.splitlines()[-1]) == (
            2,
            "'shop/.ivrsim/push.lock' is a folder; use the name of a file; nothing was written",
        )
        lock.rmdir()
        (tmp_path / "precious").write_text("precious", encoding="utf-8")
        lock.symlink_to(Path("..") / ".." / "precious")
        code, _, err = here.run(*PUSH)
        assert (code, err.splitlines()[-1]) == (
            2,
            "'shop/.ivrsim/push.lock' is a symbolic link, and a lock is a file; remove the link",
        )
        assert ((tmp_path / "precious").read_text(encoding="utf-8"), here.held()) == ("precious", before)
