"""The Asterisk that tests may ring: that of ``IVRSIM_ASTERISK_ROOT``, else this machine's own; and engines that err."""

import os
from functools import cache

import pytest

from simulator.config.flow import Flow
from simulator.engines.asterisk_install import AsteriskInstall, find_asterisk
from simulator.engines.flow_dialplans import RealEngine
from simulator.errors import UsageError
from simulator.exchange.dialplan_writer import DialplanFiles, write_dialplan

ENGINE = "asterisk" + (f":{os.environ['IVRSIM_ASTERISK_ROOT']}" if "IVRSIM_ASTERISK_ROOT" in os.environ else "")
"""What ``--engine`` takes."""


@cache
def _find_install() -> AsteriskInstall | None:
    try:
        return find_asterisk(ENGINE)
    except UsageError:
        if "IVRSIM_ASTERISK_ROOT" in os.environ:  # where one is promised, it is to be there
            raise
        return None


def live_engine() -> RealEngine:
    """The engine; without one, the test is skipped and says how to get one."""
    install = _find_install()
    if install is None:
        pytest.skip("no Asterisk: IVRSIM_ASTERISK_ROOT=$(.ci/asterisk FOLDER) python -m pytest tests/engines")
    return RealEngine(install)


def erring_engine(**settings: object) -> RealEngine:
    """The same engine with a dialplan that has other settings than the flow, as if a mistake were in one of them."""

    def write_wrongly(flow: Flow, *, prefix: str, sounds_folder: str) -> DialplanFiles:
        wrong = flow.with_semantics(flow.semantics.model_copy(update=settings))
        return write_dialplan(wrong, prefix=prefix, sounds_folder=sounds_folder)

    return live_engine()._replace(write=write_wrongly)
