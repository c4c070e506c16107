"""The source of this copy of ivrsim, as ``pip install`` takes it: an address, a path or a version.

pip and other installers keep it in ``direct_url.json`` (PEP 610) where a package did not come from an index.
"""

from __future__ import annotations

import json
import os
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from simulator import __version__
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError

ACCEPTED = "use a version (0.1.0), an address (https://..., git+https://...) or a path"
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!-]*")
_REQUIREMENT = re.compile(r"ivrsim *([=<>!~@].*)?")


class PackageSource(NamedTuple):
    """A requirement for pip, and whether it is a path that only this machine has."""

    requirement: str
    only_here: bool = False


def installed_source(top: Path) -> PackageSource:
    """Return where this copy came from, as seen from the top of a repository."""
    try:
        direct_url = distribution("ivrsim").read_text("direct_url.json")
    except PackageNotFoundError:  # run from a clone
        return _path_source(Path(__file__).resolve().parents[2], top)
    return _source_of(json.loads(direct_url), top) if direct_url else PackageSource(f"ivrsim=={__version__}")


def named_source(text: str, top: Path) -> PackageSource:
    """Return what the user names. Raises ``UsageError`` for what pip, a shell or a server would not take so."""
    word = text.strip()
    if not word or not word.isprintable() or word.startswith("-") or "$" in word:
        raise UsageError(f"--from: {quote_value(text)} is not accepted; {ACCEPTED}")
    if urlsplit(word.partition("@ ")[2] or word).password is not None:
        raise UsageError("--from: the address has a password, which the pipeline would show; remove it")
    if os.path.exists(word):  # noqa: PTH110 - any text may come
        return _path_source(Path(word), top)
    if _VERSION.fullmatch(word):
        return PackageSource(f"ivrsim=={word}")
    if "://" not in word and not _REQUIREMENT.fullmatch(word):
        raise UsageError(f"--from: {quote_value(text)} is not accepted; {ACCEPTED}")
    return PackageSource(word)


def _source_of(direct_url: dict[str, Any], top: Path) -> PackageSource:
    """Return what a ``direct_url.json`` says, without a name or password in its address."""
    url = str(direct_url["url"])
    parts = urlsplit(url)
    if parts.scheme == "file":
        return _path_source(Path(url2pathname(parts.path)), top)
    address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    below = f"#subdirectory={direct_url['subdirectory']}" if direct_url.get("subdirectory") else ""
    revision = direct_url.get("vcs_info")
    if revision:
        return PackageSource(f"{revision['vcs']}+{address}@{revision['commit_id']}{below}")
    return PackageSource(f"{address}{below}")


def _path_source(path: Path, top: Path) -> PackageSource:
    """A path inside the repository as the server sees it; any other as it is."""
    absolute = path.resolve()
    try:
        inside = absolute.relative_to(top.resolve()).as_posix()
    except ValueError:
        return PackageSource(str(absolute), only_here=True)
    return PackageSource("." if inside == "." else f"./{inside}")
