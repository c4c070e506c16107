"""Text from a flow, fit for a terminal."""

from __future__ import annotations


def readable(text: str) -> str:
    r"""Text fit for a terminal: control characters and direction marks stand as visible escapes.

    Any kind of space is a space; the joiner that emoji are made with passes.

    >>> readable("red \x1b[31m") == "red " + r"\x1b" + "[31m"
    True
    """
    return text if text.isprintable() else "".join(map(_readable_sign, text))


def _readable_sign(sign: str) -> str:
    if sign.isprintable() or sign == "\N{ZERO WIDTH JOINER}":
        return sign
    return " " if sign.isspace() and ord(sign) > 0x7F else sign.encode("unicode_escape").decode("ascii")
