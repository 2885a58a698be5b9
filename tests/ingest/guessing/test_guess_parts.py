"""What a column, a header or a group of columns is taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest

from netsurvey.errors import SourceError
from netsurvey.ingest.guessing import guess_study, retyped
from netsurvey.ingest.guessing.columns import Column
from netsurvey.ingest.guessing.draft import Draft, block
from netsurvey.ingest.guessing.headers import field_of, role_of
from netsurvey.ingest.guessing.identity import guess_key
from netsurvey.ingest.guessing.scales import guess_scales
from netsurvey.ingest.guessing.slots import numbered, paired

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def column(header: str, cells: Sequence[object] = (), place: int = 0) -> Column:
    return Column(header, np.array([str(cell) for cell in cells], dtype=object), place=place)


def patterns(*headers: str) -> list[str]:
    return [slots.pattern for slots in numbered([column(header, place=n) for n, header in enumerate(headers)])]


def items(name: str, numbers: Sequence[int], *, low: int, high: int) -> list[Column]:
    """Return columns answered over the whole of a range."""
    span = high - low + 1
    return [
        column(f"{name}{n}", [low + (row + place) % span for row in range(3 * span)], place)
        for place, n in enumerate(numbers)
    ]


# Columns --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["Y", "N", ""], True),
        (["yes", "yes"], True),
        (["1", "0"], False),
        (["x", ""], False),
        (["yes", "no", "perhaps"], False),
        ([""], False),
    ],
)
def test_a_yes_or_no_column_needs_a_word_and_a_tick_box_is_none(cells: list[str], said: bool) -> None:  # noqa: FBT001
    assert column("knows", cells).is_yes_no is said


def test_words_for_nothing_do_not_count_as_filled() -> None:
    assert column("age", ["40", "n/a", "dk", "refused", ""]).filled == 1


# Slots ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["help_1_name", "help_1_street", "help_2_name", "help_2_street"], ["help_{n}_name", "help_{n}_street"]),
        (["net11", "net12", "net21", "net22"], ["net1{n}", "net2{n}"]),
        (["net9", "net10", "net11"], ["net{n}"]),
        (["1_Q5", "1_Q6", "2_Q5", "2_Q6"], ["{n}_Q5", "{n}_Q6"]),
        (["Q1[SQ001]", "Q1[SQ002]", "Q2[SQ001]", "Q2[SQ002]"], ["Q1[SQ{n}]", "Q2[SQ{n}]"]),
        (["p[1]/p1_name", "p[2]/p2_name"], ["p[{n}]/p{n}_name"]),
        (["wave2011", "form_no"], []),
    ],
)
def test_numbered_headers_are_one_question(headers: list[str], expected: list[str]) -> None:
    assert patterns(*headers) == expected


def test_columns_for_pairs_need_every_pair() -> None:
    assert [found.pattern for found in paired([column(f"X{pair}") for pair in ("1.to.2", "1.to.3", "2.to.3")])] == [
        "X{a}.to.{b}"
    ]
    assert paired([column(f"q{pair}") for pair in ("1_1", "1_2", "2_1", "2_2")]) == []


# Headers --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "stem", "field"),
    [
        ("help_{n}_name", ("help",), "name"),
        ("{n}_help_how_often", ("help",), "frequency"),
        ("name.{n}", (), "name"),
        ("Support {n} - relationship", ("support",), "relation"),
        ("visit/help_{n}_street", ("help",), "street"),
        ("place_{n}", ("place",), None),
        ("How do you know person {n}?", ("person",), "relation"),
    ],
)
def test_a_header_is_a_question_and_what_was_asked_about_the_person(
    header: str, stem: tuple[str, ...], field: str | None
) -> None:
    assert field_of(header) == (stem, field)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("If you needed help, who would you go to?", "support"),
        ("Whose advice do you trust?", "trust"),
        ("Who do you stop and chat to most weeks?", "talk"),
        ("Who is good at bringing people together?", "connector"),
        ("Who could help you contact someone with influence, power or responsibility?", "linker"),
        ("Who gets things done round here?", "activist"),
        ("Who tells you what is going on?", "information"),
        ("Is there anyone you keep clear of?", "avoid"),
        ("Who lives at number 4?", None),
    ],
)
def test_what_a_question_is_for_is_told_by_its_words(question: str, role: str | None) -> None:
    assert role_of(("q1",), question)[0] == role


# Scales ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "low", "high", "scale"),
    [
        (range(1, 15), 1, 5, "wemwbs"),
        (range(1, 8), 1, 5, "swemwbs"),
        ((1, 2, 3, 6, 7, 9, 11), 1, 5, "swemwbs"),
        (range(1, 5), 0, 10, "ons4"),
        (range(1, 4), 1, 3, "ucla3"),
    ],
)
def test_scales_are_known_by_their_numbering(numbers: Sequence[int], low: int, high: int, scale: str) -> None:
    columns = items("s", numbers, low=low, high=high)
    found, doubts = guess_scales(columns, numbered(columns), taken=())
    assert [(own.name[1], own.get("items")) for own in found] == [(scale, "s{n}")]
    assert doubts == []


def test_a_scale_inside_a_longer_row_of_numbers_is_listed_in_its_order() -> None:
    columns = [*items("q", range(1, 4), low=10, high=20), *items("q", range(4, 11), low=1, high=5)]
    found, _ = guess_scales(columns, numbered(columns), taken=())
    assert [own.get("items") for own in found] == [[f"q{n}" for n in range(4, 11)]]


def test_five_columns_from_1_to_5_are_no_known_scale() -> None:
    columns = items("s", range(1, 6), low=1, high=5)
    assert guess_scales(columns, numbered(columns), taken=())[0] == []


# Ids ------------------------------------------------------------------------------------------------------------------


def test_the_id_is_the_column_called_so_in_which_every_form_differs() -> None:
    columns = [column("household", "1122"), column("form_no", "1234", 1), column("weight", "5678", 2)]
    assert guess_key(columns, place="x").id.header == "form_no"


def test_ids_may_come_again_in_other_villages() -> None:
    columns = [column("village", "1122"), column("id", "1212", 1)]
    key = guess_key(columns, place="x")
    assert (key.id.header, key.site.header if key.site else None, key.repeats) == ("id", "village", 0)


def test_a_few_forms_without_an_id_of_their_own_are_told() -> None:
    columns = [column("form_no", [*range(1, 20), 19])]
    assert guess_key(columns, place="x").repeats == 1


def test_without_any_id_init_says_what_to_do() -> None:
    with pytest.raises(SourceError, match="Number the forms"):
        guess_key([column("street", "aabb"), column("help_1", ["Sue", "Sue", "Pat", ""])], place="x")


# Sheets and drafts ----------------------------------------------------------------------------------------------------


def test_a_sheet_that_names_the_forms_is_a_table_and_any_other_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    forms, people, codes = book.worksheets[0], book.create_sheet("people"), book.create_sheet("codes")
    written: list[tuple[Worksheet, list[list[str | int]]]] = [
        (forms, [["ref", "age"], ["R1", 40], ["R2", 50], ["R3", 60]]),
        (people, [["ref", "who", "asked"], ["R1", "Sue", "help"], ["R1", "Pat", "trust"], ["R2", "Sue", "help"]]),
        (codes, [["code", "meaning"], ["1", "employed"]]),
    ]
    for sheet, rows in written:
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "forms.xlsx")
    draft = guess_study([tmp_path / "forms.xlsx"], tmp_path)
    assert [(own.name[1], own.get("table"), own.get("name")) for own in draft.of("questions")] == [
        ("help", "people", "who"),
        ("trust", "people", "who"),
    ]
    assert draft.doubts == ("forms.xlsx:codes hangs from no form and is not read.",)


def test_a_header_over_two_columns_is_read_by_no_line(tmp_path: Path) -> None:
    (tmp_path / "forms.csv").write_text("ref,help_1,age,age\n1,Sue,40,41\n2,Pat,50,51\n", encoding="utf-8")
    draft = guess_study([tmp_path / "forms.csv"], tmp_path)
    assert draft.unused == (("forms.csv", "age"),)
    assert draft.doubts[0].startswith('"age" stands over several columns')


def test_a_long_table_may_repeat_numbered_items_and_the_box_for_nobody(tmp_path: Path) -> None:
    headers = ["form_no", *(f"wem{n}" for n in range(1, 8)), "help_none", "question", "named"]
    rows = [["1", *"1234512", "", "help", "Sue Bell"], ["1", *"1234512", "", "trust", "Pat Lee"]]
    rows += [["2", *"5432154", "", "help", "Jo Fenn"], ["2", *"5432154", "", "trust", "Sue Bell"]]
    rows += [["3", *"3333333", "x", "", ""]]
    (tmp_path / "long.csv").write_text("\n".join(",".join(row) for row in [headers, *rows]), encoding="utf-8")
    draft = guess_study([tmp_path / "long.csv"], tmp_path)
    assert [(own.name[1], own.get("name"), own.get("none_tick")) for own in draft.of("questions")] == [
        ("help", "named", "help_none"),
        ("trust", "named", None),
    ]
    assert [own.get("items") for own in draft.of("scales")] == ["wem{n}"]


def test_a_file_of_ties_alone_is_about_those_who_name_somebody(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("from,to,value\na,b,1\na,c,3\nb,a,2\n", encoding="utf-8")
    draft = guess_study([tmp_path / "ties.csv"], tmp_path)
    (respondent,) = (own for own in draft.blocks if own.name == ("respondent",))
    assert (respondent.get("id"), respondent.get("weight")) == ("from", None)
    assert [own.get("name") for own in draft.of("questions")] == ["to"]


def test_a_kobotoolbox_csv_in_which_nobody_is_named_says_how_to_export_again(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("ref,knows,_uuid,_submission_time\nA,yes,u1,\nB,no,u2,\n", encoding="utf-8")
    assert any("export as XLSX" in doubt for doubt in guess_study([tmp_path / "k.csv"], tmp_path).doubts)


def test_leaving_out_a_question_leaves_out_the_ties_between_its_slots() -> None:
    help_ = block(("questions", "help"), [("name", "help_{n}", "")])
    ties = block(("alter_ties",), [("column", "know_{a}_{b}", ""), ("question", "help", "")])
    assert Draft(blocks=(help_, ties)).without(help_).blocks == ()


def test_names_cannot_become_a_number() -> None:
    with pytest.raises(ValueError, match="number"):
        retyped(block(("questions", "help"), [("name", "help_{n}", "")]), "number")
