"""Written names and the parts they should come apart into, as volunteers write them on a doorstep."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from netsurvey.resolve.names import parse_name

# Each line: what was written => what it should come apart into. A part without a value is a yes.
PLAIN = """
Steve + dog => given=steve
Sue & family => given=sue
Mad Dave => given=dave
Dave (42) => given=dave
Jo Ann => given=jo-ann
Gordon => given=gordon
Patel => surname=patel
SUE  smith => given=sue surname=smith
David => given=david
DAVID JONES => given=david surname=jones
liz hughes => given=liz surname=hughes
1. Liz Hughes => given=liz surname=hughes
- Liz Hughes => given=liz surname=hughes
Liz Hughes. => given=liz surname=hughes
Liz Hughes? => given=liz surname=hughes
Liz ? => given=liz
Liz (surname?) => given=liz
Liz something => given=liz
Liz - can't remember surname => given=liz
Liz (not sure) => given=liz
Liz don't know surname => given=liz
Big Dave => given=dave
Little Sue => given=sue
Old Tom Hask => given=tom surname=hask
Young Kev => given=kev
Dave Young => given=dave surname=young
Sue Little => given=sue surname=little
Dave Smith Jr => given=dave surname=smith place=junior
Dave Smith snr => given=dave surname=smith place=senior
Mary Ann Smith => given=mary-ann surname=smith
Mary Jane => given=mary-jane
Anne-Marie Okoro => given=anne-marie surname=okoro
John Paul Jones => given=john-paul surname=jones
Sarah Louise => given=sarah-louise
Sarah Elizabeth Hughes => given=sarah surname=hughes
Alan Thomas => given=alan surname=thomas
Mary-Anne Smith-Jones => given=mary-anne surname=smith-jones
Mary Smith - Jones => given=mary surname=smith-jones
? =>
n/k =>
"""
SPELLINGS = """
Seán O'Neill => given=sean surname=oneill
Bill O Neill => given=bill surname=oneill
Bill O’Neill => given=bill surname=oneill
O Connor => surname=oconnor
O Taylor => given_initial=o surname=taylor
Bill o'neil => given=bill surname=oneil
Ian MacDonald => given=ian surname=mcdonald
Ian Mc Donald => given=ian surname=mcdonald
Ian McDonald => given=ian surname=mcdonald
IAN MCDONALD => given=ian surname=mcdonald
Jan van der Berg => given=jan surname=van-der-berg
Jan Van Der Berg => given=jan surname=van-der-berg
Rosa De Souza => given=rosa surname=de-souza
Rosa D'Souza => given=rosa surname=dsouza
Anne St John => given=anne surname=st-john
"""  # noqa: RUF001
ORDER = """
Hughes, Liz => given=liz surname=hughes
HUGHES, Liz => given=liz surname=hughes
Hughes,Liz => given=liz surname=hughes
Hughes, L => given_initial=l surname=hughes
Hughes, Mrs => surname=hughes sex=f
Hughes, Mrs L => given_initial=l surname=hughes sex=f
SMITH John => given=john surname=smith
ARKLE Susan => given=susan surname=arkle
JOHN Arkle => given=john surname=arkle
Smith John => given=john surname=smith
Smith J => given_initial=j surname=smith
Thomas, David => given=david surname=thomas
"""
RUN_TOGETHER = """
SueSmith => given=sue surname=smith
suesmith => given=sue surname=smith
AshwlyMabe => given=ashwly surname=mabe
CllrBrown => surname=brown title=councillor
DeSouza => given=desouza
johnsmith => given=john surname=smith
JSmith => given_initial=j surname=smith
johnson => surname=johnson
DeShawn Arkle => given=deshawn surname=arkle
McCann => given=mccann
Sue.Smith => given=sue surname=smith
"""
INITIALS = """
A Hughes => given_initial=a surname=hughes
Hughes J => given_initial=j surname=hughes
Sue H => given=sue surname_initial=h
Dave S. => given=dave surname_initial=s
S. Hughes => given_initial=s surname=hughes
S Hughes => given_initial=s surname=hughes
J.R. Hughes => given_initial=j surname=hughes
J R Hughes => given_initial=j surname=hughes
D. H. => given_initial=d surname_initial=h
JS => given_initial=j surname_initial=s
J.S. => given_initial=j surname_initial=s
S => given_initial=s
AJ => given=aj
CJ Smith => given=cj surname=smith
Jo => given=jo
AL Hughes => given=al surname=hughes
Susan M Hughes => given=susan surname=hughes
Manjit K => given=manjit faith=kaur sex=f
"""
CALLED = """
Hughes (Jean) => given=jean surname=hughes
Mrs Hughes (Jean) => given=jean surname=hughes sex=f
Robert "Bob" Smith => given=robert known_as=bob surname=smith
Robert 'Bob' Smith => given=robert known_as=bob surname=smith
Robert “Bob” Smith => given=robert known_as=bob surname=smith
Robert (Bob) Smith => given=robert known_as=bob surname=smith
Bob (Robert) Smith => given=bob known_as=robert surname=smith
Bob Smith (Robert) => given=bob known_as=robert surname=smith
Bob/Robert Smith => given=bob known_as=robert surname=smith
Bob / Robert => given=bob known_as=robert
Robert Smith aka Bob => given=robert known_as=bob surname=smith
Robert known as Bob => given=robert known_as=bob
Dave "Smudge" Smith => given=dave known_as=smudge surname=smith
"Smudge" => given=smudge
Jean Smith (nee Hask) => given=jean surname=smith former=hask
Jean Smith née Hask => given=jean surname=smith former=hask
Jean Smith (was Hask) => given=jean surname=smith former=hask
Jean Smith formerly Hask => given=jean surname=smith former=hask
"""
KIN = """
a friend =>
my best mate Steve => given=steve
Jeans daughter => sex=f place=jeans-daughter
my husbands brother Al => given=al sex=m place=husbands-brother
my daughter's boyfriend => sex=m place=daughter's-boyfriend
great-aunt Vi => given=vi kin=aunt sex=f
r kid => kin=sibling
Julie my carer => given=julie kin=carer
my mum => kin=mother sex=f
me mam => kin=mother sex=f
mi mam => kin=mother sex=f
Mum => kin=mother sex=f
mum. => kin=mother sex=f
My mum Jean => given=jean kin=mother sex=f
my mother Jean Smith => given=jean surname=smith kin=mother sex=f
mum (Jean) => given=jean kin=mother sex=f
mum - Jean => given=jean kin=mother sex=f
Jean (mum) => given=jean kin=mother sex=f
Jean (my mum) => given=jean kin=mother sex=f
Jean - mum => given=jean kin=mother sex=f
Jean my mum => given=jean kin=mother sex=f
Jean, my mum => given=jean kin=mother sex=f
Jean mum => given=jean kin=mother sex=f
Jean Smith mum => given=jean surname=smith kin=mother sex=f
our kid => kin=sibling
our Sue => given=sue kin=family
our Sue Smith => given=sue surname=smith kin=family
Our Dave next door => given=dave kin=family nearby
hubby => kin=husband sex=m
the wife => kin=wife sex=f
the missus => kin=wife sex=f
wife Sue => given=sue kin=wife sex=f
my other half => kin=partner
her indoors => kin=wife sex=f
my fella => kin=partner sex=m
fiancé => kin=partner
our lad => kin=son sex=m
our lass => kin=family sex=f
my lad Tom => given=tom kin=son sex=m
my son Dave => given=dave kin=son sex=m
Dave my son => given=dave kin=son sex=m
Dave (son) => given=dave kin=son sex=m
eldest son Dave => given=dave kin=son sex=m
my youngest daughter => kin=daughter sex=f
my big sister Jo => given=jo kin=sister sex=f
little brother => kin=brother sex=m
twin sister => kin=sister sex=f
brother in law Kev => given=kev kin=brother-in-law sex=m
Kev brother in law => given=kev kin=brother-in-law sex=m
Kev (brother-in-law) => given=kev kin=brother-in-law sex=m
bro in law => kin=brother-in-law sex=m
daughter-in-law => kin=daughter-in-law sex=f
mother in law => kin=mother-in-law sex=f
mum in law => kin=mother-in-law sex=f
mother inlaw => kin=mother-in-law sex=f
sis => kin=sister sex=f
sis in law Bev => given=bev kin=sister-in-law sex=f
nan => kin=grandmother sex=f
my Nan => kin=grandmother sex=f
Nan Hughes => surname=hughes kin=grandmother sex=f
great nan => kin=grandmother sex=f
grand daughter Ella => given=ella kin=granddaughter sex=f
grandaughter => kin=granddaughter sex=f
grand-son => kin=grandson sex=m
step dad => kin=stepfather sex=m
step-dad Alan => given=alan kin=stepfather sex=m
stepson => kin=stepson sex=m
half brother => kin=brother sex=m
ex husband => kin=ex-husband sex=m
my ex => kin=ex-partner
ex-wife Sue => given=sue kin=ex-wife sex=f
late husband => kin=husband sex=m
Auntie Jean => given=jean kin=aunt sex=f
Aunty Jean Hask => given=jean surname=hask kin=aunt sex=f
uncle bob => given=bob kin=uncle sex=m
Cousin Sue => given=sue kin=cousin
my neice => kin=niece sex=f
my duaghter => kin=daughter sex=f
my brohter Kev => given=kev kin=brother sex=m
Liz, my sister => given=liz kin=sister sex=f
Kev (brother) => given=kev kin=brother sex=m
godson Max => given=max kin=godson sex=m
Kev my cousin's lad => given=kev sex=m place=cousin's-lad
Sue's mum => sex=f place=sue's-mum
Dave's wife Jean => given=jean sex=f place=dave's-wife
my mum's friend Jean => given=jean place=mum's-friend
Jean (Dave's wife) => given=jean sex=f place=dave's-wife
babcia => kin=grandmother sex=f
mama => kin=mother sex=f
ciocia Ewa => given=ewa kin=aunt sex=f
"""
TITLES = """
Cldr Whitting => surname=whitting title=councillor
Clllr Evans => surname=evans title=councillor
Rev'd Jane Lyle => given=jane surname=lyle title=clergy
Fr O'Neill => surname=oneill title=clergy
Cllr Kev => given=kev title=councillor
vicar at St Mary's => title=clergy place=st-mary's
P.C. Smith => surname=smith title=police
police officer Dave => given=dave title=police
Dave police => given=dave title=police
Headmaster => title=teacher
Mrs Lyle - teacher => surname=lyle title=teacher sex=f
Jean Hughes (Mrs) => given=jean surname=hughes sex=f
Cllr Singh => faith=singh title=councillor sex=m
Cllr Brown => surname=brown title=councillor
Cllr. Brown => surname=brown title=councillor
Councillor J Brown => given_initial=j surname=brown title=councillor
Clr Brown => surname=brown title=councillor
Coucillor Okoro => surname=okoro title=councillor
Councilor Mrs Brown => surname=brown title=councillor sex=f
Cllr Tom Brown => given=tom surname=brown title=councillor
Tom Brown (Cllr) => given=tom surname=brown title=councillor
Tom Brown, councillor => given=tom surname=brown title=councillor
Tom Brown - local councillor => given=tom surname=brown title=councillor
Tom Brown councillor => given=tom surname=brown title=councillor
Tom Brown MP => given=tom surname=brown title=mp
our councillor => title=councillor
the councillor (Brown) => surname=brown title=councillor
Father Tom => given=tom title=clergy
Fr Tom => given=tom title=clergy
Fr. Tom Lyle => given=tom surname=lyle title=clergy
Father Tom Lyle => given=tom surname=lyle title=clergy
Rev. Jones => surname=jones title=clergy
Rev Sue Jones => given=sue surname=jones title=clergy
Revd Okoro => surname=okoro title=clergy
Rev Sue => given=sue title=clergy
Reverend Lyle => surname=lyle title=clergy
the vicar => title=clergy
vicar => title=clergy
vicar (Jane) => given=jane title=clergy
Jane the vicar => given=jane title=clergy
vicar Jane => given=jane title=clergy
Jane, the vicar => given=jane title=clergy
Sister Mary => given=mary sex=f title=nun
my sister Mary => given=mary kin=sister sex=f
Dr Patel => surname=patel title=doctor
Dr. Anita Patel => given=anita surname=patel title=doctor
Doctor Patel => surname=patel title=doctor
doc => title=doctor
my GP Dr Patel => surname=patel title=doctor
Dr Patel (GP) => surname=patel title=doctor
Nurse Jackie => given=jackie title=nurse
Mr Smith => surname=smith sex=m
Mrs J. Smith => given_initial=j surname=smith sex=f
Mrs Jean Smith => given=jean surname=smith sex=f
Mrs K => surname_initial=k sex=f
Mrs Arkle => surname=arkle sex=f
Mrs Smith from school => surname=smith sex=f place=school
Miss Jones => surname=jones sex=f
Miss Jane => given=jane sex=f
Mx Arkle => surname=arkle
PC Dave => given=dave title=police
PC Lyle => surname=lyle title=police
PCSO Jones => surname=jones title=police
Prof Green => surname=green title=professor
Imam Yusuf => given=yusuf title=imam sex=m
Maulana Tariq => given=tariq title=imam sex=m
headteacher Mrs Brown => surname=brown title=teacher sex=f
head teacher => title=teacher
Mrs Brown (head teacher) => surname=brown title=teacher sex=f
Lady Brown => surname=brown sex=f
"""
WHEREABOUTS = """
Mrs Okafor (neighbour) => surname=okafor sex=f nearby
the old lady across the road => sex=f nearby
couple next door => nearby
Bob from Legion Rd => given=bob street=legion-rd
no. 42 => house=42
Dave next door => given=dave nearby
Dave nxt door => given=dave nearby
Dave nextdoor => given=dave nearby
Dave next-door => given=dave nearby
Dave next door but one => given=dave nearby
Dave (next door) => given=dave nearby
Dave over the road => given=dave nearby
Dave over road => given=dave nearby
Dave ovr the rd => given=dave nearby
Dave across the street => given=dave nearby
Dave opposite => given=dave nearby
Dave from opposite => given=dave nearby
Dave across the way => given=dave nearby
Dave down the road => given=dave nearby
Dave upstairs => given=dave nearby
Dave a few doors down => given=dave nearby
Dave 2 doors up => given=dave nearby
Dave who lives next door => given=dave nearby
Dave on our street => given=dave nearby
Sue Hughes - over the road => given=sue surname=hughes nearby
neighbour Sue => given=sue nearby
Sue (neighbour) => given=sue nearby
Sue neighbour => given=sue nearby
my next door neighbour => nearby
next door neighbour Sue => given=sue nearby
next door => nearby
lady next door => sex=f nearby
the man over the road => sex=m nearby
man opposite (Tom) => given=tom sex=m nearby
Tom at number 12 => given=tom house=12
Tom at no. 12 => given=tom house=12
Tom no 7 => given=tom house=7
Tom no12 => given=tom house=12
Tom from no. 12 => given=tom house=12
Tom at 12 => given=tom house=12
Tom #12 => given=tom house=12
Tom who lives at number 12 => given=tom house=12
Pat (no. 12a) => given=pat house=12a
Pat at 12 Mill Lane => given=pat house=12 street=mill-lane
Pat, 12 Mill Lane => given=pat house=12 street=mill-lane
Pat Hughes 12 Mill Lane => given=pat surname=hughes house=12 street=mill-lane
Pat (Mill Lane) => given=pat street=mill-lane
Pat from Mill Lane => given=pat street=mill-lane
Pat on Mill Ln => given=pat street=mill-ln
Pat - Mill Lane => given=pat street=mill-lane
Pat Lane => given=pat surname=lane
Jo Park => given=jo surname=park
neighbour at no 7 => house=7 nearby
"""
KNOWN_FROM = """
Tesco Sue => given=sue place=tesco
church Sue => given=sue place=church
Dave/Legion => given=dave place=legion
Tony the butcher => given=tony place=butcher
Karen my social worker => given=karen place=social-worker
man who walks the dog => sex=m place=dog
Mr Patel at the corner shop => surname=patel sex=m place=corner-shop
Jean at the Glebe => given=jean place=glebe
Jean Hask from the Legion => given=jean surname=hask place=legion
Jean from Legion => given=jean place=legion
Jean frm the Legion => given=jean place=legion
Sue (the Legion) => given=sue place=legion
Sue (Legion) => given=sue place=legion
Sue [Legion] => given=sue place=legion
Sue @ Legion => given=sue place=legion
Sue @Legion => given=sue place=legion
Sue, Legion => given=sue place=legion
Sue - Legion => given=sue place=legion
Sue -Legion => given=sue place=legion
Sue Smith Legion => given=sue surname=smith place=legion
Sue Legion => given=sue place=legion
Hughes, Liz (the Legion) => given=liz surname=hughes place=legion
Dave down the pub => given=dave place=pub
Dave in the chip shop => given=dave place=chip-shop
Dave works at Co-op => given=dave place=co-op
Dave who works at the Co-op => given=dave place=co-op
Dave that runs the shop => given=dave place=shop
Sue who runs the shop => given=sue place=shop
Sue from church => given=sue place=church
Sue by the school => given=sue place=school
Sue with the dog => given=sue place=dog
lady with the dog => sex=f place=dog
Dave the postman => given=dave place=postman
Dave - postman => given=dave place=postman
Dave, postman => given=dave place=postman
Dave postman => given=dave place=postman
Dave postie => given=dave place=postie
Postman Dave => given=dave place=postman
postman => place=postman
the postman (Dave) => given=dave place=postman
our postman => place=postman
Dave Baker => given=dave surname=baker
Dave the baker => given=dave place=baker
Jean lollipop lady => given=jean place=lollipop-lady
Jean the lollipop lady => given=jean place=lollipop-lady
lollipop lady Jean => given=jean place=lollipop-lady
Jones the milk => surname=jones place=milk
my friend Jean => given=jean
best friend Jean => given=jean
Jean (friend) => given=jean
Jean my mate => given=jean
Jean friend from church => given=jean place=church
work colleague Jean => given=jean
my mate Dave from the Legion => given=dave place=legion
"""
SOUTH_ASIAN = """
Mohammed Khan => given=mohammed surname=khan
Muhammad Khan => given=muhammad surname=khan
Mohd Khan => given=mohd surname=khan
Md. Khan => given=md surname=khan
M. Khan => given_initial=m surname=khan
Mohammed Imran Khan => given=imran surname=khan faith=mohammed
Md Imran Khan => given=imran surname=khan faith=mohammed
Mohammed Imran => given=imran faith=mohammed
Muhammad Ali Khan => given=ali surname=khan faith=mohammed
Syed Imran Shah => given=imran surname=shah faith=syed
Mohammed => given=mohammed
Gurpreet Kaur => given=gurpreet faith=kaur sex=f
Gurpreet Kaur Sandhu => given=gurpreet faith=kaur sex=f surname=sandhu
Kaur Gurpreet => given=gurpreet faith=kaur sex=f
Harjit Singh => given=harjit faith=singh sex=m
Harpreet Singh Gill => given=harpreet faith=singh sex=m surname=gill
Singh => faith=singh sex=m
Mr Singh => faith=singh sex=m
Mrs Kaur => faith=kaur sex=f
Mrs Begum => faith=begum sex=f
Nasreen Begum => given=nasreen faith=begum sex=f
Nasreen Khatoon => given=nasreen faith=khatun sex=f
Shabana Bibi => given=shabana faith=bibi sex=f
Bibi => faith=bibi sex=f
Abdul Rahman => given=abdul-rahman
Abdul-Rehman => given=abdul-rehman
Abdul Rahman Khan => given=abdul-rahman surname=khan
Abdul Khan => given=abdul surname=khan
Zia ul Haq => given=zia surname=ul-haq
Imran bhai => given=imran sex=m
Shabana baji => given=shabana sex=f
Shabana aunty => given=shabana sex=f
Shabana apa => given=shabana sex=f
Ali sahib => given=ali sex=m
Manjit ji => given=manjit
Haji Tariq => given=tariq sex=m
Hussain, Tariq => given=tariq surname=hussain
Dr Hussain => surname=hussain title=doctor
bhaji => kin=brother sex=m
"""
POLISH_AND_CHINESE = """
Piotr Kowalski => given=piotr surname=kowalski
Małgorzata Kowalska => given=malgorzata surname=kowalski
Gosia Kowalska => given=gosia surname=kowalski
Katarzyna Wójcicka => given=katarzyna surname=wojcicki
Ewa Zawadzka => given=ewa surname=zawadzki
Kowalska Ewa => given=ewa surname=kowalski
pani Ewa => given=ewa sex=f
Wong Mei Ling => given=mei-ling surname=wong
Mei Ling Wong => given=mei-ling surname=wong
Mei-Ling Wong => given=mei-ling surname=wong
WONG Mei-Ling => given=mei-ling surname=wong
Mei Ling => given=mei-ling
Mei-Ling => given=mei-ling
Li Wei => given=wei surname=li
Wei Li => given=wei surname=li
Mrs Wong => surname=wong sex=f
Wong Dave => given=dave surname=wong
Dave Wong => given=dave surname=wong
Chan Siu Ming => given=siu-ming surname=chan
Zhang Xiaoming => given=xiaoming surname=zhang
"""


def cases(text: str) -> list[tuple[str, dict[str, object]]]:
    lines = [line.split(" =>") for line in text.strip().splitlines()]
    told = [(written, [pair.partition("=") for pair in parts.split()]) for written, parts in lines]
    return [(written, {part: value or True for part, _, value in parts}) for written, parts in told]


ALL = [
    case
    for group in (
        PLAIN,
        SPELLINGS,
        ORDER,
        RUN_TOGETHER,
        INITIALS,
        CALLED,
        KIN,
        TITLES,
        WHEREABOUTS,
        KNOWN_FROM,
        SOUTH_ASIAN,
        POLISH_AND_CHINESE,
    )
    for case in cases(group)
]


@pytest.mark.parametrize(("written", "parts"), ALL, ids=[written for written, _ in ALL])
def test_a_written_name_comes_apart_into_its_parts(written: str, parts: dict[str, object]) -> None:
    found = {part: value for part, value in asdict(parse_name(written)).items() if value}
    for spaced in {"place", "street"} & found.keys():
        found[spaced] = str(found[spaced]).replace(" ", "-")
    assert found == parts


def test_names_of_the_study_settle_what_a_lone_word_is() -> None:
    assert parse_name("Arkle", surnames={"arkle"}).surname == "arkle"
    assert parse_name("Arkle").given == "arkle"
    assert parse_name("Father Brask", surnames={"brask"}).surname == "brask"


def test_a_slip_in_a_known_given_name_behind_a_title_is_no_surname() -> None:
    assert parse_name("Rev Juune", givens={"june"}).given == "juune"
    assert parse_name("Rev Juune").surname == "juune"
    assert parse_name("Rev Juune", givens={"june"}, surnames={"jeune"}).surname == "juune"


def test_names_of_the_study_settle_which_way_round_a_name_is() -> None:
    name = parse_name("Arkle Quentin", givens={"quentin"}, surnames={"arkle"})
    assert (name.given, name.surname) == ("quentin", "arkle")


def test_names_of_the_study_settle_where_a_run_together_name_comes_apart() -> None:
    name = parse_name("quentinarkle", givens={"quentin"}, surnames={"arkle"})
    assert (name.given, name.surname) == ("quentin", "arkle")


def test_a_family_called_rahman_makes_abdul_a_given_name() -> None:
    name = parse_name("Abdul Rahman", surnames={"rahman"})
    assert (name.given, name.surname) == ("abdul", "rahman")


@pytest.mark.parametrize("text", ["", "   ", "()", "((", "-", "'", '"', "@", ",", ",,", "&", "12", "  (  ", "x" * 500])
def test_nothing_that_can_be_written_is_too_odd_to_read(text: str) -> None:
    parse_name(text)
