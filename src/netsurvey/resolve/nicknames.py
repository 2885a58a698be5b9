"""Which given names a written form may be short for, because Liz, Betty and Elizabeth can be one person.

A short form is evidence, never proof: it says which full names are possible and leaves the weighing to the model. The
`nicknames` package knows mostly American usage, so a British, Irish, Polish and South Asian list of our own goes first
and the package is asked only about what the list does not know.
"""

from __future__ import annotations

from functools import cache

from nicknames import NickNamer

__all__ = ["full_names", "is_given_name"]

# Full name, then its short forms and other spellings. "+" marks a form that is as often a name in its own right.
_OWN = """
abigail: abi abbie abby gail+
adam: ad
adrian: ade
agnieszka: aga agnes+
albert: al bert bertie albie+
alexander: alex+ al sandy alec+ lex xander sasha alasdair alastair
alexandra: alex+ sandra+ lexi alexa+ sasha sandy ola
alfred: alf alfie+ fred freddie
alison: ali allison alyson
amanda: mandy+ manda
andrew: andy drew+ andi
andrzej: jedrek
angela: angie ange
anna: ania anne+ ann+ annie+ hanna+
anthony: tony+ ant antony
aleksandra: ola alex
aneta: anetka
aleksander: olek alex
arthur: art artie
barbara: barb babs barbie basia
bartosz: bartek
bartlomiej: bartek
beata: beatka
benjamin: ben+ benny benji
beatrice: bea trixie beatrix
bernard: bernie
bernadette: bernie
beverley: bev beverly
bozena: bozenka
bradley: brad
brenda: bren
caroline: caz carrie carol+ carolyn
catherine: cath cathy kate+ katie+ kathy kath cat kit cathryn catharine katherine kathryn katharine kay+
charles: charlie+ chas chuck charley
charlotte: charlie lottie+ lotte
christine: chris chrissie tina+ christina kirsty+
christopher: chris kit topher
claire: clare clair
clifford: cliff+
craig: craigy
cynthia: cindy+
daniel: dan+ danny+
danuta: danka
darren: daz dazza darran
david: dave davey davy dai
deborah: deb debs debbie+ debra debora
denise: den
dennis: den denny denis
derek: del derrick
diane: di dianne diana
dominic: dom
dominik: domino
donald: don+ donnie
donna: don
doreen: dor reenie
dorota: dorotka
dorothy: dot dottie dolly+ dorothea
douglas: doug dougie
edward: ed eddie+ ted+ teddy ned
edwin: ed eddie
edmund: ed ned
eileen: aileen
elaine: lainey
eleanor: ellie+ nell nellie nora+ elly elinor ella+
elizabeth: liz lizzie beth+ betty+ betsy bess bessie libby+ eliza+ lisbeth elspeth+ elisabeth lizzy lisa+
ellen: nell nellie ellie+
elzbieta: ela
emily: em emmy emmie millie
emma: em emmy
eric: erik
ernest: ernie
ewa: ewka eve
eugene: gene
evelyn: eve evie+ lyn
florence: flo florrie flossie
frances: fran frankie francis
francis: frank+ fran frankie
franciszek: franek
frank: frankie
frederick: fred+ freddie+ freddy frederic
gabriel: gabe
gabrielle: gaby gabby
gareth: gaz gary+
gary: gaz garry gazza
gavin: gav
geoffrey: geoff jeff+ jeffrey+ geoffry
george: georgie geordie
georgina: georgie gina+ georgia+
gerald: gerry jerry
gerard: gerry
gillian: gill jill+ gilly jillian
glenn: glen
gordon: gord
graham: graeme grahame
grace: gracie+
grzegorz: grzesiek greg
gregory: greg gregg
gwendoline: gwen+ gwendolyn
halina: halinka
harold: harry+ hal
harriet: hattie harry
harry: harrison
hazel: haze
heather: hev
helen: nell nellie helena ellen+ helan
henry: harry+ hal
hilary: hil hillary
howard: howie
iain: ian
ian: iain
irene: rene reenie
isabel: izzy bella isobel isabella issy isabelle
iwona: iwonka ivona
jacek: jacus
jacob: jake+
jacqueline: jackie jacqui jacky jackqueline
jadwiga: jadzia
jakub: kuba
james: jim jimmy jamie+ jimbo jimmie
jan: janek jasiu
jane: janie
janet: jan+ netty jannet
janice: jan janis
janina: janka
janusz: januszek
jason: jay jase
jean: jeannie jeanie jeanne
jennifer: jen jenny jenni jenn
jeremy: jez jerry jem
jerzy: jurek
jessica: jess jessie+
joan: joanie
joanna: jo asia joasia joanne
joanne: jo joanna joann
john: jack+ johnny jon+ jonny johnnie
jolanta: jola
jonathan: jon jonny jonathon johnathan
jordan: jord
joseph: joe+ joey+ josef
josephine: jo josie josephina
joshua: josh+
jozef: jozek
judith: judy+ jude judi
julia: jules julie+ julcia
julian: jules
julie: jules
karen: kaz karin
karol: karolek
karolina: karo
katarzyna: kasia kaska kate
kathleen: kath kathy kay kate
kazimierz: kazik
keith: keef
kelly: kel kelley
kenneth: ken+ kenny
kevin: kev kevan
kimberley: kim+ kimberly
krystyna: krysia
krzysztof: krzysiek chris krzys
lauren: loz laurie
laura: laurie lol
lawrence: larry laurie laurence
leanne: lee leeanne
lee: leigh
leonard: len lenny leo+
leslie: les
lesley: les
lewis: lew louis
lilian: lil lily+ lillian
linda: lin lynda lyn lindy
louise: lou lulu louisa+
lorraine: lol lorrie
lucy: luce
lukasz: luki luke
lynn: lyn lynne
lynne: lyn lynn
malcolm: mal malc malky
malgorzata: gosia malgosia gocha margaret
marcin: martin
marek: mareczek mark
margaret: maggie+ marge margie peggy+ meg+ peg madge margie margret mags marg
maria: marysia mary+ marie+
marion: marian
mariusz: mariuszek
marjorie: marge margie marj
mark: marc+
martin: marty
martyn: martin
mary: molly+ polly+ mae may+ marie+
mateusz: matt
matthew: matt+ matty mathew mat
maureen: mo maur reenie
maurice: mo morris
max: maxi
maximilian: max
melanie: mel mell
melissa: mel lissa
michael: mike mick mickey micky micheal mikey mitch
michal: mike
michelle: shell chelle shelly+ michele
mieczyslaw: mietek
millicent: millie+
miroslaw: mirek
monika: monia monica
muriel: mu
natalie: nat natasha
nathan: nat nate
nathaniel: nat nate nathan
neil: neal niel
nicholas: nick nicky nicolas
nicola: nicky nic nikki nicky nicci nichola
norman: norm
oliver: ollie+ olly
olivia: liv livvy ollie
pamela: pam pammie
patricia: pat patsy trish tricia patty trisha
patrick: pat paddy+ rick
patrycja: pati
paul: pauly
paula: paulie
pauline: paul polly
pawel: pawelek paul
penelope: penny+ pen
peter: pete
philip: phil pip phillip
philippa: pippa+ pip phil
phyllis: phyl phyllie
piotr: piotrek peter
rachel: rach rachael rae
raymond: ray+
rebecca: becky becca becks bex beccy rebekah
reginald: reg reggie+
richard: rick ricky rich dick richie rik dickie
robert: rob bob bobby+ robbie+ bert robby
rodney: rod
roger: rodge
ronald: ron ronnie+ ronny
rosemary: rose+ rosie+ romy
rosalind: ros roz
rose: rosie+
roy: royston
russell: russ russel
ryan: ry
ryszard: rysiek richard
samantha: sam sammy sammie
samuel: sam+ sammy
sandra: sandy sandie
sarah: sally+ sara sadie+ saz
scott: scotty
sean: shaun+ shawn
sharon: shaz shazza sharron shari
sheila: shelagh
shirley: shirl
simon: si
slawomir: slawek
sophie: soph sophia+
stacey: stace stacy
stanislaw: staszek stan
stanley: stan+
stefan: stefek
stephanie: steph stef stephie
stephen: steve+ steven+ stevie ste
steven: steve+ stephen stevie ste
stewart: stu stuart
stuart: stu stewart
susan: sue+ susie suzie susanne suze
suzanne: sue suzie susie suzy
sylvia: syl silvia
tadeusz: tadek
teresa: terri tess tessa terry theresa tereska
terence: terry+ tel terrance
theodore: theo+ ted teddy
theresa: terri tess terry teresa
thomas: tom+ tommy+ thom
timothy: tim+ timmy
tina: tee
tomasz: tomek tom
tracey: trace tracy traci
trevor: trev
tyler: ty
urszula: ula
valerie: val
vera: ver
veronica: ronnie vera+ nicky
victor: vic
victoria: vicky vicki tori vikki vickie
vincent: vince vinny
violet: vi
vivien: viv vivian vivienne
waldemar: waldek
walter: walt wally
wayne: wazza
wendy: wend
wieslaw: wiesiek
wilfred: wilf
william: bill will+ billy+ willie liam+ willy wills
winifred: win winnie
wlodzimierz: wlodek
wojciech: wojtek
yvonne: von evonne
zachary: zac zack zak
zbigniew: zbyszek
zofia: zosia sophie
zoe: zo
zuzanna: zuza
mohammed: mo muhammad mohamed mohammad muhammed mohd md mohamad
ahmed: ahmad
ali: aly
hussain: hussein husain hussayn
hassan: hasan
yusuf: yousuf yousef yusef joseph
ibrahim: ebrahim
abdul: abdal
imran: immy imy
usman: uthman osman
omar: umar umer
faisal: faysal
khalid: khaled
tariq: tarik tareq
nasreen: nasrin
fatima: fatema fatimah
ayesha: aisha aysha ayisha
yasmin: yasmeen jasmine
shabana: shab
rukhsana: ruksana
parveen: parvin
zainab: zaynab
gurpreet: gurp preet gp guri
harpreet: harp harry preet
manpreet: manny mani preet
jaspreet: jas jass
kulwinder: kully
balwinder: bally bal
jaswinder: jas jassi
sukhwinder: sukhi sukh
sukhdev: sukh
surinder: suri
rajinder: raj
rajesh: raj
rajinderpal: raj
manjit: manj
harjit: harj harry
ranjit: ranj
paramjit: pam param
parminder: pam
amarjit: amar
baljit: bal bally
kuldip: kully
sandeep: sandy sand
amandeep: aman
navdeep: nav
ravinder: ravi rav
jagdeep: jag jagdip
hardeep: hardip
sanjay: sanj
vijay: vij
deepak: dee
"""


def _own_list() -> tuple[dict[str, dict[str, float]], frozenset[str]]:
    """Return short form -> {full name: weight}, and every form that is a name in its own right."""
    short: dict[str, dict[str, float]] = {}
    own_right = set()
    for line in _OWN.strip().splitlines():
        full, _, forms = line.partition(": ")
        own_right.add(full)
        for form in forms.split():
            bare = form.removesuffix("+")
            if bare != form:
                own_right.add(bare)
            short.setdefault(bare, {})[full] = 1.0
    return short, frozenset(own_right)


_SHORT, _OWN_RIGHT = _own_list()
_PACKAGE = NickNamer()


@cache
def full_names(form: str) -> dict[str, float]:
    """Return the full names a written given name may stand for, with weights that add up to 1.

    The form itself is always among them: some people are simply called Liz.

    Parameters
    ----------
    form
        A given name in lower case without accents.

    Examples
    --------
    >>> sorted(full_names("bob"))
    ['bob', 'robert']
    >>> full_names("kowalska")
    {'kowalska': 1.0}
    """
    known = _SHORT.get(form)
    if known is None and form not in _OWN_RIGHT:
        known = dict.fromkeys(sorted(_PACKAGE.canonicals_of(form)), 1.0)
    if not known:
        return {form: 1.0}
    itself = 0.6 if form in _OWN_RIGHT else 0.15
    total = sum(known.values())
    return {form: itself} | {full: (1 - itself) * weight / total for full, weight in known.items() if full != form}


@cache
def is_given_name(form: str) -> bool:
    """Whether the lists know a form as a given name.

    Examples
    --------
    >>> is_given_name("gosia"), is_given_name("okoro")
    (True, False)
    """
    return (
        form in _OWN_RIGHT or form in _SHORT or bool(_PACKAGE.canonicals_of(form)) or bool(_PACKAGE.nicknames_of(form))
    )
