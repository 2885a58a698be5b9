"""What tools built on XForms, KoboToolbox and ODK, record about people and machines by themselves.

Both know the same questions that nobody asks, and write where somebody stood into columns of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["recorded_unasked"]

_UNASKED = frozenset(
    {
        "audit",
        "background-audio",
        "deviceid",
        "email",
        "phonenumber",
        "simserial",
        "start-geopoint",
        "submitterid",
        "submittername",
        "subscriberid",
        "username",
        "_geolocation",
        "_submission__submitted_by",
        "_submitted_by",
    }
)
_GROUPS = re.compile(r"[/:.]|(?<!start)(?<!background)-")
_COORDINATE = re.compile(
    r"(?:.*[/:.])?_(?P<place>.+)_(?:latitude|longitude|altitude|precision)|.+-(?:Latitude|Longitude|Altitude|Accuracy)"
)


def recorded_unasked(headers: Iterable[str]) -> frozenset[str]:
    """Return the headers of columns that the tool fills in by itself about somebody: accounts, devices, places.

    Parameters
    ----------
    headers
        The headers of a sheet; with the names of their groups before them, or without.

    Examples
    --------
    >>> sorted(recorded_unasked(["name", "meta/deviceid", "_submitted_by", "home", "visit/_home_latitude"]))
    ['_submitted_by', 'home', 'meta/deviceid', 'visit/_home_latitude']
    >>> sorted(recorded_unasked(["visit-where-Latitude", "SubmitterName", "visit-email_given"]))
    ['SubmitterName', 'visit-where-Latitude']
    """
    headers = list(headers)
    found = {header for header in headers if _GROUPS.split(header)[-1].casefold() in _UNASKED}
    for header in headers:
        if coordinate := _COORDINATE.fullmatch(header):
            place = coordinate["place"]
            found |= {header} | {other for other in headers if place and _GROUPS.split(other)[-1] == place}
    return frozenset(found)
