"""Places, groups, public roles and media: which of them a mention means, by evidence of their own.

The same idea as for people: a place is known from what was written of it, a mention is weighed against it in bits, and
plausible answers are drawn. The evidence is another: the words of a name by how rare they are here, the kind of place,
the question, and that nobody names one place twice in an answer.
"""

from netsurvey.resolve.places.resolution import PLACE_KINDS, places_table, resolve_places
from netsurvey.resolve.places.snapping import snapper
from netsurvey.resolve.places.words import place_words

__all__ = ["PLACE_KINDS", "place_words", "places_table", "resolve_places", "snapper"]
