"""Real tables that no field tool wrote are not taken for an export of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.ingest.formats import FORMATS, Files

if TYPE_CHECKING:
    from pathlib import Path

TOOLS = {
    "kobo",
    "odk",
    "network-canvas",
    "network-canvas-graphml",
    "qualtrics",
    "limesurvey",
    "microsoft-forms",
    "google-forms",
}


@pytest.mark.third_party
@pytest.mark.parametrize("folder", ["classic", "egor", "formats", "kfamily", "medinnovations", "openplay", "safi"])
def test_real_tables_of_other_origins_are_not_taken_for_exports_of_field_tools(folder: str, third_party: Path) -> None:
    paths = [path for path in sorted((third_party / folder).rglob("*")) if path.suffix in {".csv", ".graphml"}]
    assert paths
    taken = {
        path.name: one.name
        for path in paths
        for one in FORMATS
        if one.name in TOOLS and one.recognises(Files(path.name, [path]))
    }
    assert taken == {}
