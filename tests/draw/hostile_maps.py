"""Flows that a map has to bear: names of every script and of every trick, menus without an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulator import Destination, Entry, Flow, Receptionist
from simulator.config.flow import KnownDestination
from simulator.config.routes import Route
from simulator.config.schedules import Schedule

MENU = "virtual_receptionist"

Keys = Mapping[str, tuple[str, str]]


def menu(name: str, keys: Keys, *, wrong: tuple[str, str] = ("hangup", "1"), silent: tuple[str, str] = ("hangup", "1"),
         tries: tuple[int, int] = (2, 2)) -> Receptionist:  # fmt: skip
    """A menu of these keys, by the type and id of where they lead; ``tries`` are the last wrong key and silence."""
    return Receptionist(
        name=name,
        destination_type="multiple",
        entries=tuple(Entry(option=key, destination_type=kind, destination_id=id) for key, (kind, id) in keys.items()),
        timeout_seconds=5,
        wrong_keys_allowed=tries[0] - 1,
        wrong_key_destination_type=wrong[0],
        wrong_key_destination_id=wrong[1],
        silences_allowed=tries[1] - 1,
        silence_destination_type=silent[0],
        silence_destination_id=silent[1],
    )


def announcement(name: str, kind: str, id: str) -> Receptionist:
    """An announcement that sends everybody on."""
    return Receptionist(name=name, destination_type="single", forward_destination_type=kind, forward_destination_id=id)


def flow_of(receptionists: Mapping[str, Receptionist], names: Mapping[str, str] | None = None) -> Flow:
    """A flow that begins at the first; ``names`` are those of people, by ``type||id``."""
    places = {
        Destination(*address.split("||")): KnownDestination(name=name, answers="person")
        for address, name in (names or {}).items()
    }
    return Flow(entry=next(iter(receptionists)), receptionists=receptionists, destinations=places)


HOSTILE_NAMES: Sequence[str] = (
    "<script>alert(1)</script>",
    "</text></svg><script xlink:href='data:,x'/>",
    "]]> --> <!-- %%{init: {}}%% `x` \"quoted\" 'single' & &amp; \\N \\",
    "##[error]x ::warning::y",
    "a\x00b\x1b[31m\u202ec\ud800\ufffe\nd",
    "القائمة الرئيسية (2)",
    "मुख्य मेनू: नियुक्तियाँ और बिलिंग सेवाएँ, कृपया प्रतीक्षा करें",
    "中文菜单 " * 20,
    "👩‍👩‍👧‍👦 " * 30,
    "x" * 400,
)


def hostile_flow() -> Flow:
    """A menu for each hostile name, and a person of that name after each."""
    keys = {str(index): (MENU, f"m{index}") for index in range(len(HOSTILE_NAMES))}
    menus = {"main": menu(HOSTILE_NAMES[0], keys)}
    for index, name in enumerate(HOSTILE_NAMES):
        leads = {"1": ("department", str(index)), "2": (MENU, "main"), "3": (MENU, "m1")}
        menus[f"m{index}"] = menu(name, leads, silent=(MENU, "main"))
    return flow_of(menus, {f"department||{index}": name for index, name in enumerate(HOSTILE_NAMES)})


def arabic_flow() -> Flow:
    """Two menus with names from right to left, and a person; the places where calls end have none."""
    return flow_of(
        {
            "a": menu("الرئيسية", {"1": (MENU, "b"), "2": ("department", "1")}),
            "b": menu("الفواتير", {"1": (MENU, "a")}),
        },
        {"department||1": "المبيعات"},
    )


def worlds_of(routes: Mapping[str, Route], menus: Mapping[str, Receptionist], numbers: Mapping[str, str]) -> Flow:
    """A flow with schedules (all of them ``s``) and telephones, by ``type||id``; its numbers lead to any of these."""
    flow = flow_of(menus, {address: address.partition("||")[2] for address in routes})
    places = {Destination(*address.split("||")): route for address, route in routes.items()}
    return replace(flow, routes=places, schedules={"s": Schedule("s")}, numbers=numbers)


def chain(length: int) -> Flow:
    """Menus each of which leads to the next one, and back to the first."""
    menus = {
        f"m{number}": menu(
            f"Menu {number}", {"1": (MENU, f"m{number + 1}"), "2": (MENU, "m0"), "3": ("department", "1")}
        )
        for number in range(length - 1)
    }
    return flow_of(
        {**menus, f"m{length - 1}": menu("Last menu", {"1": ("department", "1")})}, {"department||1": "Desk"}
    )


def fan(size: int) -> Flow:
    """A first menu that leads to many, each of which leads to four people."""
    people = {str(key): ("department", "1") for key in range(1, 5)}
    below = {f"m{number}": menu(f"Menu {number}", people) for number in range(size)}
    keys = {f"{number:03}": (MENU, f"m{number}") for number in range(size)}
    return flow_of({"main": menu("Main menu", keys), **below}, {"department||1": "Desk"})
