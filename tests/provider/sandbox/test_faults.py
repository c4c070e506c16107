import pytest

from simulator.errors import UsageError
from simulator.provider.sandbox.faults import FAULTS, Faults


def test_faults_come_in_order_and_so_often_as_asked() -> None:
    faults = Faults(["500:2", "get-429:1", "drop-after"])

    assert [faults.next_fault(reads=False) for _ in range(4)] == ["500", "500", "drop-after", "drop-after"]
    assert [faults.next_fault(reads=True) for _ in range(2)] == ["429", ""]
    faults.clear()
    assert faults.next_fault(reads=False) == ""


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("drop-befor", "no fault 'drop-befor'; did you mean drop-before?"),
        ("500:no", "500:no: use a number of times after the colon, as in 500:2"),
        ("500:" + "9" * 5000, f"500:{'9' * 36}: use a number of times after the colon, as in 500:2"),
        ("500:٣", "500:٣: use a number of times after the colon, as in 500:2"),
        ("x" * 10_000, f"no fault '{'x' * 40}'; use one of {', '.join(FAULTS)}"),
        ("500:0", "500:0: use a number of times after the colon, as in 500:2"),
    ],
)
def test_what_is_no_fault(text: str, refusal: str) -> None:
    with pytest.raises(UsageError) as refused:
        Faults([text])
    assert str(refused.value) == refusal


def test_a_list_takes_the_place_of_what_is_left_or_changes_nothing() -> None:
    faults = Faults(["500:1"])
    with pytest.raises(UsageError):
        faults.replace(["429", "nothing"])
    assert [faults.next_fault(reads=False) for _ in range(2)] == ["500", ""]
    faults.replace(["429:1", "expire:1"])
    assert [faults.next_fault(reads=False) for _ in range(3)] == ["429", "expire", ""]
