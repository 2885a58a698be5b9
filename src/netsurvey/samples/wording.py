"""How people on a doorstep put who they mean: by name, title, kinship, whereabouts or not as a person at all.

Patterns hold ``{g}`` for what the person is called, ``{s}`` for the surname, ``{at}`` for a group or place,
``{no}`` for a house number.
"""

from __future__ import annotations

__all__ = ["DECEASED", "DESCRIBED", "KIN", "MARGINS", "NEARBY", "NOT_A_PERSON", "RELATIONS", "SELF", "TITLED"]

TITLED: dict[str, tuple[str, ...]] = {
    "councillor": ("Cllr {s}", "Cllr {s}", "Councillor {s}", "Cllr {g} {s}", "Clr {s}"),
    "vicar": ("Rev {s}", "Rev {g}", "Reverend {s}", "Rev {g} {s}"),
    "priest": ("Father {g}", "Fr {g}", "Father {g}"),
    "doctor": ("Dr {s}", "Dr {s}", "Doctor {s}", "Dr. {s}"),
    "head teacher": ("Mrs {s}", "Mrs {s} (school)", "Mrs {s} from the school"),
    "shopkeeper": ("{g} at the shop", "{g} from the corner shop", "{g} (shop)"),
    "postman": ("{g} the postman", "{g} (postman)", "{g} postie"),
    "community officer": ("PCSO {s}", "PCSO {g}"),
    "housing officer": ("{g} from housing", "{g} (housing)"),
    "youth worker": ("{g} the youth worker", "{g} (youth worker)"),
    "quizmaster": ("{g} from the quiz", "{g} quizmaster"),
    "street sweeper": ("{g} the sweeper", "{g} (street sweeper)"),
    "hairdresser": ("{g} the hairdresser", "{g} at the hairdressers"),
    "landlord": ("{g} at the Lamb", "{g} (the Lamb)", "{g} from the Lamb"),
}
KIN: dict[tuple[str, str], tuple[str, ...]] = {
    ("partner", "F"): ("wife", "my wife", "the wife", "partner", "my wife {g}"),
    ("partner", "M"): ("husband", "my husband", "hubby", "partner", "husband {g}"),
    ("parent", "F"): ("mum", "my mum", "me mam", "my mother", "mum ({g})"),
    ("parent", "M"): ("dad", "my dad", "me dad", "my father"),
    ("child", "F"): ("my daughter", "daughter", "our {g}", "daughter {g}"),
    ("child", "M"): ("my son", "son", "our {g}", "our lad", "my son {g}"),
    ("sibling", "F"): ("my sister", "sister", "our {g}", "my sister {g}"),
    ("sibling", "M"): ("my brother", "brother", "our {g}", "our kid", "brother {g}"),
    ("neighbour", "F"): ("next door", "lady next door", "neighbour at no {no}"),
    ("neighbour", "M"): ("next door", "man next door", "neighbour at no {no}"),
}
DESCRIBED = ("{g} at {at}", "{g} from {at}", "{g} ({at})", "{g} {s} ({at})")
NEARBY = ("{g} next door", "{g} over the road", "{g} at no {no}", "{g} at number {no}")
RELATIONS: dict[str, tuple[str, ...]] = {
    "partner F": ("wife", "partner", "wife"),
    "partner M": ("husband", "partner", "husband"),
    "parent F": ("mum", "mother"),
    "parent M": ("dad", "father"),
    "child F": ("daughter",),
    "child M": ("son",),
    "sibling F": ("sister",),
    "sibling M": ("brother",),
    "friend F": ("friend", "friend", "mate", "good friend"),
    "friend M": ("friend", "friend", "mate", "best mate"),
    "neighbour F": ("neighbour", "neighbour", "next door"),
    "neighbour M": ("neighbour", "neighbour", "next door"),
    "colleague F": ("colleague", "work", "works with"),
    "colleague M": ("colleague", "work", "work mate"),
    "activist": ("neighbour", "know from group", "community", "runs the group"),
    "doctor": ("GP", "doctor"),
    "head teacher": ("teacher", "school"),
}
"""What is written as the relation, by tie and sex, else by public role, else the role's own word."""
SELF = ("me", "myself", "just me", "")
"""How respondents name themselves; "" stands for their own name."""
DECEASED = ("late husband", "late wife", "my late mum", "my dad (deceased)", "late brother")
NOT_A_PERSON: dict[str, tuple[tuple[str, str], ...]] = {
    "support": (("gp", "GP"), ("social", "social services"), ("council", "the council"), ("gp", "my GP")),
    "trust": (("gp", "the doctor"), ("church", "church"), ("advice", "citizens advice"), ("role-vicar", "the vicar")),
    "talk": (("role-postman", "postman"), ("role-hairdresser", "hairdresser"), ("facebook", "Facebook")),
    "connector": (("welfare", "the Welfare"), ("residents", "residents association"), ("facebook", "Facebook")),
    "linker": (("council", "the council"), ("police", "police"), ("housing", "housing association")),
    "activist": (("residents", "residents association"), ("council", "council"), ("role-councillor", "councillor")),
    "hears": (("facebook", "Facebook"), ("newsletter", "newsletter"), ("paper", "local paper"), ("facebook", "FB")),
    "avoid": (("council", "the council"),),
}
"""Answers that name no person, by question: the id in the truth (a public role counts as a place), the words."""
MARGINS = ("see over", "call back after 5", "dog!", "talked a long time", "would like to help", "hard of hearing")
