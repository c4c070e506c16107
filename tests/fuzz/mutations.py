"""Small damage to files of every kind: to the values in them, to their lines, and to their bytes."""

import json
from random import Random
from typing import Any

import yaml


class Raw(str):
    """Text that stands in JSON as it is: numbers that no value can be, doubled keys, deep nesting."""


class Pairs(list[tuple[Any, Any]]):
    """A mapping whose keys may come twice."""


DEEP = 5_000

VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    1.5,
    2**53,
    10**20,
    -(10**20),
    1e308,
    Raw("1e999"),
    Raw("-1e999"),
    Raw("NaN"),
    Raw("Infinity"),
    Raw("-Infinity"),
    Raw("1" * DEEP),
    Raw("-" + "1" * DEEP),
    Raw("0." + "1" * DEEP),
    Raw("[" * DEEP),
    Raw("[" * DEEP + "]" * DEEP),
    Raw('{"a":' * DEEP + "1" + "}" * DEEP),
    Raw("[" * 60 + "]" * 60),
    "",
    " ",
    "0",
    "-1",
    "1" * DEEP,
    "a" * 100_000,
    "\ud800",
    "a\udfffb",
    "\0",
    "\n::error::x",
    "\x1b[2J",
    "@main",
    "@nobody",
    "UNKNOWN",
    "||",
    "a||b",
    "multiple",
    "single",
    "hangup",
    "1e400",
    "٣",
    "2026-11-27T09:00:00",
    "2026-11-27T09:00:00+00:00",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00-14:00",
    "..",
    "/",
    "/dev/null",
    "example:clinic",
    "-",
    "~",
    [],
    {},
    [[]],
    [{}],
    {"": None},
    [None, None],
    {"a": {"b": []}},
    ["1", "1"],
)

KEYS = ("", "\ud800", "\0", "1", "name", "id", "entries", "tests", "receptionists", "<<", "a\nb", "\x1b", "x" * 1000)

BYTES = (
    b"\xff",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x1b",
    b"\x85",
    b"\xe2\x80\xa8",
    b"\r",
    b"\n",
    b"\t",
    b" ",
    b"'",
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b": ",
    b",",
    b"-",
    b"- ",
    b"#",
    b"*",
    b"&a ",
    b"!!int ",
    b"|",
    b">",
    b"%",
    b"@",
    b"---\n",
    b"...",
    b"<<: ",
    b"? ",
    b"\\ud800",
    b"\\u0000",
    b"1" * DEEP,
    b"[" * DEEP,
    b'{"a":' * DEEP,
    b"- " * DEEP,
    b"null",
    b"1e999",
    b"NaN",
    b".inf",
    b"0x10",
    b"1_000",
    b"2026-01-01",
)

TOML_VALUES = (
    "true",
    "1",
    "-1",
    "1.5",
    "inf",
    "nan",
    "1e400",
    "1" * DEEP,
    "[]",
    "{}",
    "[[]]",
    "[" * DEEP,
    "[" * DEEP + "]" * DEEP,
    "{a=" * DEEP,
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"a\\nb"',
    "'''\nx'''",
    "1979-05-27",
    "07:32:00",
    '"https://["',
    '"http://127.0.0.1:99999"',
    '"http://[::1"',
    '"vr"',
    '"clinic"',
)
TOML_KEYS = (
    "",
    '""',
    '"\\u0000"',
    '"a\\nb"',
    '"/"',
    '"../.."',
    "a.b.c",
    "token",
    "url",
    "accounts",
    "x" * 5000,
    "\x00",
)


def damage(content: bytes, syntax: str, random: Random) -> bytes:
    """Return a damaged copy of a file: mostly in its values, else in its bytes."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if syntax == "bytes" or random.random() < 0.3:
            content = damage_bytes(content, random)
        else:
            content = _BY_SYNTAX[syntax](content.decode("utf-8", "replace"), random)
    return content


def damage_bytes(content: bytes, random: Random) -> bytes:
    """Return bytes with a piece put in, taken out, doubled or changed."""
    start = random.randrange(len(content) + 1)
    end = min(len(content), start + random.choice((0, 1, 1, 2, 5, 20, 200)))
    match random.randrange(5):
        case 0:
            return content[:start] + random.choice(BYTES) + content[end:]
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:end] + content[start:end] + content[end:]
        case 3:
            return content[:start]
        case _:
            return content[:start] + bytes(random.randrange(256) for _ in range(end - start)) + content[end:]


def _json(text: str, random: Random) -> bytes:
    try:
        tree = json.loads(text, object_pairs_hook=Pairs)
        return write_json(_damaged(tree, random)).encode("utf-8", "replace")
    except (ValueError, RecursionError):  # too deep to be read, or once damaged to be written
        return damage_bytes(text.encode("utf-8", "replace"), random)


def _yaml(text: str, random: Random) -> bytes:
    if random.random() < 0.4:
        return _lines(text, random)
    try:
        tree = yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError):
        return damage_bytes(text.encode("utf-8", "replace"), random)
    written = write_json(_damaged(_paired(tree), random))
    return (("# YAML\n" if random.random() < 0.5 else "") + written).encode("utf-8", "replace")


def _paired(tree: Any) -> Any:
    if isinstance(tree, dict):
        return Pairs((str(key), _paired(value)) for key, value in tree.items())
    return [_paired(one) for one in tree] if isinstance(tree, list) else tree


def _lines(text: str, random: Random) -> bytes:
    """Lines of YAML left out, doubled, exchanged, indented, or with another value."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(at, lines.pop(random.randrange(len(lines))))
        case 3:
            lines[at] = f"  {lines[at]}" if random.random() < 0.5 else lines[at][2:]
        case _:
            key, colon, _ = lines[at].partition(":")
            lines[at] = f"{key}{colon} {write_json(random.choice(VALUES))}"
    return "\n".join(lines).encode("utf-8", "replace")


def _json_lines(text: str, random: Random) -> bytes:
    lines = [line for line in text.split("\n") if line]
    at = random.randrange(len(lines)) if lines else 0
    match random.randrange(8) if lines else 0:
        case 0:
            lines.insert(at, write_json(random.choice(VALUES)))
        case 1:
            del lines[at]
        case 2:
            lines.insert(at, random.choice(lines))
        case _:
            lines[at] = _json(lines[at], random).decode("utf-8", "replace")
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _toml(text: str, random: Random) -> bytes:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    key, equals, value = lines[at].partition("=")
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, random.choice(lines))
        case 2:
            lines[at] = f"{key}= {random.choice(TOML_VALUES)}"
        case 3:
            lines[at] = f"{random.choice(TOML_KEYS)} = {value or 1}" if equals else f"[{random.choice(TOML_KEYS)}]"
        case _:
            lines.insert(at, f"{random.choice(TOML_KEYS)} = {random.choice(TOML_VALUES)}")
    return "\n".join(lines).encode("utf-8", "replace")


def _text(text: str, random: Random) -> bytes:
    words = text.split(" ")
    at = random.randrange(len(words))
    words[at] = random.choice(
        ("", "9" * DEEP, "early:", "!", ".", "wait", "\ud800", "٣", "{", "silence", words[at] * 2)
    )
    return " ".join(words).encode("utf-8", "surrogatepass")


_BY_SYNTAX = {"json": _json, "yaml": _yaml, "json lines": _json_lines, "toml": _toml, "text": _text}


def _damaged(tree: Any, random: Random) -> Any:
    """A tree with one place changed: a value, a key, an item more or less."""
    places: list[tuple[Any, int]] = []
    waiting = [tree]
    while waiting:
        inner = waiting.pop()
        places += ((inner, index) for index in range(len(inner))) if isinstance(inner, list) else ()
        waiting += [pair[1] for pair in inner] if isinstance(inner, Pairs) else inner if isinstance(inner, list) else []
    if not places or random.random() < 0.02:
        return random.choice(VALUES)
    holder, at = random.choice(places)
    paired = isinstance(holder, Pairs)
    match random.randrange(8):
        case 0:
            del holder[at]
        case 1:
            holder.append(holder[at])
        case 2 if paired:
            holder[at] = (random.choice(KEYS), holder[at][1])
        case 3 if paired:
            holder.append((random.choice(KEYS), random.choice(VALUES)))
        case 4:
            other, there = random.choice(places)
            moved = other[there][1] if isinstance(other, Pairs) else other[there]
            text = Raw(write_json(moved))
            holder[at] = (holder[at][0], text) if paired else text
        case _:
            value = random.choice(VALUES)
            holder[at] = (holder[at][0], value) if paired else value
    return tree


def write_json(value: Any) -> str:
    """Return JSON, raw pieces and doubled keys as they are."""
    match value:
        case Raw():
            return str(value)
        case Pairs():
            return "{" + ", ".join(f"{json.dumps(key)}: {write_json(item)}" for key, item in value) + "}"
        case list():
            return "[" + ", ".join(map(write_json, value)) + "]"
        case None | bool() | int() | float() | str() | dict():
            return json.dumps(value)
        case _:
            return json.dumps(str(value))
