"""How well places and groups are told apart, on invented villages and on lists of places written for nothing else.

Run ``python -m benchmarks.resolve.places``. The first list was written before the code it judges, the second after it;
the villages are those of :mod:`netsurvey.samples`. Scores are over mentions whose true place is known: pair by pair,
which weighs the most named places heavily, and B-cubed, which weighs every mention the same. Beside them stands the
baseline "the same text, case and spaces aside".
"""

from __future__ import annotations

import argparse
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from benchmarks.resolve.measures import agreement

from netsurvey.ingest import ingest
from netsurvey.resolve.names import folded
from netsurvey.resolve.places import PLACE_KINDS, resolve_places
from netsurvey.samples import village
from netsurvey.store import open_study
from netsurvey.tables import MENTION_KEY, mention_keys

if TYPE_CHECKING:
    from collections.abc import Callable

WRITTEN = """
going_out: the Glebe; Glebe Centre; Glebe ctr; Glebe Community Centre; the glebe
going_out: Glebe Street Surgery; the surgery; Glebe St doctors; doctors
going_out: St Cuthbert's; St Cuthberts Church; church; Saint Cuthbert's; St. Cuthbert's C of E
going_out: Wesley Chapel; the Methodist; Wesley Methodist Church; chapel
going_out: Our Lady's; Our Lady's RC church; Catholic church; Our Ladys
going_out: Black Bull; the Black Bull; Black Bull pub; the Bull; Blackbull
going_out: the Red Lion; Red Lion; Red Lion Inn; Lion
going_out: Miners Arms; the Miners; Miner's Arms; pub
going_out: Railway Tavern; the Railway; Railway pub; railway tav
going_out: Working Men's Club; the club; WMC; workmens club; Working Mens
going_out: Comrades Club; Comrades; the Comrades club
going_out: Lidl; lidl; Lidl supermarket
going_out: Tesco; Tesco Express; tescos; Tesco's
going_out: Spar; the Spar; Spar shop
going_out: Patel's; Patels shop; Patel's newsagents; corner shop
going_out: Greggs; Gregg's; Greggs bakery
going_out: Costa; Costa Coffee; costa cafe
going_out: Daisy's; Daisys Cafe; Daisy's tea room; Daisy's Tearoom
going_out: post office; the Post Office; PO; postoffice
going_out: Boots; Boots chemist; boots pharmacy; the chemist
going_out: Hadrian Primary; Hadrian school; Hadrian Primary School; primary school
going_out: Marlfield Academy; the Academy; Marlfield; Marlfield school; high school
going_out: Sunshine Nursery; the nursery; Sunshine nursery school
going_out: Oak Tree Children's Centre; Sure Start; children's centre; Oaktree; Oak Tree
going_out: Albert Park; the park; Albert Pk; park
going_out: the rec; recreation ground; the Rec
going_out: Willow Pond; the pond; willow pond
going_out: Memorial Hall; the Memo; Memorial hall; the memorial
going_out: St Cuthbert's Hall; church hall; St Cuthberts church hall; parish hall
going_out: Riverside Leisure Centre; Riverside; leisure centre; the baths; riverside leisure
going_out: PureGym; Pure Gym; the gym; puregym
going_out: Snips; Snips hairdressers; Snips salon; hairdressers
going_out: Golden Fry; the chippy; Golden Fry chip shop; golden fryer
going_out: Lucky House; Chinese takeaway; the Chinese; Lucky House takeaway
going_out: betting shop; bookies; the bookies; Ladbrokes
going_out: Age UK; Age UK shop; age uk
going_out: Jamia Mosque; the mosque; Jamia Masjid; Mosque
going_out: Guru Nanak Gurdwara; the gurdwara; Guru Nanak; Gurudwara
going_out: Sacred Heart School; Sacred Heart; Sacred Heart primary
groups: Women's Institute; WI; the W.I.; W I; womens inst
groups: Mothers Union; Mothers' Union; the Mothers Union; MU
groups: Rotary; Rotary Club; the Rotary
groups: Over 50s; over fifties; Over 50's club; over 50s group
groups: U3A; u3a; University of the Third Age; U 3 A
groups: luncheon club; lunch club; the Lunch Club
groups: knit and natter; Knit & Natter; knitting group; knit n natter
groups: Scouts; the Scouts; 1st Scouts; scout group
groups: Brownies; brownies; the Brownies
groups: Slimming World; slimming world; Slim World; Slimmers World
groups: Zumba; zumba class; Zumba classes
groups: Amateur Dramatics; am dram; Am-Dram; drama group; amateur dramatic society
groups: History Society; local history; history group; Local History Society
groups: Gardening Club; gardening; gardeners club; garden club
groups: Friends of Albert Park; Friends of the park; park friends
groups: Harriers; running club; Harriers running club; the Harriers
groups: United FC; United; United football; football
groups: Cricket Club; cricket; the Cricket club
groups: Food Bank; foodbank; the food bank; Foodbank
groups: Tenants Association; Tenants Assoc; TA; tenants assn; tenant association
groups: Neighbourhood Watch; neighborhood watch; Neighbourhood watch scheme; NHW
groups: Bumps and Babies; Bumps & Babies; baby group; bumps n babies
groups: Pigeon club; pigeons; the pigeon club
groups: Art class; art group; the art group; painting class
groups: Dementia Cafe; memory cafe; dementia café
find_out: Evening Herald; the Herald; Herald; evening herald paper
find_out: parish newsletter; the newsletter; village newsletter; Newsletter
find_out: Village Facebook page; Facebook; FB; facebook page; face book
find_out: notice board; noticeboard; the notice board; Notice boards
find_out: WhatsApp; whatsapp group; Whats App; what's app
find_out: Radio Dale; local radio; the radio; Dale radio
find_out: Citizens Advice Bureau; citizens advice; CAB; Citizen's Advice
find_out: Parish Council; the parish council; PC; parish council office
find_out: County Council; the council; council; CC
find_out: GP; my GP; doctor; GP surgery
find_out: Job Centre; jobcentre; Job Centre Plus; the jobcentre
find_out: Housing Association; housing assoc; the housing; HA
find_out: Hope House Trust; Hope House; the Hope House
find_out: Salvation Army; the Sally Army; Sally Ann; salvation army
"""
"""One line a place: the question it answers, then how it is written, the commonest first."""

ASIDE = """
going_out: Harbour Centre; the Harbour; Harbour Community Ctr; harbour cntr
going_out: Harbour Lights; the Harbour Lights pub; Harbour Lights Inn
going_out: All Saints; All Saints Church; parish church; All Saint's
going_out: Baptist Church; the Baptist; baptists
going_out: Crown and Anchor; the Crown; Crown & Anchor; Crown pub
going_out: Ship Inn; the Ship; Ship
going_out: Jubilee Club; the Jubilee; Jubilee Social Club
going_out: Aldi; ALDI; Aldi store; Aldis
going_out: Morrisons; Morrison's; Morrison's supermarket
going_out: Singh's; Singhs shop; Singhs corner shop
going_out: Percy's Bakery; Percys; the bakers; Percys bakers
going_out: Fern Cafe; the Fern; Fern Tea Rooms; Fern café
going_out: Lloyds Pharmacy; Lloyds chemist; the chemists; Lloyds
going_out: Moorside Junior School; Moorside; Moorside Juniors; the school
going_out: Moorside Health Centre; Moorside surgery; doctors surgery; the health centre
going_out: Victoria Park; Vicky Park; the park; Victoria pk
going_out: Lido; the Lido; swimming pool
going_out: Institute; the Institute; Miners Institute; Miners Inst
going_out: village hall; Village Hall; the hall
going_out: library; libary; the Library; Town library
going_out: bus station; the bus station; bus stn
going_out: marina; the Marina; Marina cafe
groups: Tuesday Club; Tuesday club; the Tuesday group
groups: walking group; Walkers; walking club; the ramblers
groups: Weight Watchers; WW; weightwatchers; Weight watcher
groups: Parents and Toddlers; mums and tots; toddlers; Parent & Toddler group
groups: Bridge club; bridge; the bridge club
groups: Sea Cadets; cadets; the Sea Cadets
groups: Royal British Legion; the Legion; British Legion; RBL
groups: Craft group; crafts; craft club; Crafters
groups: Men's Shed; mens shed; the Shed; Men in Sheds
groups: Tai Chi; tai-chi; Tai Chi class; taichi
groups: Samaritans; the Samaritans; samaritan
groups: Operatic Society; the Operatics; operatic
find_out: Northern Echo; the Echo; Echo; northern echo
find_out: Harbour News; the Harbour News; harbour newsletter
find_out: Nextdoor; next door app; nextdoor app
find_out: Town Council; the town council; TC
find_out: Law Centre; the law centre; law ctr
find_out: health visitor; my health visitor; HV; the health visitor
find_out: Macmillan; MacMillan nurses; McMillan
find_out: internet; the internet; online; on line
"""
"""A second list, written when the code was done and never looked into for what goes wrong."""


def listed_mentions(*, seed: int, respondents: int, written: str = WRITTEN, slip: float = 0.04) -> pd.DataFrame:
    """Return what respondents of a town with seven in ten of the listed places write, slips included, and the truth."""
    rng = np.random.default_rng(seed)
    lines = [line.split(": ", 1) for line in written.strip().split("\n")]
    here = [(question, forms.split("; "), rng.gamma(0.7)) for question, forms in lines if rng.random() < 0.7]
    rows = []
    for question, slots in (("going_out", 4), ("groups", 3), ("find_out", 3)):
        asked = [(forms, weight) for about, forms, weight in here if about == question]
        weights = np.array([weight for _, weight in asked])
        usual = [rng.dirichlet(1.5 / np.arange(1, len(forms) + 1)) for forms, _ in asked]
        for respondent in range(respondents):
            many = int(rng.integers(slots + 1))
            for which in rng.choice(len(asked), size=many, replace=False, p=weights / weights.sum()):
                forms = asked[which][0]
                text = forms[rng.choice(len(forms), p=usual[which])]
                text = slipped(rng, text) if rng.random() < slip else text
                rows.append((f"r{respondent}", question, text, forms[0]))
    frame = pd.DataFrame(rows, columns=["respondent_id", "question", "text", "truth"])
    frame["key"] = [f"m{i:06d}" for i in range(len(frame))]
    return frame.assign(site="Town", wave="1", kind=frame["question"].map({"groups": "group"}).fillna("place"))


def slipped(rng: np.random.Generator, text: str) -> str:
    """Return a text with one letter lost, doubled, swapped with the next or hit beside."""
    at = int(rng.integers(len(text)))
    kind = int(rng.integers(4))
    if kind == 0 and len(text) > 4:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + "qwertyuiopasdfghjklzxcvbnm"[int(rng.integers(26))] + text[at + 1 :]


def village_mentions(*, seed: int, respondents: int) -> pd.DataFrame:
    """Return the mentions of places in an invented village, and the truth."""
    made = village(seed=seed, population=15 * respondents, respondents=respondents)
    with tempfile.TemporaryDirectory() as folder:
        made.write(Path(folder))
        survey, roster = ingest(open_study(folder))
    key = list(MENTION_KEY)
    truth = made.truth.astype({"position": "Int64", "part": "Int64"})[[*key, "place"]]
    frame = survey.mentions[[*key, "kind"]].assign(key=mention_keys(survey.mentions))
    frame = frame.merge(roster.mentions[[*key, "name"]], on=key).merge(truth.rename(columns={"place": "truth"}), on=key)
    named = frame["kind"].isin(PLACE_KINDS) & frame["truth"].fillna("").ne("")
    return frame[named].rename(columns={"name": "text"}).reset_index(drop=True)


MADE: dict[str, Callable[..., pd.DataFrame]] = {
    "list": listed_mentions,
    "aside": partial(listed_mentions, written=ASIDE),
    "village": village_mentions,
}


def judged(named: pd.DataFrame) -> dict[str, float]:
    """Return the scores of one set of mentions, and the baseline's."""
    began = time.perf_counter()
    found = resolve_places(named, seed=1, draws=200)
    seconds = time.perf_counter() - began
    plain = agreement(named["text"].map(folded), named["truth"])
    sure = found["probability"] >= 0.9
    return {
        "mentions": len(named),
        "places": named["truth"].nunique(),
        "found": found["anchor"].nunique(),
        **agreement(found["anchor"], named["truth"]),
        "same text F1": plain["F1"],
        "same text B3": plain["B3 F1"],
        "sure": float(sure.mean()),
        "seconds": seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the resolution of places.")
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--respondents", type=int, nargs="+", default=[100, 500])
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    for name, make in MADE.items():
        for respondents in options.respondents:
            judgements = [judged(make(seed=seed, respondents=respondents)) for seed in options.seeds]
            means = pd.DataFrame(judgements).mean()
            rows.append({"data": name, "respondents": respondents} | dict(zip(means.index, means, strict=True)))
    rows.append({"data": "list", "respondents": 6500, **judged(listed_mentions(seed=1, respondents=6500))})
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda x: f"{x:.3f}"))


if __name__ == "__main__":
    main()
