"""Which names the invented townsfolk can bear: given names with their short forms and surnames, by tradition.

Given names of British families come from the lists of the statistics office, which the environment variable
`NETSURVEY_THIRD_PARTY` points to; everything else stands here, kept apart from the lists that `netsurvey` itself uses.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    Names = tuple[NDArray[np.object_], NDArray[np.float64]]

__all__ = ["SHORT_FORMS", "SPELLINGS", "TRADITIONS", "Tradition", "draw_given", "draw_surname", "gendered_surname"]


def _table(text: str) -> dict[str, tuple[str, ...]]:
    pairs = (line.split(":") for line in text.strip().splitlines())
    return {name.strip(): tuple(forms.split()) for name, forms in pairs}


SHORT_FORMS = _table(
    """
    Margaret: Maggie Peggy Marge Madge
    Elizabeth: Liz Betty Beth Lizzie
    Susan: Sue Suzie
    Patricia: Pat Trish Patsy
    Christine: Chris Chrissie Tina
    Catherine: Cath Cathy Kate
    Kathleen: Kath Kathy
    Katherine: Kath Kate Katie
    Jacqueline: Jackie Jacqui
    Deborah: Debbie Debs
    Barbara: Barb Babs
    Dorothy: Dot Dottie
    Jennifer: Jenny Jen
    Pamela: Pam
    Judith: Judy Jude
    Gillian: Gill
    Victoria: Vicky Tori
    Rebecca: Becky Becca
    Samantha: Sam Sammy
    Alexandra: Alex Sandra
    Joanne: Jo
    Sharon: Shaz
    Theresa: Terri Tess
    Frances: Fran
    Rosemary: Rose Rosie
    Josephine: Jo Josie
    Florence: Flo Florrie
    Eleanor: Ellie Nell
    Winifred: Win Winnie
    Charlotte: Lottie Charlie
    Amanda: Mandy
    Nicola: Nicky Nic
    Michelle: Shell Chelle
    Angela: Ange Angie
    Valerie: Val
    Maureen: Mo
    Sheila: She
    Sandra: Sandie
    Doreen: Dor
    Julie: Jules
    Tracey: Trace
    Kimberley: Kim
    Stephanie: Steph Stevie
    Natalie: Nat
    Jessica: Jess
    Abigail: Abi Abbie
    Olivia: Liv Livvy
    William: Bill Will Billy
    Robert: Bob Rob Bobby
    Richard: Dick Rich Ricky
    Thomas: Tom Tommy
    James: Jim Jimmy Jamie
    John: Jack Johnny
    Michael: Mick Mike Mikey
    David: Dave Davy
    Stephen: Steve
    Steven: Steve
    Peter: Pete
    Kenneth: Ken Kenny
    Ronald: Ron Ronnie
    Anthony: Tony Ant
    Christopher: Chris Kit
    Andrew: Andy Drew
    Philip: Phil
    Raymond: Ray
    Edward: Ted Eddie Ned
    George: Geordie
    Charles: Charlie Chas
    Frederick: Fred Freddie
    Albert: Bert Albie
    Arthur: Art
    Leslie: Les
    Stanley: Stan
    Derek: Del
    Terence: Terry Tel
    Gerald: Gerry
    Geoffrey: Geoff
    Joseph: Joe Joey
    Alan: Al
    Daniel: Dan Danny
    Matthew: Matt
    Nicholas: Nick
    Jonathan: Jon Jonny
    Timothy: Tim
    Benjamin: Ben
    Samuel: Sam
    Joshua: Josh
    Alexander: Alex Sandy
    Gary: Gaz
    Kevin: Kev
    Darren: Daz
    Barry: Baz
    Lawrence: Larry Lol
    Harold: Harry
    Norman: Norm
    Douglas: Doug
    Donald: Don
    Malcolm: Malc
    Martin: Mart
    Graham: Gray
    Patrick: Pat Paddy
    Padraig: Paddy
    Siobhan: Shiv
    Bridget: Bridie Biddy
    Malgorzata: Gosia Goska
    Katarzyna: Kasia Kaska
    Agnieszka: Aga
    Aleksandra: Ola
    Magdalena: Magda
    Joanna: Asia
    Tomasz: Tomek
    Krzysztof: Krzys Krzysiek
    Wojciech: Wojtek
    Andrzej: Andrew
    Grzegorz: Greg Grzesiek
    Piotr: Piotrek
    Malik: Mal
    Harjinder: Harj
    Gurpreet: Gurp Preet
    Manjit: Manj
    Jaswinder: Jas
    Kulwinder: Kully
    Rajesh: Raj
    Sukhdev: Sukh
    Mehwish: Mish
    Shabnam: Shabs
    """
)
"""Given names and what their bearers may be called, the likeliest first."""

SPELLINGS = _table(
    """
    Mohammed: Muhammad Mohammad Mohamed
    Hussain: Hussein Husain
    Ahmed: Ahmad
    Yusuf: Yousef Yousuf
    Aisha: Ayesha Aysha
    Fatima: Fatema
    Zainab: Zaynab
    Imran: Imraan
    Begum: Begam
    Akhtar: Akhter
    Iqbal: Ikbal
    Chowdhury: Choudhury
    Singh: Sing
    Malgorzata: Malgosia
    Catherine: Katherine Kathryn
    Stephen: Steven
    Ann: Anne
    Sara: Sarah
    Lynn: Lynne
    Clarke: Clark
    Thompson: Thomson
    Phillips: Philips
    Reid: Reed
    Brian: Bryan
    Geoffrey: Jeffrey
    Zhang: Chang
    Wong: Wang
    """
)
"""Names and how else the same name is spelt by those who only heard it."""


@dataclass(frozen=True, kw_only=True)
class Tradition:
    """One way of naming people.

    Attributes
    ----------
    women, men
        Given names, commonest first.
    surnames
        Family names, commonest first.
    pious
        Share of the men who bear Mohammed before the name they are called by.
    own_surname
        Share of the wives who do not bear their husband's family name.
    wives
        Names that such wives bear; empty where they keep their own family's.
    family_first
        How often the family name is written first.
    """

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    pious: float = 0.0
    own_surname: float = 0.1
    wives: tuple[str, ...] = ()
    family_first: float = 0.0


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TRADITIONS: Mapping[str, Tradition] = {
    "british": Tradition(women=(), men=(), surnames=()),
    "irish": Tradition(
        women=_names(
            "Mary Bridget Siobhan Kathleen Niamh Maureen Eileen Sinead Aoife Orla Grainne Nuala Deirdre Roisin"
        ),
        men=_names(
            "Patrick Padraig Sean Michael John Liam Declan Brendan Kieran Seamus Eamon Donal Conor Aidan Dermot"
        ),
        surnames=_names("Murphy Kelly Byrne Ryan Doyle Gallagher Doherty Kennedy Lynch Murray Quinn Moran Brady Duffy"),
    ),
    "pakistani": Tradition(
        women=_names(
            "Fatima Aisha Shabnam Nasreen Rukhsana Zainab Shazia Saima Mehwish Parveen Samina Nadia Noreen Sana"
        ),
        men=_names(
            "Imran Asif Tariq Yusuf Shahid Nadeem Khalid Zahid Bilal Usman Rashid Javed Malik Kamran Wasim Naveed"
        ),
        surnames=_names("Khan Hussain Ahmed Ali Iqbal Akhtar Mahmood Shah Malik Chowdhury Mirza Rashid Butt Aslam"),
        pious=0.35,
        own_surname=0.55,
        wives=_names("Begum Bibi Khatun Akhtar Kausar"),
    ),
    "punjabi": Tradition(
        women=_names(
            "Gurpreet Manjit Jaswinder Kulwinder Harpreet Balbir Surinder Paramjit Rajinder Simran Amarjit Navdeep"
        ),
        men=_names(
            "Gurpreet Manjit Jaswinder Harjinder Balbir Surinder Sukhdev Rajinder Amarjit Jagdeep Davinder Tarlochan"
        ),
        surnames=_names("Singh Gill Dhillon Sandhu Sidhu Grewal Bains Johal Dhaliwal"),
        own_surname=0.6,
        wives=("Kaur",),
    ),
    "gujarati": Tradition(
        women=_names("Meena Hansa Nisha Bhavna Jyoti Kalpana Priti Ranjan Sonal Asha Varsha Dipti"),
        men=_names("Rajesh Dinesh Kiran Mahesh Nilesh Bharat Jayesh Sanjay Vijay Ashok Pravin Hitesh"),
        surnames=_names("Patel Shah Desai Mistry Parmar Chauhan Solanki"),
    ),
    "polish": Tradition(
        women=_names("Anna Malgorzata Katarzyna Agnieszka Ewa Magdalena Joanna Monika Aleksandra Beata Dorota Iwona"),
        men=_names("Piotr Krzysztof Tomasz Andrzej Marcin Pawel Grzegorz Wojciech Marek Jacek Adam Lukasz Dariusz"),
        surnames=_names(
            "Nowak Kowalski Wisniewski Wojcik Kaminski Lewandowski Zielinski Mazur Kaczmarek Dabrowski Pawlak"
        ),
    ),
    "chinese": Tradition(
        women=_names("Mei Li Xiu Ling Hui Fang Jenny Amy Yan Wendy"),
        men=_names("Wei Jun Ming Hao Kevin Chun Tony Feng Bo Jason"),
        surnames=_names("Chen Wong Lee Zhang Li Liu Chan Cheung Lam Ng"),
        own_surname=0.7,
        family_first=0.4,
    ),
}


@cache
def _given(tradition: str, sex: str, decade: int) -> Names:
    if tradition != "british":
        return _by_rank(TRADITIONS[tradition].women if sex == "F" else TRADITIONS[tradition].men)
    table = pd.read_csv(_folder() / "ons_historic_top100_tidy.csv").sort_values("rank")
    return _by_rank(table.loc[(table["year"] == decade) & (table["sex"] == sex), "name"].str.title().tolist())


@cache
def _family(tradition: str) -> Names:
    if tradition != "british":
        return _by_rank(TRADITIONS[tradition].surnames)
    table = pd.read_csv(_folder() / "sdglinkage_lastname_uk.csv")
    return table["surname"].str.title().to_numpy(dtype=object), np.cumsum(table["freq"] / table["freq"].sum())


def _by_rank(names: Sequence[str]) -> Names:
    weight = 1 / (np.arange(len(names)) + 3.0)
    return np.array(names, dtype=object), np.cumsum(weight / weight.sum())


def _folder() -> Path:
    folder = os.environ.get("NETSURVEY_THIRD_PARTY")
    if not folder:
        msg = "the invented townsfolk take their names from the folder that NETSURVEY_THIRD_PARTY names; it is not set"
        raise SystemExit(msg)
    return Path(folder) / "names"


def _drawn(names: Names, rng: Generator) -> str:
    texts, upto = names
    return str(texts[min(int(np.searchsorted(upto, rng.random())), len(texts) - 1)])


def draw_given(tradition: str, sex: str, born: int, rng: Generator) -> str:
    """Return a given name of somebody born in a year."""
    return _drawn(_given(tradition, sex, min(max((born - 4) // 10 * 10 + 4, 1904), 1994)), rng)


def draw_surname(tradition: str, rng: Generator) -> str:
    """Return a family name."""
    return _drawn(_family(tradition), rng)


def gendered_surname(surname: str, tradition: str, sex: str) -> str:
    """Return a family name as a woman or a man bears it.

    Examples
    --------
    >>> gendered_surname("Kowalski", "polish", "F"), gendered_surname("Nowak", "polish", "F")
    ('Kowalska', 'Nowak')
    """
    return surname[:-1] + "a" if tradition == "polish" and sex == "F" and surname.endswith("ski") else surname
