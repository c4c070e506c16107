"""The page's modules: joined as they are, checked as they are."""

import os
import re
import shutil
import subprocess
from collections import Counter

import pytest

from simulator.web.page_scripts import (
    FOLDER,
    bare_text,
    module_order,
    page_script,
    page_style,
    read_module,
    top_level_names,
)

TSC = os.environ.get("IVRSIM_TSC") or shutil.which("tsc")


def test_every_module_is_in_the_page_once_after_those_that_it_imports() -> None:
    order = module_order()
    assert sorted(order) == sorted(path.name for path in FOLDER.glob("*.js"))
    assert order[-1] == "main.js"
    for place, name in enumerate(order):
        imported = re.findall(r'^import .*from "\./([\w-]+\.js)"', read_module(name), re.M)
        assert set(imported) <= set(order[:place])


def test_no_two_modules_have_a_name_in_common() -> None:
    counts = Counter(name for module in module_order() for name in top_level_names(read_module(module)))
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_template_holds_another() -> None:
    nested = {name: re.findall(r"\$\{[^}]*`", read_module(name)) for name in module_order()}
    assert {name: found for name, found in nested.items() if found} == {}


def test_no_text_looks_like_a_comment() -> None:
    modules = map(bare_text, map(read_module, module_order()))
    texts = [text for module in modules for text in re.findall(r'"[^"\n]*"|`[^`\n]*`', module)]
    assert [text for text in texts if " // " in text or "/**" in text] == []


def test_comments_and_spaces_go_and_texts_stay() -> None:
    module = """// a comment
/** @param {string} a */
export function double(a) { // twice
  return `${a + " , "} and ` + a.replace(/[ ,]/g, " = ");
}
"""
    assert bare_text(module) == """function double(a){return `${a + " , "} and `+a.replace(/[ ,]/g," = ");}\n"""


def test_the_names_of_a_module() -> None:
    module = "export const ONE = 1, two = 2;\nexport const {three, four} = data;\n"
    module += "class Five {}\nfunction six() {}\n  const no = 1;\n"
    assert top_level_names(module) == ["ONE", "two", "three", "four", "Five", "six"]


def test_script_and_style_are_small() -> None:
    assert len(page_script()) < 85_000
    assert len(page_style()) < 20_000
    assert "/*" not in page_style()


@pytest.mark.heavy
@pytest.mark.skipif(TSC is None, reason="tsc is not installed (npm install typescript)")
def test_the_type_checker_finds_nothing() -> None:
    assert TSC is not None
    done = subprocess.run([TSC, "-p", str(FOLDER)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
