"""The formats netsurvey reads, in the order in which they are tried.

To add one, write a module that ends in a `Format` and name it here.
"""

from __future__ import annotations

from netsurvey.ingest.formats.edge_list import EDGE_LIST
from netsurvey.ingest.formats.egor import EGOR
from netsurvey.ingest.formats.egoweb import EGOWEB
from netsurvey.ingest.formats.files import Files
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.google_forms import GOOGLE_FORMS
from netsurvey.ingest.formats.kobo import KOBO
from netsurvey.ingest.formats.limesurvey import LIMESURVEY
from netsurvey.ingest.formats.matrix import MATRIX
from netsurvey.ingest.formats.microsoft_forms import MICROSOFT_FORMS
from netsurvey.ingest.formats.network_canvas import NETWORK_CANVAS
from netsurvey.ingest.formats.network_canvas_graphml import NETWORK_CANVAS_GRAPHML
from netsurvey.ingest.formats.odk import ODK
from netsurvey.ingest.formats.openeddi import OPENEDDI
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.formats.plain import LONG, WIDE
from netsurvey.ingest.formats.qualtrics import QUALTRICS
from netsurvey.ingest.formats.statistics import SPSS, STATA

__all__ = ["FORMATS", "Files", "Format", "Part", "format_of"]

FORMATS: tuple[Format, ...] = (
    KOBO,
    ODK,
    NETWORK_CANVAS,
    NETWORK_CANVAS_GRAPHML,
    QUALTRICS,
    LIMESURVEY,
    MICROSOFT_FORMS,
    GOOGLE_FORMS,
    EGOWEB,
    OPENEDDI,
    EGOR,
    MATRIX,
    EDGE_LIST,
    SPSS,
    STATA,
    LONG,
    WIDE,
)
"""Every format, the particular before the general."""


def format_of(files: Files) -> Format | None:
    r"""Return the first format that recognises these files; None where none does.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "forms.csv"
    ...     _ = path.write_text("ref,help_1\n1,Sue\n")
    ...     format_of(Files("forms.csv", [path])).name
    'wide'
    """
    return next((one for one in FORMATS if one.recognises(files)), None)
