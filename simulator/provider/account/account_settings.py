"""The settings of an account: address, dialect, authentication. Flag, environment, file, default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast
from urllib.parse import urlsplit

from simulator.errors import UsageError
from simulator.provider.live.live_fields import Dialect
from simulator.server.loopback import is_loopback
from simulator.words.suggestion import suggest

Auth = Literal["raw", "bearer"]

DIALECTS: tuple[Dialect, ...] = ("vr", "ivr")
AUTHS: tuple[Auth, ...] = ("raw", "bearer")

USUAL_AUTH: Mapping[Dialect, Auth] = {"vr": "raw", "ivr": "bearer"}
"""The raw token in UK code, ``Bearer`` in the sister brands' (public client code)."""

VARIABLES: Mapping[str, str] = {
    "url": "IVRSIM_API_URL",
    "dialect": "IVRSIM_API_DIALECT",
    "auth": "IVRSIM_API_AUTH",
    "account": "IVRSIM_ACCOUNT",
    "read_only": "IVRSIM_READONLY",
    "gap": "IVRSIM_API_GAP",
    "timeout": "IVRSIM_API_TIMEOUT",
    "numbers": "IVRSIM_API_NUMBERS",
    "sms_template": "IVRSIM_API_SMS_TEMPLATE",
}
"""A setting's variable in the environment."""

FLAGS: Mapping[str, str] = {"url": "--api", "dialect": "--dialect", "auth": "--auth", "account": "--account"}


class NumberRange(NamedTuple):
    """The range of a setting in seconds, and its default."""

    least: float
    most: float
    usual: float


RANGES: Mapping[str, NumberRange] = {"gap": NumberRange(0.0, 60.0, 0.2), "timeout": NumberRange(0.1, 600.0, 30.0)}
"""Settings that are numbers: the pause between two requests, and how long one may be silent."""

SWITCHES = ("numbers", "sms_template")
"""Settings that are on unless they are turned off."""

YES_OR_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """Everything but the token; an account's entry and the environment may say it.

    Times are seconds; ``tries`` counts the first, of what is safe to repeat. ``gap_seconds`` lie between two
    requests: the provider documents no rate limit. ``numbers``: ids that are canonical numbers are sent as numbers.
    ``sms_template``: the ``ivr`` dialect always sends it. ``read_only``: nothing but GET leaves the machine.
    """

    url: str
    dialect: Dialect = "vr"
    auth: Auth = "raw"
    gap_seconds: float = 0.2
    timeout_seconds: float = 30.0
    whole_seconds: float = 120.0
    tries: int = 4
    numbers: bool = True
    sms_template: bool = True
    read_only: bool = False
    account: str = ""

    @property
    def host(self) -> str:
        """The host and port to which a token belongs, in one spelling."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        usual = {"https": 443, "http": 80}.get(parts.scheme)
        return host if parts.port in (None, usual) else f"{host}:{parts.port}"

    @property
    def is_local(self) -> bool:
        """Return whether it never leaves this machine."""
        return is_loopback(urlsplit(self.url).hostname or "")


def resolve_settings(
    flags: Mapping[str, Any], environment: Mapping[str, str], account: Mapping[str, Any], *, name: str = ""
) -> AccountSettings:
    """The settings: a flag wins over the environment, that over the account's entry, that over the default.

    Raises ``UsageError`` that says where a value is from and what would be accepted.
    """

    def found(setting: str) -> tuple[Any, str]:
        if flags.get(setting) is not None:
            return flags[setting], FLAGS.get(setting, setting)
        variable = VARIABLES.get(setting, "")
        if environment.get(variable):
            return environment[variable], variable
        return account.get(setting), f"account {name}: {setting}"

    url, where = found("url")
    if url is None:
        raise UsageError(
            "no account given; use --api URL (or IVRSIM_API_URL), such as https://api.acefone.co.uk/v1, "
            "or keep one with ivrsim login NAME (pull and status also read saved responses: --from FILE)"
        )
    dialect = cast("Dialect", _one_of(*found("dialect"), DIALECTS) or "vr")
    auth = cast("Auth", _one_of(*found("auth"), AUTHS) or USUAL_AUTH[dialect])
    address = validate_url(str(url), where)
    local = is_loopback(urlsplit(address).hostname or "")
    read_only = bool(flags.get("read_only")) or environment.get(VARIABLES["read_only"], "") not in ("", "0")
    gap = parse_seconds_setting(*found("gap"), RANGES["gap"])
    return AccountSettings(
        address,
        dialect,
        auth,
        gap_seconds=gap if gap is not None else 0.0 if local else RANGES["gap"].usual,
        timeout_seconds=parse_seconds_setting(*found("timeout"), RANGES["timeout"]) or RANGES["timeout"].usual,
        numbers=yes_or_no(*found("numbers")) is not False,
        sms_template=yes_or_no(*found("sms_template")) is not False,
        read_only=read_only,
        account=name,
    )


def parse_seconds_setting(value: Any, where: str, accepted: NumberRange) -> float | None:
    """A number of seconds; None where none is given. Raises ``UsageError``."""
    if value is None:
        return None
    try:
        setting = float(value)
    except (TypeError, ValueError):
        setting = -1.0
    if isinstance(value, bool) or not accepted.least <= setting <= accepted.most:
        raise UsageError(f"{where} {value!r}: seconds from {accepted.least:g} to {accepted.most:g} are accepted")
    return setting


def yes_or_no(value: Any, where: str) -> bool | None:
    """True or false; None where neither is said. Raises ``UsageError``."""
    if value is None or isinstance(value, bool):
        return value
    if str(value).lower() not in YES_OR_NO:
        raise UsageError(f"{where} {value!r}: true or false is accepted")
    return YES_OR_NO[str(value).lower()]


def _one_of(value: Any, where: str, accepted: tuple[str, ...]) -> str | None:
    if value is None or value in accepted:
        return cast("str | None", value)
    hint = suggest(value, accepted)
    raise UsageError(f"{where} {value!r} is not accepted; {' or '.join(accepted)} is{hint}")


def validate_url(text: str, where: str) -> str:
    """The root of an API, without the slash at its end. Raises ``UsageError``."""
    advice = "https://HOST/VERSION is accepted, as in https://api.acefone.co.uk/v1"
    display_url = without_secrets(text)
    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{where} {display_url!r} is not an address; {advice}") from None
    if parts.scheme not in ("http", "https") or not host or not text.strip().isprintable() or " " in text.strip():
        raise UsageError(f"{where} {display_url!r} is not the address of an API; {advice}")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError(f"{where}: an address holds no name, password or query; {advice}")
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(
            f"{where} {display_url!r} would send the token unencrypted; use https, except for this machine"
        )
    return text.strip().rstrip("/")


def without_secrets(url: str) -> str:
    """An address as a message shows it: without name, password and query, whatever else is wrong with it."""
    start, slashes, location = url.rpartition("//")
    host, at, path = location.rpartition("@")
    location = f"…@{path}" if at else host + path
    return (start + slashes + location).partition("?")[0]
