"""YAML as an editor reads it: the core schema of YAML 1.2, in which ``no`` and ``17:30`` are text."""

import re
from pathlib import Path
from typing import Any

import yaml


class CoreLoader(yaml.SafeLoader):
    """PyYAML's loader with the few resolvers that YAML 1.2 has."""


CoreLoader.yaml_implicit_resolvers = {}
for kind, pattern, starts in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.nan|\.NaN", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"(?:{pattern})\Z"), starts)


def _int(loader: CoreLoader, node: Any) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _float(loader: CoreLoader, node: Any) -> float:
    return float(loader.construct_scalar(node).replace(".nan", "nan").replace(".NaN", "nan"))


def _mapping(loader: CoreLoader, node: Any) -> Any:
    """Keys are text, as in JSON."""
    return {loader.construct_scalar(key): loader.construct_object(value, deep=True) for key, value in node.value}


CoreLoader.add_constructor("tag:yaml.org,2002:int", _int)
CoreLoader.add_constructor("tag:yaml.org,2002:float", _float)
CoreLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(path: Path) -> Any:
    """The values of a file; raises ``yaml.YAMLError`` or ``UnicodeDecodeError``."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=CoreLoader)
