"""Spellings of one name, and names that must not be taken for spellings of one another."""

from __future__ import annotations

import pytest

from netsurvey.resolve.spelling import folded, spelling_key, surname_spelling

ONE_NAME = """
mohammed muhammad mohamed mohammad mohd md
hussain husain hussein
ahmed ahmad
chaudhry choudhury chowdhury chaudhary
sheikh shaikh
qureshi kureshi
aisha ayesha
fatima fatema
yusuf yousaf yousuf
iqbal eqbal
rahman rehman
abdul-rahman abdul-rehman
jaspreet jasprit
sukhwinder sukhvinder
harjit harjeet
gurdeep gurdip
mei-ling meiling
catherine katherine kathryn
stephen steven
stuart stewart
clarke clark
"""
APART = """
jan jane
jane jean
ali alia
ali alison
singh king
kaur khan
dean dan
ross ros
harry hari
jasmin jaspreet
manjit manjinder
gurpreet harpreet
colin colleen
maria mario
wong wang
li lin
kowalski kowalczyk
brown bowen
"""


@pytest.mark.parametrize("line", ONE_NAME.strip().splitlines())
def test_spellings_of_one_name_share_a_key(line: str) -> None:
    assert len({spelling_key(name) for name in line.split()}) == 1


@pytest.mark.parametrize("line", APART.strip().splitlines())
def test_names_that_only_look_alike_have_keys_of_their_own(line: str) -> None:
    assert len({spelling_key(name) for name in line.split()}) == 2


def test_folding_drops_case_accents_and_spare_spaces() -> None:
    assert folded("  Żaneta   WAŁĘSA ") == "zaneta walesa"


@pytest.mark.parametrize(
    ("written", "one_spelling"),
    [
        ("o'neill", "oneill"),
        ("macdonald", "mcdonald"),
        ("mackie", "mackie"),
        ("kowalska", "kowalski"),
        ("zawadzka", "zawadzki"),
        ("zak", "zak"),
    ],
)
def test_a_surname_has_one_spelling_to_compare_by(written: str, one_spelling: str) -> None:
    assert surname_spelling(written) == one_spelling
