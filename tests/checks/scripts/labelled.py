"""The labelled scripts, and how well the reader does on a part of them."""

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from simulator.checks.scripts.reader import read_script

Parts = dict[str, list[dict[str, Any]]]

HERE = Path(__file__).parent
PARTS: Parts = yaml.safe_load((HERE / "labelled.yaml").read_text(encoding="utf-8"))
"""English and German."""

OTHERS: dict[str, Parts] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((HERE / "labelled").glob("*.yaml"))
}
"""The other languages by their codes, with ``mixed`` and ``unread``."""


class Measured(NamedTuple):
    """Keys found of those announced, with how many are wrong, missed, or found with another label."""

    scripts: int
    announced: int
    found: int
    wrong: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / self.announced

    @property
    def labels(self) -> float:
        """The share of the keys found whose label is, word for word, as expected."""
        return self.labelled / self.found

    def __str__(self) -> str:
        return (
            f"{self.scripts} scripts, {self.announced} keys: precision {self.precision:.3f}, "
            f"recall {self.recall:.3f}, label exact {self.labels:.3f}"
        )


def expected(one: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, _plain(label)) for key, _, label in (line.partition(" ") for line in one["keys"])]


def read(one: dict[str, Any]) -> list[tuple[str, str]]:
    reading = read_script(one["script"], one.get("language"))
    return [(item.key, _plain(item.label)) for item in reading.announced]


def measured(scripts: list[dict[str, Any]]) -> Measured:
    counts = Counter[str]()
    for one in scripts:
        wanted, got = expected(one), read(one)
        keys, got_keys = Counter(key for key, _ in wanted), Counter(key for key, _ in got)
        found = (keys & got_keys).total()
        counts.update(announced=keys.total(), found=found, wrong=got_keys.total() - found)
        counts.update(labelled=(Counter(wanted) & Counter(got)).total())
    return Measured(len(scripts), counts["announced"], counts["found"], counts["wrong"], counts["labelled"])


def _plain(label: str) -> str:
    return label.replace(",", "").replace(".", "")
