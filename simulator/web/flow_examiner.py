"""The flows of a folder, examined one step at a time in one thread while others look at what is known of them.

The flows that somebody has opened go first. Between two steps a flow that was opened, or whose files have changed, is
turned to at once, so a large flow does not keep the small ones waiting.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic
from urllib.parse import quote

from simulator.web.folder_watch import FolderWatch
from simulator.web.news_bell import NewsBell
from simulator.web.served_flow import ServedFlow, ServedSettings

LOOK_SECONDS = 0.2
"""The pause between two looks at the disk, unless a look takes long: then nine tenths of the time pass without one."""

_PAUSE_FACTOR = 9


class FlowExaminer:
    """The flows below ``top`` (a folder, or one flow's file), which messages call ``name``.

    ``flows`` has them by their keys: the path of the file from the folder, as it stands in an address. ``bell`` rings
    when anything has changed. ``look``, ``work`` and ``run`` are for one thread; all else may be used by others.
    """

    def __init__(self, top: Path, name: str, settings: ServedSettings) -> None:
        self.bell = NewsBell()
        self.flows: dict[str, ServedFlow] = {}
        self._folder = top if top.is_dir() else top.parent
        self._name = name if top.is_dir() else os.path.dirname(name)  # noqa: PTH120 - as it is called
        self._settings = settings
        self._watch = FolderWatch(top)
        self._opened: SimpleQueue[str] = SimpleQueue()
        self._wake = Event()
        self._urgent: deque[str] = deque()
        self._later: deque[str] = deque()
        self._work: dict[str, Iterator[None]] = {}
        self._find_flows()

    def open(self, key: str) -> ServedFlow:
        """Return the flow of a key, which is examined next and gets a page. Raises ``KeyError``."""
        flow = self.flows[key]
        if not flow.is_open:
            flow.is_open = True
            self._opened.put(key)
            self._wake.set()
        return flow

    def run(self, ended: Event) -> None:
        """Look and work until it is ended; ``wake`` ends a pause."""
        next_look = monotonic()
        while not ended.is_set():
            if (now := monotonic()) >= next_look:
                self.look()
                next_look = monotonic() + max(LOOK_SECONDS, _PAUSE_FACTOR * (monotonic() - now))
            if not self.work():
                self._wake.wait(max(0.0, next_look - monotonic()))
                self._wake.clear()

    def wake(self) -> None:
        """End a pause of ``run``."""
        self._wake.set()

    # -- looking ----------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at the disk, and mark the flows whose files have changed."""
        self._watch.also_watch({path: flow.read_at for flow in self.flows.values() for path in flow.files})
        changed = self._watch.look()
        if not changed:
            return
        self._find_flows()
        for key, flow in [*self.flows.items()]:
            folder = flow.path.parent
            if flow.state.notes.problems or any(path in flow.files or folder in path.parents for path in changed):
                self._mark(key)

    def _find_flows(self) -> None:
        """Take the flows that are there now; one that is gone stays while somebody may be looking at its page."""
        flows = {key: flow for key, flow in self.flows.items() if flow.is_open}
        for path in self._watch.flow_files:
            inside = path.relative_to(self._folder)
            key = quote(os.fsencode(inside.as_posix()))
            flow = self.flows.get(key) or self._new_flow(path, inside, key)
            flows[key] = flow
        self._later += [key for key in flows if key not in self.flows]
        if flows.keys() != self.flows.keys():
            self.flows = {key: flows[key] for key in sorted(flows, key=lambda key: flows[key].path)}
            self.bell.ring()

    def _new_flow(self, path: Path, inside: Path, key: str) -> ServedFlow:
        return ServedFlow(path, self._name_of(inside), f"/page/{key}", self._folder, self._settings)

    def _name_of(self, inside: Path) -> str:
        """Return a flow's name in messages: as on the command line, or its whole path where that misleads."""
        name = os.path.join(self._name, inside) if self._name not in ("", ".") else str(inside)  # noqa: PTH118
        first = inside.parts[0] if self._name in ("", ".") else self._name
        return str(self._folder / inside) if first == "-" or ":" in first else name

    def _mark(self, key: str) -> None:
        self._work.pop(key, None)
        queue = self._urgent if self.flows[key].is_open else self._later
        if key not in queue:
            queue.append(key)

    # -- working ----------------------------------------------------------------------------------

    def work(self) -> bool:
        """Take one step with the flow whose turn it is; False: there is nothing to do."""
        self._take_opened()
        queue = self._urgent or self._later
        if not queue:
            return False
        key = queue[0]
        flow = self.flows.get(key)
        if flow is None or not self._step(key, flow):
            self._work.pop(key, None)
            queue.popleft()
        elif queue is self._urgent:
            queue.rotate(-1)  # nobody who looks at a page waits for the page of somebody else
        return True

    def _take_opened(self) -> None:
        while True:
            try:
                key = self._opened.get_nowait()
            except Empty:
                return
            if key in self._later:
                self._later.remove(key)
            if key in self.flows:
                self._mark(key)

    def _step(self, key: str, flow: ServedFlow) -> bool:
        """Return whether there is more to do for a flow."""
        before = flow.state
        work = self._work.setdefault(key, flow.examine())
        try:
            next(work)
            goes_on = True
        except StopIteration:
            goes_on = False
        except Exception as error:  # one flow is not to end the server for all others
            flow.give_up(f"this is a bug in ivrsim, not in the flow: {type(error).__name__}: {error}")
            goes_on = False
        if flow.state is not before:
            self.bell.ring()
        return goes_on
