"""Names that only the place knows, as the team writes them down beside the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import DataError

if TYPE_CHECKING:
    from tests.ingest.conftest import Reader

HELP = """
[questions.help]
asks = "people"
name = "help_{n}"
"""
SHEET = "ref,help_1\n1,Titch\n2,Rob Ashdown\n"


def test_what_a_name_means_here_stands_in_the_roster_and_the_answer_stays_as_written(read: Reader) -> None:
    _, roster = read(
        HELP, responses=SHEET, nicknames="means,written,why\nRob Ashdown, Titch ,\n,,\nRob Ashdown,titch,twice\n"
    )
    assert roster.nicknames.to_numpy().tolist() == [["Titch", "Rob Ashdown"]]
    assert roster.mentions["name"].tolist() == ["Titch", "Rob Ashdown"]


def test_no_file_is_no_nicknames(read: Reader) -> None:
    assert read(HELP, responses=SHEET)[1].nicknames.shape == (0, 2)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("written,who\nTitch,Ann\n", 'nicknames.csv, column "means": has no such column'),
        ("written,means\nTitch,\n", 'nicknames.csv, row 2, column "means": is blank'),
        ("written,means\n,Rob Ashdown\n", 'nicknames.csv, row 2, column "written": is blank'),
        (
            "written,means\nTitch,Rob Ashdown\nDot,Dorothy\nTITCH,Zoe Fell\n",
            'nicknames.csv, row 4, column "written": stands for somebody else than in row 2',
        ),
        ("written,means\nTitch,Ashdown, Rob\n", "nicknames.csv, row 2: the row has more cells than the header"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place_and_without_a_name(read: Reader, table: str, says: str) -> None:
    with pytest.raises(DataError) as caught:
        read(HELP, responses=SHEET, nicknames=table)
    told = str(caught.value)
    assert says in " ".join(told.split())
    assert not {"Titch", "TITCH", "Ashdown", "Fell"} & set(told.replace(",", " ").split())
