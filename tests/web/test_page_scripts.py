"""The page's modules: joined as they are, checked as they are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from simulator.web.page_scripts import (
    FOLDER,
    imported_names,
    module_order,
    page_script,
    page_style,
    read_module,
    read_roles,
    short_properties,
    short_variables,
    spare_modules,
)
from simulator.web.script_tokens import declared_names, name_roles, read_tokens

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TSC = os.environ.get("IVRSIM_TSC") or shutil.which("tsc")


STAND_INS = {path.name.removeprefix("without_") for path in FOLDER.glob("without_*.js")}


def test_every_module_is_in_the_page_once_after_those_that_it_imports() -> None:
    order = module_order()
    assert sorted(order) == sorted(path.name for path in FOLDER.glob("*.js") if not path.name.startswith("without_"))
    assert order[-1] == "main.js"
    for place, name in enumerate(order):
        imported = re.findall(r'^import .*from "\./([\w-]+\.js)"', read_module(name), re.M)
        assert set(imported) <= set(order[:place])


def test_what_a_flow_does_not_need_is_left_out() -> None:
    plain = {"kinds": [{"positions": []}], "outcomes": [None, {"end": "route"}]}
    returning = {**plain, "outcomes": [None, {"return": True}]}
    switch = {**plain, "kinds": [{"switch": True}]}
    skipped, pausing = (
        {**plain, "kinds": [{"enters": [0], "announcement": {"pause": [position]}}]} for position in (0, 1)
    )
    spared = [sorted(spare_modules(rows)) for rows in (plain, returning, switch, skipped, pausing)]
    neither = ["switch_menus.js", "way_back.js"]
    assert spared == [neither, ["switch_menus.js"], ["way_back.js"], neither, ["switch_menus.js"]]
    assert {"shares.js", "switch_menus.js", "way_back.js"} == STAND_INS  # shares are no matter of a flow


def test_no_two_modules_have_a_name_in_common() -> None:
    declaration = re.compile(r"^(?:export )?(?:async )?(?:const|class|function) ([^=({]+)", re.M)
    names = [name for module in module_order() for name in declaration.findall(read_module(module))]
    assert len(names) > 100
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_a_name_that_only_the_browser_knows_stays_everywhere() -> None:
    one = list(name_roles(read_tokens("const page = 1, own = page; print(own, page);")))
    other = list(name_roles(read_tokens("function show(print) { return print.own; }")))
    declared = [declared_names(one), declared_names(other)]
    assert declared == [{"page", "own"}, {"show", "print"}]
    assert short_variables([one, other], declared) == {"page": "a", "own": "b", "show": "c"}


def test_names_of_ours_become_short_and_data_and_words_stay() -> None:
    modules = [read_roles(name) for name in module_order()]
    declared = [
        declared_names(roles) | imported_names(name) for roles, name in zip(modules, module_order(), strict=True)
    ]
    variables, properties = short_variables(modules, declared), short_properties(modules)
    assert {"sightOf", "conversation", "station", "say"} <= set(variables)
    assert {"showOpening", "chainNowSteps", "isOver"} <= set(properties)
    kept = {"document", "localStorage", "history", "navigator", "speechSynthesis"}
    assert not kept & set(variables)
    assert not {"destination", "trigger", "textContent", "dataset", "still", "talk"} & set(properties)
    assert len(set(variables.values())) == len(variables)


@pytest.mark.chromium
@pytest.mark.heavy
def test_no_object_of_a_browser_has_a_property_that_becomes_short(chromium: Browser) -> None:
    page = chromium.new_page()
    names = page.evaluate("""() => {
        const names = new Set(Object.getOwnPropertyNames(window));
        for (const name of [...names]) {
            const {value} = Object.getOwnPropertyDescriptor(window, name);
            for (const object of [value, value?.prototype]) {
                if (object instanceof Object) for (const name of Object.getOwnPropertyNames(object)) names.add(name);
            }
        }
        return [...names];
    }""")
    page.close()
    assert {"setAttribute", "currentTime", "localStorage"} <= set(names)
    assert set(short_properties([read_roles(name) for name in module_order()])) & set(names) == set()


def test_script_and_style_are_small() -> None:
    assert len(page_script(frozenset(STAND_INS))) < 70_000  # that of most flows
    assert len(page_script()) < 75_000
    assert len(page_style()) < 20_000
    assert "/*" not in page_style()


@pytest.mark.heavy
@pytest.mark.skipif(TSC is None, reason="tsc is not installed (npm install typescript)")
def test_the_type_checker_finds_nothing() -> None:
    assert TSC is not None
    done = subprocess.run([TSC, "-p", str(FOLDER)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
