"""``ivrsim guide``: the list of pages, one page, and a page that does not exist."""

from simulator.guide import PAGES, page_text
from tests.cli.conftest import Command


def test_without_a_page_it_lists_all_of_them(ivrsim: Command) -> None:
    done = ivrsim("guide")
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[0], lines[-1]) == (0, "Pages of the guide:", "Read one:  ivrsim guide callers")
    assert [line.split()[0] for line in lines[2:-2]] == list(PAGES)


def test_a_page_is_printed_as_it_is(ivrsim: Command) -> None:
    done = ivrsim("guide", "callers")
    assert (done.returncode, done.stdout, done.stderr) == (0, page_text("callers"), "")


def test_a_misspelt_page_gets_the_nearest_one(ivrsim: Command) -> None:
    done = ivrsim("guide", "caller")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "'caller' is not a page of the guide; did you mean callers?\n",
    )


def test_an_unknown_page_gets_the_list(ivrsim: Command) -> None:
    done = ivrsim("guide", "zzz")
    assert (done.returncode, done.stderr) == (
        2,
        f"'zzz' is not a page of the guide; the pages are {', '.join(PAGES)}\n",
    )
