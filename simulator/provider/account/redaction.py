r"""Leave secrets out of all that a provider says, in whatever form it repeats them.

A secret is recognised as it is and in any mixture of cases and of the usual encodings of single characters
(``%74``, ``\u0074``, ``\x74``, ``&#116;``), and as base64 or hexadecimal digits, alone or inside something longer.

How much is left out depends on its length, since short ones occur by chance:

* 8 characters or more: wherever they occur, in messages and in data;
* 4 to 7: with the whole word around them, so that the rest of the word does not give them away; in data only where they
  mix letters with digits or signs, since data is full of short words and numbers;
* up to 3: in messages, where they stand alone.

Words are redacted before they are cut: half a secret would no longer be recognised.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, cached_property
from html.entities import html5
from typing import Any, NamedTuple
from unicodedata import normalize

LONG = 8
"""Characters from which a secret is left out wherever it occurs."""

WORD = 4
"""Characters from which a secret is left out inside a word."""

_TELLING = 6
"""Characters of base64 from which they are taken for a secret's."""

_HEAD = 16
"""Characters of a long token that are looked for, since some servers repeat only its beginning; what goes on after
them is left out too."""

_WIDEST = 48
"""Characters that one character of a secret can be encoded in, at most; see ``_encoded_forms``."""

_WIDENED_MOST = 200_000
"""Characters on each side that are left out with a secret."""

_OF_TOKENS = re.compile(r"[\w.~+/=-]+", re.ASCII)
_NAMED_SECRET = re.compile(
    r"token|jwt|secret|authorization|cookie|(pass(word|wd|phrase)?|api[-_ ]?key)$", re.IGNORECASE
)
_NAMED_OTHERWISE = re.compile(r"(type|in|at|expiry|name|url)$", re.IGNORECASE)


class _Form(NamedTuple):
    """One form of a secret: a regular expression, a text without which it cannot match, and what stands for it.

    ``around`` matches characters next to it that are left out with it; after it only, where ``is_head``.
    """

    expression: str
    needle: str
    stand_in: str
    around: str = ""
    is_head: bool = False


class Redaction:
    """The secrets that are known so far, and texts and data without them."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def learn(self, secret: str, what: str) -> None:
        """Know a secret, which ``(what)`` stands for from now on."""
        if secret.strip() and secret not in self._secrets:
            self._secrets[secret] = f"({what})"
            for cache in ("_in_text", "_in_data"):
                self.__dict__.pop(cache, None)

    def learn_from(self, answer: Any) -> None:
        """Know the secrets that the response to a login carries, wherever in it."""
        for key, value in _named_values(answer):
            if isinstance(value, str) and len(value) >= LONG and is_name_of_secret(key):
                self.learn(value, "token")

    def text(self, text: str, most: int | None = None) -> str:
        """Return a text without secrets; of a long one, what comes to at least ``most`` characters of it."""
        return self._in_text.text(text, most)

    def data(self, value: Any) -> Any:
        """Return JSON values without secrets of some length, in keys too."""
        return self._in_data.data(value) if self._in_data.forms else value

    def told(self, value: Any, most: int) -> Any:
        """Return JSON values that are only shown without any secret, nor what stands under the name of one.

        Texts come to at least ``most`` characters of theirs.
        """
        return self._in_text.data(value, most)

    @cached_property
    def _in_text(self) -> _Sieve:
        return _Sieve([form for secret, stand_in in self._secrets.items() for form in _forms(secret, stand_in)])

    @cached_property
    def _in_data(self) -> _Sieve:
        rare_secrets = [secret for secret in self._secrets if _is_rare(secret)]
        return _Sieve([form for secret in rare_secrets for form in _forms(secret, self._secrets[secret])])


def _is_rare(secret: str) -> bool:
    """Return whether a secret hardly occurs in data by chance."""
    return len(secret) >= LONG or (len(secret) >= WORD and not secret.isalpha() and not secret.isdecimal())


def is_name_of_secret(key: str) -> bool:
    """Return whether a field of this name holds a secret: ``access_token``, but not ``token_type``."""
    return _NAMED_SECRET.search(key) is not None and _NAMED_OTHERWISE.search(key) is None


def _named_values(answer: Any) -> Iterator[tuple[str, Any]]:
    waiting = [answer]
    while waiting:  # not recursive: a response may be nested deeper than Python's stack
        match waiting.pop():
            case dict() as fields:
                yield from fields.items()
                waiting += fields.values()
            case list() as items:
                waiting += items


class _Sieve:
    """Some forms of secrets, looked for at once."""

    def __init__(self, forms: list[_Form]) -> None:
        self.forms = sorted(dict.fromkeys(forms), key=lambda form: -len(form.needle))  # what holds another comes first
        self._reach = max((len(form.needle) for form in forms), default=0) * _WIDEST

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({form.expression})" for form in self.forms), re.IGNORECASE)

    def text(self, text: str, most: int | None = None) -> str:
        """The text without what matches; searched no further than ``most`` characters of the result need."""
        if not self.forms or (most is None and not self._may_match(text)):
            return text
        pieces: list[str] = []
        length, start = 0, 0
        while start < len(text) and (most is None or length <= most):
            end = len(text) if most is None else start + most
            match = self._pattern.search(text, start, len(text) if most is None else end + self._reach)
            if match is None or match.start() >= end:
                pieces.append(text[start:end])
                length, start = length + len(pieces[-1]), end
                continue
            assert match.lastindex is not None, "each form is a group"
            form = self.forms[match.lastindex - 1]
            first, last = _widen_pattern(text, start, match.start(), match.end(), form)
            pieces += (text[start:first], form.stand_in)
            length, start = length + first - start + len(form.stand_in), last
        return "".join(pieces)

    def data(self, value: Any, most: int | None = None) -> Any:
        """The JSON values without what matches; with a ``most``, as they are only shown."""
        match value:
            case str():
                return self.text(value, most)
            case dict():
                return {
                    self.text(key, most): "(secret)" if most and _holds_secret(key, inner) else self.data(inner, most)
                    for key, inner in value.items()
                }
            case list():
                return [self.data(inner, most) for inner in value]
            case bool() | None:
                return value
            case _:
                redacted = self.text(str(value))
                return value if redacted == str(value) else redacted

    def _may_match(self, text: str) -> bool:
        """Return whether it is worth while to search: most texts hold neither a secret nor anything encoded."""
        folded = text.lower()
        return any(sign in text for sign in "\\%&") or any(form.needle in folded for form in self.forms)


def _holds_secret(key: str, value: Any) -> bool:
    """Return whether a field holds a secret: ``{"password": "is too short"}`` is about one, and holds none."""
    is_word = isinstance(value, str | int) and len(str(value)) >= LONG and not re.search(r"\s", str(value))
    return is_word and is_name_of_secret(key)


def _widen_pattern(text: str, start: int, first: int, last: int, form: _Form) -> tuple[int, int]:
    """Return where a match starts and ends with the characters around it that go with it."""
    if form.around:
        beside = re.compile(form.around)
        before, after = max(start, first - _WIDENED_MOST), min(len(text), last + _WIDENED_MOST)
        while first > before and not form.is_head and beside.match(text, first - 1):
            first -= 1
        while last < after and beside.match(text, last):
            last += 1
    return first, last


def _forms(secret: str, stand_in: str) -> Iterator[_Form]:
    """Every form in which a secret is recognised."""
    is_token = len(secret) > _HEAD and _OF_TOKENS.fullmatch(secret)
    plain = {form: None for spelling in _spellings(secret) for form in (spelling, " ".join(spelling.split()))}
    for spelling in plain:
        expression = "".join(map(_encoded_forms, spelling[:_HEAD] if is_token else spelling))
        if is_token:
            yield _Form(expression, spelling[:_HEAD].lower(), stand_in, r"[\w.~+/=%&;#\\{}-]", is_head=True)
        elif len(secret) < WORD:
            yield _Form(rf"(?<!\w){expression}(?!\w)", spelling.lower(), stand_in)
        else:
            yield _Form(expression, spelling.lower(), stand_in, "" if len(secret) >= LONG else r"\w")
    for data in dict.fromkeys(spelling.encode("utf-8", "replace") for spelling in (secret, secret.strip())):
        if len(data) >= WORD:
            digits = data.hex()[:_HEAD]
            yield _Form(digits, digits, stand_in, r"\w")
        for part in dict.fromkeys(part[:_HEAD] for part in _base64_parts(data)):
            expression = re.escape(part).replace(r"\+", "(?:[-+]|%2B)").replace("/", r"(?:[/_]|\\/|%2F)")
            needle = max(re.split("[+/=]", part.lower()), key=len)
            yield _Form(expression, needle, stand_in, r"[\w+/=%-]")


def _spellings(secret: str) -> Iterator[str]:
    """A secret in the spellings that differ by more than the case of single letters."""
    yield secret
    if not secret.isascii():
        for form in ("NFC", "NFD"):
            yield normalize(form, secret)
        yield from (secret.upper(), secret.lower(), secret.casefold())


def _base64_parts(data: bytes) -> Iterator[str]:
    """The base64 characters that some bytes alone decide, wherever in longer data they begin."""
    if len(data) >= WORD:
        yield b64encode(data).decode().rstrip("=")
    for before in range(3):
        encoded = b64encode(bytes(before) + data).decode().rstrip("=")
        first, last = (0, 2, 3)[before], len(encoded) - (1 if (before + len(data)) % 3 else 0)
        if last - first >= _TELLING:
            yield encoded[first:last]


@cache
def _entity_names() -> dict[str, list[str]]:
    """The names that HTML and XML have for a character, longest first: ``&quot;``, ``&apos;``."""
    names: dict[str, list[str]] = {}
    for name in sorted(html5, key=len, reverse=True):
        if name.endswith(";"):
            names.setdefault(html5[name], []).append(name.removesuffix(";"))
    return names


def _encoded_forms(sign: str) -> str:
    """A regular expression for one character, in any of its encodings and in either case."""
    spellings = dict.fromkeys((sign, sign.lower(), sign.upper()))
    codes = "|".join(str(ord(spelling[0])) for spelling in spellings)
    digits = "|".join(f"{ord(spelling[0]):02x}" for spelling in spellings)
    ampersand = "&(?:amp;){0,2}"
    forms = [rf"{ampersand}#0{{0,6}}(?:{codes});?"]
    if sign.isspace():
        forms += [r"\s+", r"\+", r"\\{1,4}[nrt]"]
    before = [r"\\{1,4}(?:x|u00|u\{|U000)", rf"{ampersand}#x0{{0,6}}"]
    if ord(sign) < 0x100:
        before.append("%(?:25){0,3}")
    forms.append(f"(?:{'|'.join(before)})0{{0,4}}(?:{digits})[;}}]?")
    if not sign.isascii():
        for spelling in spellings:
            data, units = spelling.encode("utf-8", "replace"), spelling.encode("utf-16-be", "surrogatepass").hex()
            forms.append("".join(rf"\\{{1,4}}u{units[at : at + 4]}" for at in range(0, len(units), 4)))
            forms.append("".join(rf"(?:%(?:25){{0,3}}|\\{{1,4}}x){byte:02x}" for byte in data))
    if names := _entity_names().get(sign):
        forms.append(f"{ampersand}(?:{'|'.join(names)});?")
    forms.append(rf"\\{{0,4}}{re.escape(sign)}")  # the last: % and \\ begin longer forms
    return f"(?:{'|'.join(dict.fromkeys(forms))})"
