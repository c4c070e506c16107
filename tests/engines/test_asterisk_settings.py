from pathlib import Path

from simulator.engines.asterisk_install import AsteriskInstall
from simulator.engines.asterisk_settings import ManagerLogin, settings_files

FOLDER = Path("/tmp/engine")


def test_nothing_is_loaded_or_listens_but_the_manager_interface_on_loopback() -> None:
    install = AsteriskInstall(("asterisk",), "Asterisk 22", Path("/root22/modules"), Path("/root22/share"))
    files = settings_files(install, FOLDER, ManagerLogin(5099, "s3cret"))
    texts = {path.name: content.decode() for path, content in files.items()}
    assert sorted(texts) == ["asterisk.conf", "logger.conf", "manager.conf", "modules.conf"]
    assert {path.parent for path in files} == {FOLDER / "etc"}
    assert "astmoddir = /root22/modules\nastdatadir = /root22/share\n" in texts["asterisk.conf"]
    loaded = [line for line in texts["modules.conf"].splitlines() if line.startswith("load = ")]
    assert [line for line in loaded if "chan_" in line or "http" in line or "res_pjsip" in line] == []
    assert texts["modules.conf"].startswith("[modules]\nautoload = no\n")
    assert texts["manager.conf"] == (
        "[general]\nenabled = yes\nwebenabled = no\nport = 5099\nbindaddr = 127.0.0.1\n"
        "[ivrsim]\nsecret = s3cret\nread = call,dialplan\nwrite = call,originate,system,command\n"
        "deny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\n"
        "eventfilter = Event: Newexten\neventfilter = Event: Hangup\n"
    )


def test_an_engine_that_finds_its_own_folders_is_told_none() -> None:
    files = settings_files(AsteriskInstall(("asterisk",), "Asterisk 22"), FOLDER, ManagerLogin(5099, "s3cret"))
    text = files[FOLDER / "etc" / "asterisk.conf"].decode()
    assert [line for line in text.splitlines() if "astmoddir" in line or "astdatadir" in line] == []


def test_messages_are_taken_where_callers_leave_them() -> None:
    install = AsteriskInstall(("asterisk",), "Asterisk 22")
    files = settings_files(install, FOLDER, ManagerLogin(5099, "s3cret"), takes_messages=True)
    texts = {path.name: content.decode() for path, content in files.items()}
    assert texts["modules.conf"].endswith("load = app_voicemail.so\n")
    assert texts["asterisk.conf"].endswith("highpriority = no\ntransmit_silence = yes\n")
