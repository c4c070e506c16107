"""A lock that git could not merge."""

import pytest

from simulator.provider.change.lock import OwnedReceptionist, Place
from simulator.provider.change.lock_merge import first_mark, join_sides, merge_places, split_sides

HERE: Place = ("a.example", "vr")
THERE: Place = ("b.example", "ivr")

PLAIN = """\
{
<<<<<<< HEAD
 "ours": 1,
=======
 "theirs": 2,
>>>>>>> night
 "both": 3
}
"""
DIFF3 = PLAIN.replace("=======\n", '||||||| 1f2e3d4\n "base": 0,\n=======\n')


@pytest.mark.parametrize("text", [PLAIN, DIFF3, PLAIN.replace("\n", "\r\n")])
def test_both_sides_are_read(text: str) -> None:
    assert first_mark(text) == 2
    assert split_sides(text) == ('{\n "ours": 1,\n "both": 3\n}\n', '{\n "theirs": 2,\n "both": 3\n}\n')


def test_a_text_without_marks_has_none() -> None:
    assert first_mark('{"a": "<<<<<<<"}\n') is None


def test_two_texts_are_joined_so_that_both_can_be_read_again() -> None:
    joined = join_sides("one\n", "two\n")
    assert joined == "<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n"
    assert split_sides(joined) == ("one\n", "two\n")


def test_a_name_may_hold_other_ends_of_lines() -> None:
    named = '{"name": "a\u2028<<<<<<< b\x85c"}\n'
    assert first_mark(named) is None
    assert split_sides(join_sides(named, named)) == (named, named)


@pytest.mark.parametrize("text", ["=======\n", ">>>>>>> x\n", "<<<<<<< x\n", "<<<<<<< x\n<<<<<<< y\n", "||||||| x\n"])
def test_marks_that_are_not_in_the_order_of_git(text: str) -> None:
    with pytest.raises(ValueError, match=r"follows|has no end"):
        split_sides(text)


def test_what_one_branch_alone_knows_stays_and_two_ids_are_a_clash() -> None:
    ours = {
        HERE: {"main": OwnedReceptionist("1"), "night": OwnedReceptionist("2"), "desk": OwnedReceptionist("4")},
        THERE: {"x": OwnedReceptionist("9")},
    }
    theirs = {HERE: {"main": OwnedReceptionist("1"), "day": OwnedReceptionist("3"), "desk": OwnedReceptionist("5")}}
    assert merge_places(ours, theirs) == (
        {
            HERE: {"main": OwnedReceptionist("1"), "night": OwnedReceptionist("2"), "day": OwnedReceptionist("3")},
            THERE: {"x": OwnedReceptionist("9")},
        },
        {HERE: {"desk": (OwnedReceptionist("4"), OwnedReceptionist("5"))}},
    )
