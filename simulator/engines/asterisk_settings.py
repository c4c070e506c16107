"""The settings of an Asterisk that rings nobody: a dialplan, the manager interface on loopback, a log, and no more.

No module is loaded that could open a socket or reach a network; the log's time stamps are the clock of every call.
"""

from __future__ import annotations

from pathlib import Path

from simulator.engines.ami_client import HOST
from simulator.engines.asterisk_install import AsteriskInstall
from simulator.fast_classes import NamedTuple

LOG_NAME = "calls"
USER = "ivrsim"
DIALPLAN = "etc/extensions.conf"
SOUNDS = "sounds"

_MODULES = (
    *("app_exec", "app_playback", "app_read", "app_senddtmf", "app_stack", "app_userevent", "app_verbose", "app_while"),
    *("bridge_holding", "bridge_simple", "codec_alaw", "codec_ulaw", "format_pcm", "format_sln", "format_wav"),
    *("func_channel", "func_db", "func_dialplan", "func_logic", "func_math", "func_strings", "func_timeout"),
    *("pbx_config", "res_timing_timerfd"),
)
"""The modules that a dialplan of menus needs; one that an Asterisk does not have is passed over with a warning."""

VOICEMAIL_MODULE = "app_voicemail"
"""The module of ``VoiceMail``, which is loaded where callers leave messages."""

VOICEMAIL_SETTINGS = "etc/voicemail.conf"

_EVENTS = ("Newexten", "Hangup")
"""The events that the driver of a call hears. Asterisk has many more, and each would cost it time."""


class ManagerLogin(NamedTuple):
    """The port of the manager interface, and the secret of its one user."""

    port: int
    secret: str


def settings_files(
    install: AsteriskInstall, folder: Path, login: ManagerLogin, *, takes_messages: bool = False
) -> dict[Path, bytes]:
    """Return the files of settings of an Asterisk that lives in ``folder``; its dialplan (``DIALPLAN``) is apart.

    With ``takes_messages`` callers can leave them; ``VOICEMAIL_SETTINGS``, which says where, is apart, too.
    """
    modules = (*_MODULES, VOICEMAIL_MODULE) if takes_messages else _MODULES
    # a message is what the caller's leg sends, and one that sends nothing has hung up
    silence = "transmit_silence = yes\n" if takes_messages else ""
    own = {name: folder / name for name in ("etc", "var", "run", "log", "spool")}
    directories = {
        "astetcdir": own["etc"],
        "astvarlibdir": own["var"],
        "astdbdir": own["var"],
        "astkeydir": own["var"],
        "astspooldir": own["spool"],
        "astrundir": own["run"],
        "astlogdir": own["log"],
        **({"astmoddir": install.modules} if install.modules else {}),
        **({"astdatadir": install.shared} if install.shared else {}),
    }
    texts = {
        "asterisk.conf": "[directories]\n"
        + "".join(f"{name} = {path}\n" for name, path in directories.items())
        + "[options]\nverbose = 3\ndebug = 0\nnofork = yes\nhighpriority = no\n"
        + silence,
        "modules.conf": "[modules]\nautoload = no\n" + "".join(f"load = {name}.so\n" for name in modules),
        # lines that do not fit into the queue would be lost
        "logger.conf": "[general]\ndateformat = %s.%3q\nlogger_queue_limit = 100000\nappendhostname = no\n"
        f"[logfiles]\n{LOG_NAME} => verbose(3),warning,error\n",
        "manager.conf": f"[general]\nenabled = yes\nwebenabled = no\nport = {login.port}\nbindaddr = {HOST}\n"
        f"[{USER}]\nsecret = {login.secret}\nread = call,dialplan\nwrite = call,originate,system,command\n"
        f"deny = 0.0.0.0/0.0.0.0\npermit = {HOST}/255.255.255.255\n"
        + "".join(f"eventfilter = Event: {name}\n" for name in _EVENTS),
    }
    return {own["etc"] / name: text.encode() for name, text in texts.items()}


def folders_of(folder: Path) -> tuple[Path, ...]:
    """Return the folders that have to be there before it starts."""
    return tuple(folder / name for name in ("etc", "var", "run", "log", "spool"))


def log_of(folder: Path) -> Path:
    """Return the file of the log."""
    return folder / "log" / LOG_NAME
