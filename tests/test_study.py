from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import StudyError
from netsurvey.study import KNOWN_SCALES, Study, read_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALLEST = '[study]\ntitle = "T"\nresponses = "r.csv"\n[respondent]\nid = "ref"\n'


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Study]:
    def write_and_read(text: str) -> Study:
        file = tmp_path / "study.toml"
        file.write_text(text, encoding="utf-8")
        return read_study(file)

    return write_and_read


def test_the_smallest_study_file_needs_a_title_responses_and_an_id(read: Callable[[str], Study]) -> None:
    study = read(SMALLEST)
    assert (study.title, study.study.responses, study.respondent.id) == ("T", ["r.csv"], "ref")
    assert study.study.wave.value == "1"


def test_every_mistake_is_told_at_once_with_key_value_and_nearest(read: Callable[[str], Study]) -> None:
    wrong = """
        [study]
        title = "T"
        responses = "r.csv"
        populaton = 7500
        resolve = "exakt"
        [respondent]
        id = "ref"
        nme = "first_name"
        [questions.help]
        asks = "people"
        name = "help_{n}"
        relatoin = "help_{n}_relation"
        role = "suport"
        [questions.knows]
        asks = "choice"
        [scales.wemwb]
        items = "w{n}"
        [[sources]]
        pth = "wave2.csv"
    """
    with pytest.raises(StudyError) as caught:
        read(wrong)
    told = str(caught.value)
    for expected in (
        'key "study.populaton": is not a key of the study file (value "7500"). Nearest: population',
        "key \"study.resolve\": must be one of 'names', 'exact' or 'within' (value \"exakt\"). Nearest: exact.",
        'key "respondent.nme": is not a key of the study file (value "first_name"). Nearest: name.',
        'key "questions.help.relatoin"',
        'nearest: support (value "suport")',
        'asks = "choice" needs column',
        'key "sources[0].path": is missing',
        "nearest known: wemwbs",
    ):
        assert expected in told
    assert told.count("study.toml") == len(told.splitlines())


def test_a_file_that_is_not_toml_names_the_line(read: Callable[[str], Study]) -> None:
    with pytest.raises(StudyError, match=r"not valid TOML.*line 2"):
        read("[study]\ntitle = Murton\n")


def test_numbers_may_stand_where_texts_are_meant(read: Callable[[str], Study]) -> None:
    study = read(SMALLEST.replace("[respondent]", "wave = 2011\nmissing = [-99, 0]\n[respondent]"))
    assert study.study.wave.value == "2011"
    assert study.study.missing == ["-99", "0"]


def test_the_population_is_one_number_or_one_a_site(read: Callable[[str], Study]) -> None:
    one = read(SMALLEST.replace("[respondent]", "population = 7500\n[respondent]"))
    each = read(SMALLEST.replace("[respondent]", "population = { Ashby = 900 }\n[respondent]"))
    assert (one.population_of("anywhere"), each.population_of("Ashby"), each.population_of("Elsewhere")) == (
        7500, 900, None,
    )  # fmt: skip


def test_the_short_form_of_attributes_names_columns(read: Callable[[str], Study]) -> None:
    long = read(SMALLEST + '[attributes.work]\ncolumn = "emp"\n')
    assert long.attributes["work"].column == "emp"
    short = read(SMALLEST.replace('id = "ref"', 'id = "ref"\nattributes = ["emp"]'))
    assert short.attributes["emp"].column == "emp"


def test_a_block_may_have_its_own_words_for_blank(read: Callable[[str], Study]) -> None:
    study = read(SMALLEST + '[questions.help]\nasks = "people"\nname = "h{n}"\nmissing = ["0"]\n')
    words = study.words(study.questions["help"])
    assert words.missing == ["0"]
    assert words.none_words == study.study.none_words


def test_known_scales_have_the_items_of_their_published_scoring() -> None:
    # METHODS: WEMWBS 14 items of 1-5; SWEMWBS items 1, 2, 3, 6, 7, 9, 11; ONS four of 0-10; UCLA three of 1-3.
    assert KNOWN_SCALES["wemwbs"] == (tuple(range(1, 15)), (1, 5))
    assert KNOWN_SCALES["swemwbs"] == ((1, 2, 3, 6, 7, 9, 11), (1, 5))
    assert KNOWN_SCALES["ons4"] == ((1, 2, 3, 4), (0, 10))
    assert KNOWN_SCALES["ucla3"] == ((1, 2, 3), (1, 3))


def test_a_scale_nobody_knows_needs_its_range(read: Callable[[str], Study]) -> None:
    with pytest.raises(StudyError, match=r"empowerment.*range = \[lowest, highest\]"):
        read(SMALLEST + '[scales.empowerment]\nitems = "emp_{n}"\n')
    study = read(SMALLEST + '[scales.empowerment]\nitems = "emp_{n}"\nrange = [1, 5]\n')
    assert study.is_scale_column("empowerment_3")
    assert not study.is_scale_column("empowerment_grant")


def test_a_missing_study_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no such study file"):
        read_study(tmp_path / "study.toml")
