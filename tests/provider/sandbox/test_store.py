from pathlib import Path

from simulator import load
from simulator.provider.sandbox.store import FIRST_ID, Store
from tests.provider.lived import announcement, menu


def test_a_flow_becomes_an_account_once() -> None:
    store = Store()
    store.seed(load("example:clinic"))
    store.seed(load("example:council"))
    main, billing = store.all()

    assert [(one.id, one.name) for one in (main, billing)] == [("7001", "Main menu"), ("7002", "Billing")]
    assert [entry.destination_id for entry in main.entries or ()] == ["108000", "7002", "9001", "050109590001"]
    assert store.things("number")[0] == ("+441632960001", "+441632960001", "ivr||7001")


def test_ids_grow_and_what_is_gone_stays_gone(tmp_path: Path) -> None:
    store = Store(tmp_path / "account.db")
    first, second = store.create(menu(id="1")), store.create(announcement(id="1"))
    assert (first, second) == (str(FIRST_ID), str(FIRST_ID + 1))
    assert [store.update(id, menu()) for id in (second, "999", "x")] == [True, False, False]
    assert (store.delete(second), store.delete(second)) == (True, False)
    assert store.create(menu()) == str(FIRST_ID + 2)
    key = store.secret("key", "one")
    store.close()

    again = Store(tmp_path / "account.db")
    assert ([one.id for one in again.all()], again.secret("key", "two")) == (["7001", "7003"], key)


def test_a_store_that_nobody_holds_any_more_lets_its_file_go(tmp_path: Path) -> None:
    store = Store(tmp_path / "account.db")
    store.create(menu(id="1"))
    opened = sorted(path.name for path in tmp_path.iterdir())
    del store
    assert (opened, [path.name for path in tmp_path.iterdir()]) == (
        ["account.db", "account.db-shm", "account.db-wal"],
        ["account.db"],
    )
