"""What short forms stand for, after British, Irish, Polish and South Asian usage."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from netsurvey.resolve.nicknames import full_names, is_given_name, is_short_form

if TYPE_CHECKING:
    from pathlib import Path

USUAL = """
susan: sue susie suzie
margaret: maggie peggy meg marge madge
elizabeth: liz lizzie beth betty libby bess
patricia: pat trish tricia patsy
christine: chris chrissie tina
barbara: barb babs
jacqueline: jackie jacqui
dorothy: dot dottie dolly
deborah: deb debs debbie
catherine: cath cathy kate katie
kathleen: kath kathy kay
victoria: vicky vicki tori
rebecca: becky becca bex
samantha: sam sammy
sharon: shaz
michelle: shell
maureen: mo reenie
winifred: win winnie freda
gillian: gill jill
jennifer: jen jenny
hannah: han
gemma: gem
hayley: hayles
danielle: dani
cheryl: chez
william: bill will billy liam
robert: bob rob bobby robbie bert
richard: rick dick richie
david: dave davey dai
john: jack johnny
michael: mike mick mickey
christopher: chris kit topher
anthony: tony ant
stephen: steve ste
kenneth: ken kenny
ronald: ron ronnie
alan: al
barry: baz
brian: bri
colin: col
nigel: nige
neil: neal
ernest: ernie
herbert: bert herb
sidney: sid
desmond: des dez
darren: daz
gary: gaz
kevin: kev
nathan: nath nate
callum: cal
joshua: josh
patrick: pat paddy
bridget: bridie biddy
bernadette: bernie
malgorzata: gosia
katarzyna: kasia
agnieszka: aga
krzysztof: krzysiek
zbigniew: zbyszek
stanislaw: staszek
aleksandra: ola
mohammed: mo
ashok: ash
rajesh: raj
jaswinder: jas
gurpreet: gurps
sukhwinder: sukh
harjit: harj
baljit: bal
manjit: manj
"""


@pytest.mark.parametrize("line", USUAL.strip().splitlines())
def test_usual_short_forms_lead_to_the_full_name(line: str) -> None:
    full, _, forms = line.partition(": ")
    assert [form for form in forms.split() if full not in full_names(form)] == []


@pytest.mark.parametrize(
    ("form", "several"),
    [("chris", {"christopher", "christine"}), ("pat", {"patricia", "patrick"}), ("mo", {"maureen", "mohammed"})],
)
def test_a_short_form_of_several_names_stays_several(form: str, several: set[str]) -> None:
    weights = full_names(form)
    assert several <= weights.keys()
    assert sum(weights.values()) == pytest.approx(1.0)


def test_a_form_that_is_a_name_in_its_own_right_is_mostly_itself() -> None:
    assert full_names("jack")["jack"] > 0.5 > full_names("liz")["liz"]


@pytest.mark.parametrize(("a", "b"), [("jan", "jane"), ("sue", "sally"), ("ali", "alan"), ("bob", "bill")])
def test_names_that_are_nobodys_short_forms_of_each_other(a: str, b: str) -> None:
    assert not is_short_form(a, b)


@pytest.mark.third_party
def test_every_common_name_of_the_century_is_a_given_name(third_party: Path) -> None:
    with (third_party / "names" / "ons_historic_top100_tidy.csv").open(encoding="utf-8") as lines:
        names = {row["name"].lower() for row in csv.DictReader(lines)}
    assert [name for name in sorted(names) if not is_given_name(name)] == []


@pytest.mark.parametrize("surname", ["smith", "jones", "brown", "wilson", "hughes", "kowalski", "okoro", "patel"])
def test_a_surname_that_few_bear_as_a_given_name_is_none(surname: str) -> None:
    assert not is_given_name(surname)
