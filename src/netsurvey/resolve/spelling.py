"""One spelling to compare names by, because a name carried over from another script or taken by ear has many.

Nobody spells Chaudhry wrongly: it is written a dozen ways in English, and so are Hussain, Ayesha and Stuart. Spellings
listed as one name here count as almost the same name. Names that merely look alike, such as Jan and Jane, stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["folded", "spelling_key", "surname_spelling", "without_accents"]

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | dict.fromkeys("’‘`´ʼ", "'")  # noqa: RUF001
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("–—‒", "-")  # noqa: RUF001
)

_ONE_NAME = """
aaron arron aron
abdullah abdulla abdallah
adeel adil
afzal afzaal
ahmed ahmad ahmet ahmud
aisha ayesha aysha aishah ayisha aesha
akhtar akhter aktar akther
alan allan alun
ali aly
alison allison alyson allyson
amina aminah ameena
amir ameer aamir
amjad amjid
ann anne
anthony antony
arshad arshid
asif aasif
asma asmah
aziz azeez
baines baynes
bailey bayley baillie bailie
bashir basheer
begum begom
beverley beverly
bhatti bhatty
bilal bilaal
brian bryan
brown browne
bushra bushrah
burke bourke
carl karl
carole carol
catherine katherine kathryn catharine katharine cathryn cathrine kathrine
chaudhry chaudhary chaudhri chaudry chaudhury choudhury choudhry choudhary choudry chowdhury chowdhry chowdury
claire clare clair
clark clarke
connor conor
davies davis
deborah debra debora
dennis denis
dhaliwal dhariwal
dhillon dhillion
diane dianne
donnelly donelly
elizabeth elisabeth
elliott elliot eliott eliot
eric erik
faisal faysal feisal
farah farrah
farhan farhaan
farooq faruq farouk faruk
fatima fatema fatimah fatemah
firoz feroz feroze
garry gary
geoffrey jeffrey geoffry jeffery
ghulam gulam
gillian jillian
graham graeme grahame
green greene
habib habeeb
hafiz hafeez
halima halimah haleema
hamid hameed
hamza hamzah
haroon harun haroun
hasan hassan hasaan
haq haque huq haqq
hilary hillary
hussain husain hussein husein hussayn hossain hussian hosein
ibrahim ebrahim ibraheem
idris idrees
imran emran
iqbal eqbal ikbal
isabel isobel isabelle
ismail esmail ismael
jackie jacqui jacky
jamil jameel
javed javaid jawed javid
jayne jane
joanna johanna
jonathan jonathon johnathan johnathon
kamran kamraan
karim kareem
katie katy
kausar kauser kousar kosar
khadija khadijah khadeeja
khalid khaled
khatun khatoon
khurram khuram
laila leila layla leyla
laurence lawrence
lewis louis
lindsay lindsey lyndsey lynsey
lynn lynne lyn
mahmood mahmud mehmood mahmoud
malik malick
mark marc
martin martyn
maryam mariam miriam maryum
mathews matthews
matthew mathew
mckay mackay
mclaughlin mcloughlin
mclean mcclean
meena mina
mehdi mahdi
miah miya
michael micheal
michelle michele
mohammed muhammad mohamed mohammad muhammed mohamad mohamet muhamad mahomed mohd md
mumtaz mumtaaz
munir muneer
nadeem nadim
nadia nadya
naeem naim
nasir naseer naser
nasreen nasrin nasrine
naveed navid
neil neal niel neill
nicholas nicolas
nicholson nicolson
nicola nichola
nigel nigal
noor nur nour
noreen naureen
obrien obrian obryan
oneill oneil
omar umar umer
parveen parvin perveen pervin
patel patell
pearce pearse pierce peirce
pervez parvez parvaiz pervaiz
philip phillip
phillips philips
qureshi kureshi qureishi quraishi koreshi
rachel rachael
rafiq rafeeq rafique
rahman rehman rahmaan rehmaan
rashid rasheed
raza reza
rebecca rebekah
reid reed
riaz riyaz
rodgers rogers
rukhsana ruksana rukhsaana
saeed said sayeed saeid
saima saimah
saleem salim
samina sameena
sara sarah
sean shaun shawn
shabana shabaana
shabir shabbir
shafiq shafeeq shafique
shahid shaheed
shahnaz shehnaz
shakil shakeel
sharif shareef
shaukat shoukat showkat
shazia shazya
sheikh shaikh sheik shaik shaykh
sheila shelagh sheilagh sheelagh
shepherd sheppard shephard shepard
siddiqui siddiqi siddique sidiqui
siobhan shevaun
simmonds simmons symonds symmonds
smith smyth smythe
stefan stephan
stephen steven
stephenson stevenson
stephens stevens
stewart stuart steward
sultana sultanah
surinder surrinder
susan suzan
syed sayed sayyid saiyed
sylvia silvia
tahira tahirah
tahir taheer
tariq tarik tareq tareeq
taylor tayler tailor
teresa theresa
thompson thomson tompson tomson
tracey tracy
uddin udin
usman uthman osman ousman
virdee virdi
vivian vivien vivienne
wasim waseem
white whyte
wright right
yasin yaseen
yasmin yasmeen yasmine
yusuf yousuf yousaf yousef youssef yusef yusaf
yvonne evonne
zahid zaheed
zahida zaheda zahidah
zainab zaynab zeinab zaineb
zaman zamaan
zubair zubayr zubeir
agarwal aggarwal agrawal
chauhan chohan chouhan
desai dessai
jagdish jugdish
laxmi lakshmi
mistry mistri
mohan mohun
parekh parikh
parmar parmer
pooja puja
rajesh rajish
sandhu sandu
sharma sarma
shukla sukla
sidhu sidhoo
sodhi sodi
verma varma
vishal wishal
cheung cheong
leung leong
tsang tseng
"""
_KEYS = {spelling: line.split()[0] for line in reversed(_ONE_NAME.strip().splitlines()) for spelling in line.split()}
_PUNJABI = (
    ("preet", "prit"), ("jeet", "jit"), ("deep", "dip"), ("meet", "mit"), ("veer", "vir"),
    ("vinder", "winder"), ("vindar", "winder"), ("windar", "winder"), ("indar", "inder"), ("vant", "want"),
)  # fmt: skip
_MAC = re.compile(r"^mac(?=[bcdfgk-z][a-z]{3})")


def without_accents(text: str) -> str:
    """Return a text in plain letters, quotes and dashes, its case kept.

    Examples
    --------
    >>> without_accents("Seán Wałęsa")
    'Sean Walesa'
    """
    text = text.translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def folded(text: str) -> str:
    """Return a text without accents, in lower case, with single spaces and plain apostrophes.

    Examples
    --------
    >>> folded("  SUE   Wałęsa ")
    'sue walesa'
    """
    return " ".join(without_accents(text).lower().split())


def surname_spelling(word: str) -> str:
    """Return a folded surname without apostrophe, Mac as Mc and the feminine -ska as the masculine -ski.

    Examples
    --------
    >>> surname_spelling("o'neill"), surname_spelling("macdonald"), surname_spelling("kowalska")
    ('oneill', 'mcdonald', 'kowalski')
    """
    word = _MAC.sub("mc", word.replace("'", ""))
    for feminine, masculine in (("dzka", "dzki"), ("ska", "ski"), ("cka", "cki")):
        if word.endswith(feminine) and len(word) > 5:
            return word.removesuffix(feminine) + masculine
    return word.strip("-")


@cache
def spelling_key(text: str) -> str:
    """Return the one spelling that a given name or surname shares with its other spellings.

    Equal keys mean almost the same name: evidence nearly as strong as the same letters. Different keys mean nothing: a
    slip of the pen or a short form may still be behind them.

    Parameters
    ----------
    text
        A name as :func:`~netsurvey.resolve.names.parse_name` gives it: folded.

    Examples
    --------
    >>> spelling_key("choudhury") == spelling_key("chaudhry"), spelling_key("jan") == spelling_key("jane")
    (True, False)
    >>> spelling_key("mei-ling") == spelling_key("meiling"), spelling_key("harjeet") == spelling_key("harjit")
    (True, True)
    """
    parts = [_key(part) for part in text.replace("'", "").split("-") if part]
    return "".join(parts)


def _key(word: str) -> str:
    if word in _KEYS:
        return _KEYS[word]
    if len(word) > 5:
        for ending, usual in _PUNJABI:
            if word.endswith(ending):
                return word.removesuffix(ending) + usual
    return word
