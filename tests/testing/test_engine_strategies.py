"""Any engine that the strategies draw is one that flow.yaml accepts."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.config.semantics import PROFILES, Semantics
from simulator.testing.engine_strategies import menu_settings, semantics
from simulator.testing.strategies import flows


@given(semantics(), st.data())
def test_no_engine_has_what_does_not_go_together(drawn: Semantics, data: st.DataObject) -> None:
    own = data.draw(menu_settings(drawn))
    assert drawn.conflict == ""
    assert own.direct_dial != "listed" or drawn.collect == "prefix"
    assert dict(own.changes).items() <= own.settle_semantics(drawn).model_dump().items()


@given(flows(under=st.just(PROFILES["freepbx"])))
def test_under_given_semantics_no_menu_has_its_own(drawn: Flow) -> None:
    assert {item.engine.semantics for item in drawn.receptionists.values()} == {None}
