"""The same survey in the layout of every field tool and web form: equal content gives equal tables."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from tests.ingest.formats.equal import FORMS, PEOPLE, TIES, check, read
from tests.ingest.formats.layouts import LAYOUTS, Layout, Said

from netsurvey.errors import DataError, SourceError, StudyError
from netsurvey.ingest.formats import FORMATS, Files, format_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again


every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
with_rows = {name: layout for name, layout in LAYOUTS.items() if layout.rows}
every_layout_of_rows = pytest.mark.parametrize("layout", with_rows.values(), ids=list(with_rows))


def responses(folder: Path, toml: str) -> Files:
    named = tomllib.loads(toml)["study"]["responses"]
    return Files("export", [folder / name for name in ([named] if isinstance(named, str) else named)])


@every_layout
def test_equal_content_gives_equal_tables(layout: Layout, tmp_path: Path) -> None:
    check(tmp_path, layout.write(tmp_path, Said()))


@every_layout
def test_a_layout_is_recognised_as_its_own_format_and_no_other(layout: Layout, tmp_path: Path) -> None:
    files = responses(tmp_path, layout.write(tmp_path, Said()))
    found = format_of(files)
    assert found is not None
    assert found.name == layout.format
    particular = [one for one in FORMATS if one.recognises(files) and one.name not in {"wide", "long"}]
    assert [one.name for one in particular] == [layout.format]


@every_layout
def test_respondents_with_no_alters_are_respondents(layout: Layout, tmp_path: Path) -> None:
    said = Said(people=[person for person in PEOPLE if person["ref"] == "R1"], ties=TIES[:2])
    survey, _ = read(tmp_path, layout.write(tmp_path, said))
    assert survey.respondents["respondent_id"].tolist() == [form["ref"] for form in FORMS]
    assert survey.respondents["interviewed"].all()
    states = survey.answers[survey.answers["question"] == "help"]["state"].tolist()
    assert states == ["answered", "blank", "blank", "blank", "none", "blank", "blank", "blank"]


@every_layout
def test_a_study_with_no_alter_ties_is_read(layout: Layout, tmp_path: Path) -> None:
    said = Said(ties=[], ask_ties=False)
    check(tmp_path, layout.write(tmp_path, said), ties=False)


@every_layout
def test_an_alter_that_appears_only_in_a_tie_is_set_aside(layout: Layout, tmp_path: Path) -> None:
    said = Said(ties=[*TIES, {"ref": "R3", "from": "1", "to": "3", "strength": "2"}])
    survey, roster = read(tmp_path, layout.write(tmp_path, said))
    assert len(survey.mention_ties) == len(TIES)
    assert roster.mentions[roster.mentions["respondent_id"] == "R3"]["name"].tolist()[:2] == [
        "Zoë Marlow",
        "Bartholomew Stone",
    ]
    nobody = {
        "somebody in this tie is in none of the rows of names that were read",
        "a tie of a slot in which nobody is named",
    }
    assert set(survey.quarantine["reason"]) <= nobody
    assert len(survey.quarantine) >= 1
    assert survey.report["balance"] == 0


@every_layout_of_rows
def test_a_header_only_file_of_alters_leaves_everybody_blank(layout: Layout, tmp_path: Path) -> None:
    toml = layout.write(tmp_path, Said(people=[], ties=[]))
    if layout.format == "network-canvas-graphml":  # has no header to show that somebody could have been named
        with pytest.raises(StudyError, match=r"there is no file or sheet of this name.*attributeList_Person"):
            read(tmp_path, toml)
        return
    survey, roster = read(tmp_path, toml)
    assert len(survey.respondents) == len(FORMS)
    assert set(roster.mentions["question"]) == {"places"}
    states = survey.answers[survey.answers["question"].isin(["help", "trust"])]["state"]
    assert states.value_counts().to_dict() == {"blank": 14, "none": 2}
    assert survey.report["balance"] == 0


@every_layout
def test_a_header_only_file_of_respondents_is_an_error(layout: Layout, tmp_path: Path) -> None:
    toml = layout.write(tmp_path, Said(forms=[], people=[], ties=[]))
    with pytest.raises((DataError, SourceError)) as raised:
        read(tmp_path, toml)
    if layout.format == "network-canvas-graphml":
        assert "folder without any file of answers" in str(raised.value)  # no interview, no file
    else:
        assert "has a header and no forms" in str(raised.value)


@pytest.mark.parametrize("name", ["wide", "repeat", "long"])
def test_a_sheet_of_no_tool_is_not_taken_for_one(name: str, tmp_path: Path) -> None:
    sheets = {
        "wide": "ID,Name,Start time,Timestamp,id,help_1_name,_index,KEY\n1,Sue,,,1,Dave,1,k\n",
        "repeat": "PARENT_KEY,KEY,name\nk,k/p[1],Sue\n",
        "long": "ref,name,from,to,Email\n1,Sue,,,\n1,Dave,,,\n",
    }
    (tmp_path / "sheet.csv").write_text(sheets[name])
    found = format_of(Files("sheet.csv", [tmp_path / "sheet.csv"]))
    assert found is not None
    assert found.name == "wide"
