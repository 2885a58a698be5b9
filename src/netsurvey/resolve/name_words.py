"""The words around a name that are not the name: kin, titles, honorifics, ways to say who is meant.

Word lists stand apart from the rules that use them, so that a team can add its own town's words in one place.
"""

from __future__ import annotations

__all__ = [
    "ACQUAINTANCES",
    "ADJECTIVES",
    "BEFORE",
    "CHINESE_FAMILY_NAMES",
    "CHINESE_SYLLABLES",
    "DOUBLE_NAMES",
    "FAITH_FIRST",
    "FAITH_LAST",
    "GENERATIONS",
    "GIVEN_NAME_FOLLOWS",
    "HONORIFICS",
    "KIN",
    "KIN_AFTER_MY",
    "MINE",
    "PARTICLES",
    "PLACEHOLDERS",
    "QUALIFIERS",
    "SOMEBODY",
    "STREET_WORDS",
    "TITLES",
    "TITLES_AT_THE_END",
    "VENUES",
    "VENUES_IN_FRONT",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _labelled(lines: str) -> dict[str, tuple[str, str]]:
    """Return word -> (what it means, the sex it tells) from lines such as "mother:f mum mam"."""
    labelled = {}
    for line in lines.strip().splitlines():
        label, *words = line.split()
        meaning, _, sex = label.partition(":")
        labelled.update(dict.fromkeys(words, (meaning, sex)))
    return labelled


KIN = _labelled("""
mother:f mother mum mam mom mummy mammy ma mama mami ammi
father:m father dad daddy da pa dada tata abba abu
daughter:f daughter
son:m son
sister:f sister sis
brother:m brother bro bhaji
sibling: sibling
wife:f wife missus
husband:m husband hubby hubbie
partner: partner spouse fiance fiancee
girlfriend:f girlfriend gf
boyfriend:m boyfriend bf boyf
ex-husband:m ex-husband
ex-wife:f ex-wife
ex-partner: ex-partner ex-boyfriend ex-girlfriend
grandmother:f grandmother grandma gran granny nan nana nanna nanny babcia dadi nani
grandfather:m grandfather grandad granddad grandpa gramps dziadek
granddaughter:f granddaughter
grandson:m grandson
grandchild: grandchild
aunt:f aunt auntie aunty ciocia
uncle:m uncle wujek
niece:f niece
nephew:m nephew
cousin: cousin cuz
godmother:f godmother
godfather:m godfather
godson:m godson
goddaughter:f goddaughter
mother-in-law:f mother-in-law mum-in-law mam-in-law
father-in-law:m father-in-law dad-in-law
sister-in-law:f sister-in-law sis-in-law
brother-in-law:m brother-in-law bro-in-law
daughter-in-law:f daughter-in-law
son-in-law:m son-in-law
stepmother:f stepmother stepmum stepmam
stepfather:m stepfather stepdad
stepson:m stepson
stepdaughter:f stepdaughter
stepbrother:m stepbrother
stepsister:f stepsister
carer: carer
""")
"""Kin word -> what it means and the sex it tells."""

KIN_AFTER_MY = _labelled("""
sibling: kid
partner:m fella bloke chap man
partner:f lady woman
son:m lad boy
daughter:f girl
family:f lass
ex-partner: ex
""")
"""The same for words that mean kin only after "my" or "our"."""

TITLES = _labelled("""
councillor: cllr clr councillor councilor cllor coun
doctor: dr doctor doc gp
clergy: father fr rev revd rev'd reverend vicar canon pastor curate minister priest deacon giani pandit
imam:m imam maulana molvi mufti
nun:f sister
police: pc pcso sgt sergeant constable police policeman policewoman copper
mp: mp
professor: prof professor
nurse: nurse
teacher: headteacher teacher head
:m mr mister sir lord haji pan
:f mrs ms miss lady dame pani
: mx
""")
"""Title -> the public role it tells, if any, and the sex it tells."""

TITLES_AT_THE_END = _words("cllr councillor vicar mp gp pcso headteacher imam reverend curate police")
GIVEN_NAME_FOLLOWS = dict.fromkeys(_words("father fr sister imam canon"), True) | dict.fromkeys(
    _words(
        "nurse vicar rev revd rev'd reverend pc pcso miss pastor curate deacon maulana molvi mufti haji pani pan giani"
    ),
    False,
)
"""Title that a given name may follow -> whether an unknown word after it is taken for one."""

SOMEBODY = {"lady": "f", "woman": "f", "girl": "f", "lass": "f", "man": "m", "bloke": "m", "lad": "m", "boy": "m"}
SOMEBODY |= {"guy": "m", "chap": "m", "fella": "m", "gentleman": "m"}
SOMEBODY |= dict.fromkeys(("person", "someone", "somebody", "couple"), "")
MINE = _words("my me mi our")
BEFORE = MINE | _words("the a an his her their late dear poor ex")
QUALIFIERS = _words(
    "eldest oldest youngest older elder younger big little wee baby twin middle other second foster adopted late best "
    "good close old young great local parish ward town county district borough city lay retired former deputy school "
    "work bezzie"
)
ACQUAINTANCES = _words("friend mate pal neighbour neighbor colleague bestie buddy workmate bezzie bezzy")
PLACEHOLDERS = _words(
    "something somebody someone thingy thingymajig whatsit whatsisname whatshisname whatshername unknown nk dk na"
)
GENERATIONS = dict.fromkeys(("jr", "jnr", "junior"), "junior") | dict.fromkeys(("sr", "snr", "senior"), "senior")
VENUES = _words(
    "legion shop pub library cafe surgery mosque gurdwara temple gym bingo chippy nursery playgroup community welfare "
    "allotment allotments club choir bowls"
)
VENUES_IN_FRONT = VENUES | _words("church school tesco asda aldi lidl spar nisa")
ADJECTIVES = _words("mad fat tall lovely posh scottish irish welsh polish bald ginger")

FAITH_LAST = {"singh": "m", "kaur": "f", "begum": "f", "bibi": "f", "khatun": "f", "khatoon": "f"}
FAITH_LAST |= {"khanum": "f", "khanam": "f", "miah": "m"}
FAITH_FIRST = dict.fromkeys(
    _words("mohammed muhammad mohamed mohammad muhammed mohd md mohamad muhamad mohamet"), "mohammed"
) | dict.fromkeys(("syed", "sayed", "sayyid"), "syed")
HONORIFICS = {"bhai": "m", "sahib": "m", "saab": "m", "baji": "f", "apa": "f", "aunty": "f", "auntie": "f"}
HONORIFICS |= {"uncle": "m", "ji": "", "behn": "f", "ben": "f", "didi": "f", "begum-sahiba": "f"}
"""Words of respect after a name, and the sex they tell; "ben" only after a name that is not English."""

_FAMILY_NAMES = (
    "wong chan cheung chen wang zhang liu leung yip tsang huang zhao nguyen ng wu xu lam lau tang chow yeung li lin "
    "chang cheng chu tsui kwan kwok yuen lee ho lai sun ma"
)
CHINESE_FAMILY_NAMES = tuple(_FAMILY_NAMES.split())
"""Those most surely a family name first, which settles "Li Wei" and "Wei Li" alike."""
CHINESE_SYLLABLES = _words(
    "mei ling xiao ming hui jing yan fang ying wai siu lai wei jian chun kwok wing ho kin jun feng hua lan xiu yu hong "
    "qing lin juan na min ping xin yi fung ka man kit yee suk yuk fong chi lok hei tsz sze yin bo hao lei tao shu jie"
)
DOUBLE_NAMES = _words("ann anne jane marie louise mae sue jo beth kate lou may")
PARTICLES = _words("van von der den de la le da di del bin ibn al el ul ur st ter")
STREET_WORDS = {
    short: full
    for full, forms in {
        "street": "st str",
        "road": "rd",
        "avenue": "ave av",
        "close": "cl",
        "drive": "dr",
        "crescent": "cres cresc",
        "lane": "ln",
        "terrace": "terr tce ter",
        "gardens": "gdns",
        "place": "pl",
        "square": "sq",
        "court": "ct",
        "grove": "gr",
        "walk": "wk",
        "park": "pk",
        "row": "row",
        "way": "way",
        "mews": "mews",
        "hill": "hill",
    }.items()
    for short in [*forms.split(), full]
}
"""A word that ends the name of a street -> that word written out."""
