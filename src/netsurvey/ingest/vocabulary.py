"""The words that tell kin from friends, a role from a name and a place from a person.

Word lists stand apart from the rules that use them, so that a team can add its own town's words in one place.
"""

from __future__ import annotations

__all__ = [
    "COMMON_SURNAMES",
    "FAMILY",
    "GROUPS",
    "HEADS",
    "HOUSEHOLD",
    "KIN",
    "MEDIA",
    "PLACES",
    "PLURAL_KIN",
    "RELATION_WORDS",
    "ROLES",
    "SELF",
    "TITLES",
    "UNCLEAR",
    "UNNAMED",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase for line in text.split("\n") for phrase in line.strip().split(", ") if phrase)


MEDIA = _phrases(
    """facebook, fb, whatsapp, twitter, instagram, tiktok, snapchat, nextdoor, messenger, youtube, internet, online
    web, website, google, social media, newspaper, newspapers, paper, papers, local paper, radio, local radio, tv
    television, telly, news, newsletter, parish newsletter, noticeboard, notice board, posters, leaflet, leaflets
    email, emails, magazine, echo, gazette, chronicle, word of mouth"""
)
GROUPS = _phrases(
    """council, parish council, county council, city council, town council, borough council, district council
    police, church, mosque, temple, chapel, school, nhs, citizens advice, citizens advice bureau, cab, social services
    adult services, job centre, jobcentre, housing association, housing office, housing, charity, samaritans, age uk
    age concern, u3a, wi, women's institute, womens institute, rotary, scouts, guides, brownies, residents association
    residents' association, tenants association, youth club, friends, neighbours, neighbors, workmates, colleagues
    work, family support, support group, playgroup, mother and toddler group, toddler group, lunch club, choir, band
    surestart, sure start, government, salvation army, british legion, royal british legion, history group, cubs"""
)
PLACES = _phrases(
    """pub, shop, shops, corner shop, local shop, library, post office, surgery, doctors surgery, doctor's surgery
    health centre, medical centre, community centre, welfare hall, village hall, club, working men's club
    working mens club, social club, cafe, park, co-op, coop, asda, tesco, chemist's, hospital, clinic, hairdressers
    barbers, betting shop, bingo, leisure centre, gym, allotments, allotment, school gate, school gates, market"""
)
ROLES = _phrases(
    """vicar, priest, minister, imam, rabbi, doctor, doctors, gp, gps, nurse, district nurse, practice nurse, postman
    postwoman, postie, post lady, milkman, councillor, councillors, mp, mayor, teacher, teachers, headteacher
    head teacher, headmaster, headmistress, social worker, health visitor, carer, carers, warden, shopkeeper, landlord
    landlady, barman, barmaid, hairdresser, barber, chemist, pharmacist, librarian, policeman, policewoman, bobby, pcso
    community officer, community worker, support worker, key worker, keyworker, midwife, counsellor, therapist
    solicitor, quizmaster, quiz master, street sweeper, road sweeper, lollipop lady, lollipop man, caretaker
    youth worker, dinner lady, housing officer, bin man, bin men, binmen, receptionist, butcher, baker, bus driver
    taxi driver, bank manager, boss, manager, cleaner, dentist, optician, paper boy, window cleaner, builder, plumber"""
)
UNCLEAR = _phrases(
    """as above, see above, above, ditto, same, same as above, same person, see over, see back, over, illegible
    unreadable, can't read, cant read, cannot read, unclear, unknown, various, several, many, lots, loads, everyone
    everybody, anyone, anybody, someone, somebody, all, all of them, too many, any, other, others, it depends, depends
    not known, some people, a few, few people, lots of people"""
)
SELF = _phrases("me, myself, self, i do, i do it myself, on my own, just me, only me, only myself")
HEADS = {
    "group": _words("council association society committee team group services service bureau trust forum"),
    "place": _words(
        "centre center church school library surgery pub shop store cafe hall club hospital park office arms inn hotel "
        "house street road"
    ),
    "medium": _words("facebook whatsapp twitter instagram website newsletter newspaper radio page echo"),
}
UNNAMED = _words("lady man woman girl boy guy bloke chap lad lass gentleman neighbour neighbor one couple")
TITLES = _words(
    "mr mrs miss ms mx dr doctor prof cllr councillor rev revd reverend father fr sir lady lord dame canon pastor imam "
    "pc pcso sgt nurse auntie aunty uncle"
)
COMMON_SURNAMES = _words(
    "smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white roberts "
    "green hall wood jackson clarke clark hughes edwards khan hussain singh ahmed ali begum kaur kowalski nowak young "
    "king parker mason turner carter cook cooper baker butler"
)
HOUSEHOLD = _words(
    "husband wife partner spouse hubby missus fiance fiancee housemate flatmate lodger live lives living"
)
FAMILY = _words(
    "mother mum mam mom mummy mammy father dad daddy da son daughter sister sis brother bro grandmother grandma gran "
    "granny nan nana nanna grandfather grandad granddad grandpa grandson granddaughter grandchild aunt auntie aunty "
    "uncle niece nephew cousin mother-in-law father-in-law sister-in-law brother-in-law son-in-law daughter-in-law "
    "in-law stepmum stepdad stepmother stepfather stepson stepdaughter sibling parent child godmother godfather "
    "girlfriend boyfriend ex ex-husband ex-wife relative relation family kin mama tata babcia dziadek ciocia"
)
PLURAL_KIN = _words(
    "parents children kids sons daughters sisters brothers grandparents grandchildren grandkids aunts uncles nieces "
    "nephews cousins in-laws siblings relatives relations family folks parents-in-law twins"
)
KIN = (FAMILY - {"family", "kin", "relative", "relation", "ex", "da", "in-law"}) | (
    HOUSEHOLD - {"live", "lives", "living"}
)
RELATION_WORDS = tuple(
    (relation, _words(words))
    for relation, words in (
        (
            "official",
            "councillor cllr mp mep msp mayor mayoress council councilor officer police policeman policewoman pcso "
            "constable magistrate official clerk warden",
        ),
        (
            "professional",
            "doctor gp nurse carer teacher headteacher vicar priest minister imam rabbi pastor solicitor counsellor "
            "therapist physio pharmacist chemist midwife dentist keyworker professional landlord hairdresser "
            "shopkeeper advisor adviser",
        ),
        ("friend", "friend friends mate mates pal pals buddy bestie acquaintance"),
        ("neighbour", "neighbour neighbor neighbours neighbors upstairs downstairs opposite"),
        ("colleague", "colleague colleagues workmate co-worker coworker work boss manager employer job"),
        ("household", " ".join(sorted(HOUSEHOLD))),
        ("family", " ".join(sorted(FAMILY | PLURAL_KIN))),
    )
)
