"""The tests of texts write the same files as those of loading."""

from tests.loader.conftest import here, menu, single, told

__all__ = ["here", "menu", "single", "told"]
