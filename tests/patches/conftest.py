"""The shop that tests of patches edit."""

from pathlib import Path

import pytest

from tests.patches.shop import write_shop


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a shop's flow."""
    folder = tmp_path / "shop"
    folder.mkdir()
    return write_shop(folder)
