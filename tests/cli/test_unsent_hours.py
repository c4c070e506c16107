"""Schedules at the provider: never sent, which plan, push, status and pull say; and numbers that lead to them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import load
from simulator.config.receptionist import Receptionist
from simulator.provider.sandbox.application import Sandbox
from simulator.provider.sandbox.store import Store
from tests.cli.conftest import Command
from tests.cli.provider import TOKEN, edit
from tests.provider.hours_flow import FLOW, write_hours_flow
from tests.provider.sandbox_thread import served

ENTER = [
    "    time group, one line for each range, in local times of Europe/London:",
    "      office 1: from_time 09:00, to_time 17:30, days mon,tue,wed,thu",
    "      office 2: from_time 09:00, to_time 12:00, days fri",
    "      office 2: from_time 13:00, to_time 16:00, days fri",
    "    time condition Office hours (time_condition||77): open: main (virtual_receptionist||7001); "
    "closed: night (virtual_receptionist||7002)",
    "  · schedule night-mode: not sent, not compared: its position is not known",
    "    a day and night switch: set by hand",
    "    time condition Night switch (time_condition||78): open: Office hours (time_condition||77); "
    "closed: night (virtual_receptionist||7002)",
    "  · ring group Booking desk (department||108000): not sent, not compared",
    "    timeout 20 s; when nobody picks up: Night voicemail (voicemail||9001); "
    "when busy: main (virtual_receptionist||7001)",
]
PLAIN = FLOW[: FLOW.index("    holidays:")] + FLOW[FLOW.index("  night-mode") :]
"""Without holidays, of which those that are over depend on the day of the test."""


@pytest.fixture(params=[False])
def account(request: pytest.FixtureRequest, here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """An account that holds the flow; its list of time groups includes hours or not."""
    store = Store()
    store.seed(load(write_hours_flow(here / "front", PLAIN)))
    store.secret("portal", TOKEN)
    sandbox = Sandbox(store, hours=request.param)
    with served(sandbox) as url:
        monkeypatch.setenv("IVRSIM_API_URL", url)
        monkeypatch.setenv("IVRSIM_API_DIALECT", "vr")
        monkeypatch.setenv("IVRSIM_API_TOKEN", TOKEN)
        monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here / "config"))
        monkeypatch.delenv("IVRSIM_ACCOUNT", raising=False)
        yield sandbox


with_hours = pytest.mark.parametrize("account", [True], indirect=True)


@pytest.mark.usefixtures("account")
def test_a_plan_says_what_is_never_sent_and_what_to_enter(ivrsim: Command) -> None:
    done = ivrsim("plan", "front")
    host = os.environ["IVRSIM_API_URL"].removeprefix("http://").removesuffix("/v1")
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (
        0,
        "",
        [
            f"front → {host} (vr)",
            "",
            "Live matches the flow; there is nothing to push. This leaves out what ivrsim never sends, listed below.",
            "",
            "Never sent by ivrsim: enter it in the provider's portal:",
            "  · schedule office: not sent, not compared: the response does not include its hours",
            *ENTER,
        ],
    )
    told = json.loads(ivrsim("plan", "front", "--format", "json").stdout)
    assert [(entry["schedule"], entry["sent"], entry["compared"]) for entry in told["schedules"]] == [
        ("office", False, False),
        ("night-mode", False, False),
    ]
    assert [entry["destination"] for entry in told["ring_groups"]] == ["department||108000"]
    markdown = ivrsim("plan", "front", "--format", "markdown").stdout
    assert "**Never sent by ivrsim: enter it in the provider's portal**" in markdown.splitlines()


@with_hours
@pytest.mark.usefixtures("account")
def test_hours_that_the_response_carries_are_compared(ivrsim: Command, here: Path) -> None:
    done = ivrsim("status", "front")
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "✓ main (7001)   as here",
            "✓ night (7002)  as here",
            "",
            "front: live matches the flow, apart from what is never sent (below)",
            "",
            "Never sent by ivrsim: enter it in the provider's portal:",
            "  · schedule office: not sent; compared with the live time groups office 1 (8001) and office 2 (8002): "
            "the same weekly hours",
            *ENTER,
        ],
    )
    edit(here / "front" / "flow.yaml", "Mon-Thu 09:00-17:30", "Mon-Thu 09:00-18:00")
    done = ivrsim("status", "front")
    assert (done.returncode, [line for line in done.stdout.splitlines() if line.startswith("✗")]) == (
        1,
        ["✗ schedule office: Mon-Thu: 09:00-18:00 here, 09:00-17:30 live"],
    )
    told = json.loads(ivrsim("status", "front", "--format", "json").stdout)
    assert (told["drifted"], told["schedules"][0]["differences"]) == (
        True,
        ["Mon-Thu: 09:00-18:00 here, 09:00-17:30 live"],
    )
    pulled = ivrsim("pull", "front")
    assert (pulled.stdout, pulled.stderr) == (
        "front: nothing to write\n",
        "note: schedule office: Mon-Thu: 09:00-18:00 here, 09:00-17:30 live; the flow's hours stay\n",
    )


@pytest.mark.usefixtures("account")
def test_the_status_of_many_flows_speaks_for_no_schedule(ivrsim: Command) -> None:
    done = ivrsim("status", "--all", "front")
    assert done.stdout.splitlines()[0] == "✓ front  base; schedules not sent, not compared: office, night-mode"


@pytest.mark.usefixtures("account")
def test_a_push_says_what_it_does_not_send(ivrsim: Command, here: Path) -> None:
    assert ivrsim("adopt", "main", "7001", "front").returncode == 0
    edit(here / "front" / "main.yaml", "timeout: 5", "timeout: 7")
    done = ivrsim(
        "push", "front", "--yes", "--take-over", "7001", "--despite-checks", "a test", "--despite-proofs", "too"
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    start = lines.index("Never sent by ivrsim: enter it in the provider's portal:")
    assert lines[start + 2 : start + 2 + len(ENTER)] == ENTER
    assert lines[lines.index("✓ PUT /virtual_receptionist/7001  main") + 1 :][:2] == [
        "now live: 1 request sent, read back and compared",
        "not sent: schedule office, schedule night-mode and ring group Booking desk (department||108000); "
        "enter them in the provider's portal as listed above",
    ]


# -- numbers ---------------------------------------------------------------------------------------


def lead(account: Sandbox, number: str, to: str) -> None:
    """Somebody leads a number elsewhere in the portal."""
    account.store.keep("number", [(number, number, to)])


def test_a_number_that_leads_elsewhere_than_to_its_hours(ivrsim: Command, account: Sandbox) -> None:
    lead(account, "+441632960001", "ivr||7001")
    lead(account, "+441632960002", "time_condition||77")
    done = ivrsim("status", "front")
    assert (done.returncode, [line for line in done.stdout.splitlines() if line.startswith("✗")]) == (
        1,
        [
            "✗ +441632960001 leads to main and not to Office hours (time_condition||77)",
            "✗ +441632960002 leads to time_condition||77 and not to Night switch (time_condition||78)",
        ],
    )
    plan = ivrsim("plan", "front").stdout.splitlines()
    start = plan.index("To know:") + 1
    assert plan[start : start + 2] == [
        "  · +441632960001 leads to ivr||7001 and not to Office hours (time_condition||77); "
        "ivrsim never changes where numbers lead",
        "  · +441632960002 leads to time_condition||77 and not to Night switch (time_condition||78); "
        "ivrsim never changes where numbers lead",
    ]


def test_a_pull_follows_numbers_and_leaves_what_somebody_wrote(ivrsim: Command, account: Sandbox, here: Path) -> None:
    before = (here / "front" / "flow.yaml").read_text(encoding="utf-8")
    assert ivrsim("pull", "front").stdout == "front: nothing to write\n"
    done = ivrsim("pull", "front", "--number", "+441632960001")
    assert (done.stdout, done.stderr) == ("front: nothing to write\n", "")
    lead(account, "+441632960003", "time_condition||78")
    assert ivrsim("pull", "front").stdout.splitlines() == [
        "front/flow.yaml: numbers, or names that the provider knows",
        "written: front/flow.yaml",
    ]
    after = (here / "front" / "flow.yaml").read_text(encoding="utf-8")
    assert after == before.replace('"+441632960003": main', '"+441632960003": "time_condition||78"')


STUB = [
    "",
    "# The provider's response does not say what follows these destinations: calls end there until you fill it in.",
    "# ivrsim init --hours asks for it; or write what the provider's portal shows, without the #:",
    "# timezone: Europe/London  # an example: the zone that the hours are meant in",
    "# schedules:  # an example",
    '#   "office": {open: ["Mon-Fri 09:00-17:00"]}',
    "# destinations:  # in place of the lines that stand there",
    '#   "time_condition||77": {schedule: "office", open: "@...", closed: "@..."}',
    '#   "time_condition||78": {schedule: "office", open: "@...", closed: "@..."}',
]


@pytest.mark.usefixtures("account")
def test_a_first_pull_says_what_to_fill_in(ivrsim: Command, here: Path) -> None:
    assert ivrsim("pull", "new").returncode == 0
    lines = (here / "new" / "flow.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[lines.index("numbers:") :] == [
        "numbers:",
        '  "+441632960001": "time_condition||77"',
        '  "+441632960002": "time_condition||78"',
        '  "+441632960003": "main-menu"',
        'semantics: "acefone"',
        next(line for line in lines if line.startswith("pulled:")),
        "receptionists:",
        '  "main-menu": "main-menu.yaml"',
        '  "night-menu": "night-menu.yaml"',
        "destinations:",
        '  "department||108000": {name: "Booking desk"}',
        '  "time_condition||77": {}',
        '  "voicemail||9001": {}',
        '  "time_condition||78": {}',
        *STUB,
    ]
    assert ivrsim("pull", "new").stdout == "new: nothing to write\n"


@with_hours
@pytest.mark.usefixtures("account")
def test_a_first_pull_copies_hours_into_the_comment(ivrsim: Command, here: Path) -> None:
    assert ivrsim("pull", "new").returncode == 0
    lines = (here / "new" / "flow.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("# schedules:  # from the response")
    assert lines[start + 1] == '#   "office": {open: ["Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"]}'


@with_hours
def test_into_a_flow_with_a_zone_hours_are_pulled_as_a_schedule(ivrsim: Command, account: Sandbox, here: Path) -> None:
    text = 'entry: main\ntimezone: "Europe/London"\nreceptionists: {main: main.yaml, night: night.yaml}\n'
    folder = write_hours_flow(here / "zone", f"{text}destinations:\n  voicemail||9001: {{name: Night voicemail}}\n")
    assert ivrsim("pull", "zone").returncode == 0
    lines = (folder / "flow.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[lines.index("schedules:") + 1] == (
        '  "office": {open: ["Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"]}'
    )
    assert load(folder).schedules["office"].hours[1].written == "Fri 09:00-12:00, 13:00-16:00"


@pytest.mark.usefixtures("account")
def test_a_number_behind_which_nothing_is_known_pulls_everything(ivrsim: Command) -> None:
    done = ivrsim("pull", "one", "--number", "+441632960001")
    assert (done.returncode, done.stderr) == (
        0,
        "note: --number +441632960001 leads to time_condition||77, and neither the response nor the flow says what "
        "follows: all receptionists are pulled; --receptionist NAME chooses one\n",
    )
    done = ivrsim("pull", "two", "--number", "+441632960001", "--receptionist", "Night menu")
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (
        0,
        "written: two/night-menu.yaml, two/flow.yaml",
        "note: --number +441632960001 leads to time_condition||77, and neither the response nor the flow says what "
        "follows: only the number is written\n",
    )


def test_a_new_receptionist_behind_a_schedule_is_not_called_unreached(
    ivrsim: Command, account: Sandbox, here: Path
) -> None:
    edit(here / "front" / "flow.yaml", "night: night.yaml}", "night: night.yaml, closed: closed.yaml}")
    edit(here / "front" / "flow.yaml", 'open: "@main", closed: "@night"}', 'open: "@main", closed: "@closed"}')
    night = (here / "front" / "night.yaml").read_text(encoding="utf-8")
    (here / "front" / "closed.yaml").write_text(
        night.replace('id: "7002"\n', "").replace("Night menu", "Closed"), encoding="utf-8"
    )
    done = ivrsim("plan", "front")
    assert "no number leads to closed" not in done.stdout
    assert "closed: closed (virtual_receptionist||@closed)" in done.stdout
    assert all(isinstance(receptionist, Receptionist) for receptionist in account.store.all())
