"""The whole server: news of what was saved, for two browsers at once, and in a real one."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING, Self
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from simulator.server.ready_server import open_socket
from simulator.web.folder_server import THREAD, FolderServer
from tests.web.served_folder import CLINIC, GOOD, clinic_folder, edit, examiner_of, save

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@contextmanager
def served(top: Path, *, phone: bool = False) -> Iterator[FolderServer]:
    """A server of a folder; the one for phones is at another loopback address."""
    ready = Event()
    with ExitStack() as sockets:
        desk_socket = sockets.enter_context(open_socket("127.0.0.1", 0))
        phone_socket = sockets.enter_context(open_socket("127.0.0.2", 0)) if phone else None
        server = FolderServer(examiner_of(top), desk_socket, phone_socket)
        thread = Thread(target=server.run, args=(ready.set,))
        thread.start()
        assert ready.wait(60)
        try:
            yield server
        finally:
            server.end()
            thread.join()


class Listener:
    """A browser's tab that listens to the news of a path."""

    def __init__(self, url: str) -> None:
        self.answer = urlopen(url, timeout=60)
        self.last: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.answer.close()

    def next_news(self) -> dict[str, str]:
        """The next piece of news; waits for it."""
        for line in iter(self.answer.readline, b""):
            if line.startswith(b"data: "):
                self.last = json.loads(line.removeprefix(b"data: "))
                return self.last
        raise AssertionError("the server has ended")

    def wait_for(self, expected: dict[str, str]) -> None:
        """Wait until the last news are as expected, whatever came before; at once where they are so already."""
        while self.last != expected:
            self.next_news()


def shown_versions(server: FolderServer) -> dict[str, str]:
    """The versions of the page and the notes that a tab is shown that is opened now."""
    html = read(f"{server.desk_url}flow/{CLINIC}")
    found = re.search('data-page="([0-9a-f]*)" data-version="([0-9a-f]*)"', html)
    assert found is not None
    return {"page": found[1], "notes": found[2]}


def read(url: str) -> str:
    """The text at an address; of one that is not there, its status."""
    try:
        with urlopen(url, timeout=60) as answer:
            return str(answer.read().decode())
    except HTTPError as refusal:
        with refusal:
            return str(refusal.code)


def test_two_browsers_hear_of_what_was_saved_and_the_last_good_page_stays(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    main_menu = top / "clinic" / "main.yaml"
    with served(top) as server:
        page_url, notes_url = f"{server.desk_url}page/{CLINIC}", f"{server.desk_url}notes/{CLINIC}"
        news_url = f"{server.desk_url}events/{CLINIC}"
        page = read(page_url)
        with Listener(news_url) as first, Listener(news_url) as second:
            while "Being checked" in (notes := read(notes_url)) or "Not in git." not in notes:
                first.next_news()
            good = shown_versions(server)
            for tab in (first, second):
                tab.wait_for(good)
            text = main_menu.read_text(encoding="utf-8")
            save(main_menu, text[: len(text) // 2] + "\n  - {")
            broken = first.next_news()
            assert second.next_news() == broken
            assert (broken["page"], broken["notes"] == good["notes"]) == (good["page"], False)
            assert "Cannot be loaded" in read(notes_url)
            assert read(page_url) == page
            save(main_menu, text)
            for tab in (first, second):
                tab.wait_for(good)


def test_the_list_hears_of_every_flow(tmp_path: Path) -> None:
    with served(clinic_folder(tmp_path, "a")) as server, Listener(f"{server.desk_url}events") as tab:
        list_url = f"{server.desk_url}list"
        while GOOD not in read(list_url):
            tab.next_news()
        clinic_folder(tmp_path, "b")
        while read(list_url).count(GOOD) < 2:
            tab.next_news()
        edit(tmp_path / "b" / "main.yaml", 'option: "3"', 'option: "4"')
        while "1 of 19 tests fail" not in read(list_url):
            tab.next_news()


def test_whoever_listens_is_let_go_when_it_ends(tmp_path: Path) -> None:
    with served(clinic_folder(tmp_path)) as server:
        tab = Listener(f"{server.desk_url}events")
        tab.next_news()
    with tab:
        tab.answer.read()  # to the end, which raises where the connection broke
    assert THREAD not in [thread.name for thread in enumerate_threads()]  # else the end of the process would cut it off
    place = urlsplit(server.desk_url)
    with pytest.raises(ConnectionError):
        socket.create_connection((str(place.hostname), place.port or 0))


def test_phones_have_an_address_of_their_own_and_a_new_path_each_time(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    paths = []
    for _ in range(2):
        with served(top, phone=True) as server:
            root, _, path = server.phone_url.rpartition("/")
            assert (urlsplit(root).hostname, urlsplit(server.desk_url).hostname) == ("127.0.0.2", "127.0.0.1")
            assert "<title>Call: Clinic</title>" in read(server.phone_url)
            assert [read(f"{root}/{other}") for other in ("", f"page/{CLINIC}", "events")] == ["404"] * 3
            assert read(f"{server.desk_url}{path}") == "404"
            paths.append(path)
    assert [len(path) for path in {*paths}] == [22, 22]


def test_nothing_is_written(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)

    def contents() -> dict[Path, tuple[int, bytes]]:
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in top.rglob("*") if path.is_file()}

    before = contents()
    with served(top) as server:
        for path in ("", f"flow/{CLINIC}", f"page/{CLINIC}", f"notes/{CLINIC}"):
            assert not read(f"{server.desk_url}{path}").isdecimal()
    assert contents() == before


@pytest.mark.chromium
@pytest.mark.heavy
def test_a_page_is_loaded_again_when_a_file_is_saved(chromium: Browser, tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    main_menu = top / "clinic" / "main.yaml"
    text = main_menu.read_text(encoding="utf-8")
    save(main_menu, "name: [")
    complaints: list[str] = []
    with served(top, phone=True) as server:
        tabs = [chromium.new_page(), chromium.new_page()]
        for tab in tabs:
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            tab.on("console", lambda message: complaints.append(message.text))
            tab.goto(f"{server.desk_url}flow/{CLINIC}#")
            tab.frame_locator("#page").get_by_text("This flow has no page yet").wait_for()
        complaints.clear()  # of a page that was not there
        save(main_menu, text)
        for tab in tabs:
            tab.frame_locator("#page").get_by_role("button", name="Call", exact=True).wait_for()
            tab.locator("#notes", has_text="19 tests passed").wait_for()
        edit(main_menu, "name: Main menu", "name: Front door")
        for tab in tabs:
            tab.frame_locator("#page").locator(".tree", has_text="Front door").first.wait_for()
        save(main_menu, text.replace('option: "3"', 'option: "4"'))
        for tab in tabs:
            tab.locator("#notes summary", has_text="key 3 of the main menu").click()
            tab.get_by_role("link", name="Listen to it").click()
            tab.frame_locator("#page").get_by_role("heading", name="Someone sent you a call").wait_for()
        save(main_menu, "name: [")
        for tab in tabs:
            tab.locator("#notes", has_text="Cannot be loaded").wait_for()
            assert tab.locator("#notes details[open] summary").all_inner_texts() == [
                "key 3 of the main menu leads to Night voicemail"
            ]
            tab.frame_locator("#page").get_by_role("button", name="Call", exact=True).wait_for()
        save(main_menu, text)
        for tab in tabs:
            tab.locator("#notes", has_text="19 tests passed").wait_for()
            assert tab.locator("#notes", has_text="Cannot be loaded").count() == 0
        tabs[0].get_by_role("link", name="All flows").click()
        tabs[0].get_by_role("link", name="Clinic").wait_for()
        assert complaints == []
    tabs[1].locator("#lost", has_text="The connection is lost").wait_for()
    for tab in tabs:
        tab.close()
