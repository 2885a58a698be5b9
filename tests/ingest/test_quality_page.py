from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pandas as pd
import pytest

from netsurvey import ingest, open_study
from netsurvey.ingest import quality_page, report_lines
from netsurvey.ingest.quality import cells_to_look_at
from netsurvey.ingest.quality.advice import advice_for
from netsurvey.samples import sample_path
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

TOML = """
name = "name"
age = "age"
[questions.help]
asks = "people"
name = "help_{n}"
relation = "rel_{n}"
[questions.belongs]
asks = "choice"
column = "belongs"
yes = ["Y"]
no = ["N"]
[scales.mood]
items = "mood_{n}"
range = [1, 5]
"""
FORMS = (
    "ref,name,age,help_1,rel_1,belongs,mood_1,mood_2,mood_3\n"
    "1,Ophelia Marchbanks,199,,friend,Y,3/4,6,3\n"
    "2,Balthazar Thistle,40,none,,perhaps,Zebedee,2,3\n"
    "2,Cordelia Plum,41,Zebedee Quill,,Y,1,2,3\n"
    ",Wilhelmina Sprout,,,,,,,\n"
)


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, and its text by element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "rect", "path"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"rect", "path"}:
            return
        if self.open[-1] != tag:
            self.unclosed.append(tag)
        self.open.pop()

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.elements if found == tag]


@pytest.fixture(scope="module", params=["small", "murton-sized"])
def sample(request: pytest.FixtureRequest) -> tuple[Survey, Roster]:
    return ingest(open_study(sample_path(request.param)))


# Cells that need a look -----------------------------------------------------------------------------------------------


def test_each_cell_is_shown_with_its_row_its_column_and_what_to_do(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    cells = {(cell["row"], *cell["columns"]): cell for cell in cells_to_look_at(survey.quarantine)}
    assert (cells[2, "age"]["reason"], cells[2, "age"]["value"]) == ("not an age", None)  # who somebody is stays unsaid
    assert cells[2, "rel_1"]["do"].startswith("Was a name left out")
    assert {cells[2, "mood_1", "mood_2"]["reason"]} == {"not a whole number from 1 to 5"}
    assert cells[3, "belongs"]["value"] is None  # it has letters
    taken = next(cell for cell in cells.values() if cell["row"] == 4)
    assert (taken["cells"], taken["reason"]) == (8, "the id is taken by row 3")
    assert next(cell for cell in cells.values() if cell["row"] == 5)["reason"] == "the form has no id"
    assert "the id is taken by row 3" in quality_page(survey.report, survey.quarantine)


def test_a_value_of_digits_is_shown_and_one_with_letters_never_is(read: Reader) -> None:
    shifted = FORMS.replace("3/4,6,3", "3/4,2,3")
    survey, _ = read(TOML, responses=shifted)
    values = {cell["row"]: cell["value"] for cell in cells_to_look_at(survey.quarantine) if "mood_1" in cell["columns"]}
    assert (values[2], values[3]) == ("3/4", None)
    page = quality_page(survey.report, survey.quarantine)
    assert "3/4" in page
    assert not any(name in page for name in ("Zebedee", "Ophelia", "Thistle", "Plum", "Sprout"))


def test_every_reason_for_which_the_samples_cells_were_set_aside_has_its_own_instruction(
    sample: tuple[Survey, Roster],
) -> None:
    unknown = advice_for("something nobody has thought of").do
    assert [reason for reason in sample[0].quarantine["reason"].unique() if advice_for(reason).do == unknown] == []


def test_a_survey_without_a_fault_says_that_no_cell_needs_a_look(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS.splitlines()[0] + "\n1,Ann Lee,40,Bo Dunn,friend,Y,1,2,3\n")
    page = quality_page(survey.report, survey.quarantine)
    assert "No cell needs a look" in page
    assert "Nothing stands out." in page


def test_what_was_withdrawn_is_nothing_to_look_at() -> None:
    gone = pd.DataFrame(
        [("a.csv", 2, "name", "text", None, "withdrawn")],
        columns=["file", "row", "column", "value_kind", "value", "reason"],
    )
    assert cells_to_look_at(gone) == []


# The page -------------------------------------------------------------------------------------------------------------


def test_no_name_and_no_street_of_anybody_is_on_the_page_or_in_the_lines(sample: tuple[Survey, Roster]) -> None:
    survey, roster = sample
    columns = [roster.respondents[name] for name in ("name", "known_as", "street")]
    of_people = survey.mentions["kind"].isin(["person", "household", "self"]).to_numpy()
    columns += [roster.mentions.loc[of_people, name] for name in ("name", "street")]
    names = {text.strip() for text in pd.concat(columns).dropna() if len(text.strip()) > 2}
    assert len(names) > 300
    told = quality_page(survey.report, survey.quarantine) + "\n".join(report_lines(survey.report)) + str(survey.report)
    assert [name for name in names if name in told and re.search(rf"\b{re.escape(name)}\b", told)] == []


def test_the_page_needs_nothing_but_itself(sample: tuple[Survey, Roster]) -> None:
    page = quality_page(sample[0].report, sample[0].quarantine)
    made_of = Page(page)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in made_of.elements}
    assert "http" not in page.replace("http-equiv", "")
    assert {anchor["href"] for anchor in made_of.all("a")} <= {
        f"#{element['id']}" for _, element in made_of.elements if "id" in element
    }


def test_the_page_is_whole_and_made_for_those_who_cannot_see_it(sample: tuple[Survey, Roster]) -> None:
    made_of = Page(quality_page(sample[0].report, sample[0].quarantine))
    assert (made_of.open, made_of.unclosed) == ([], [])
    assert made_of.all("html") == [{"lang": "en"}]
    assert len(made_of.all("h1")) == 1
    charts = made_of.all("svg")
    assert len(charts) == 4
    assert all(chart["role"] == "img" and "table below" in (chart["aria-label"] or "") for chart in charts)
    assert all("scope" in head for head in made_of.all("th"))
    ids = [element["id"] for _, element in made_of.elements if "id" in element]
    assert len(ids) == len(set(ids))


def test_what_the_study_file_says_is_escaped(read: Reader) -> None:
    head = '[study]\ntitle = "<b>Ash & Elm"\nresponses = "responses.csv"\n[respondent]\nid = "ref"\n'
    survey, _ = read(head + TOML.replace("questions.belongs", 'questions."<i>"'), responses=FORMS)
    page = quality_page(survey.report, survey.quarantine)
    assert "&lt;b&gt;Ash &amp; Elm" in page
    assert "&lt;i&gt;" in page
    assert not {"b", "i"} & {tag for tag, _ in Page(page).elements}


def test_a_lost_cell_is_said_at_the_top(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    page = quality_page({**survey.report, "balance": 2}, survey.quarantine)
    assert '<p class="bad lead">2 CELLS ARE UNACCOUNTED FOR' in page
