"""Values as YAML and JSON read them alike: text between double quotes, mappings in braces.

Quoted, since YAML would make other things of them: ``"#"`` unquoted is a comment, ``"*"`` an alias,
``"050109590001"`` a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from json.encoder import encode_basestring as _quote_json
from typing import Any

_UNWRITABLE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def quote_yaml(text: str) -> str:
    """Text between double quotes, as YAML and JSON read it alike; signs that YAML forbids are escaped."""
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", _quote_json(text))


def inline_mapping(fields: Mapping[str, Any]) -> str:
    """Return a mapping on one line, in braces."""
    return "{" + ", ".join(f"{name}: {inline_value(value)}" for name, value in fields.items()) + "}"


def inline_value(value: Any) -> str:
    """A value on one line: mappings in braces, text quoted."""
    return inline_mapping(value) if isinstance(value, Mapping) else quote_scalar(value)


def quote_scalar(value: Any) -> str:
    """Text quoted; numbers and booleans as they are."""
    return quote_yaml(value) if isinstance(value, str) else json.dumps(value)
