from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import runpy
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from typer.main import get_command

import netsurvey
from netsurvey import cli
from netsurvey.analyse import measures
from netsurvey.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
TUTORIAL = DOCS / "tutorial" / "first-study.md"
RESOLUTION = DOCS / "explanation" / "how-resolution-decides.md"
BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
HAND_WRITTEN = [
    page
    for page in (*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")))
    if page.parent != REFERENCE and "_build" not in page.parts
]


def in_the_repository(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    pages: dict[str, str] = runpy.run_path(str(DOCS / "generate.py"))["pages"]()
    return pages


def rooms() -> Iterator[Any]:
    for found in pkgutil.walk_packages(netsurvey.__path__, "netsurvey."):
        yield importlib.import_module(found.name)


def own(module: Any) -> Iterator[tuple[str, Any]]:
    """Yield the public functions and classes that a module defines itself."""
    for name in getattr(module, "__all__", []):
        thing = getattr(module, name)
        if callable(thing) and getattr(thing, "__module__", None) == module.__name__:
            yield f"{module.__name__}.{name}", thing
            if isinstance(thing, type):
                yield from (
                    (f"{module.__name__}.{name}.{method}", value)
                    for method, value in vars(thing).items()
                    if not method.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
                )


# The reference ------------------------------------------------------------------------------------------------------


def test_the_reference_says_what_the_program_says(generated: dict[str, str]) -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in REFERENCE.glob("*.md")}
    assert sorted(written) == sorted(generated)
    stale = [name for name, text in generated.items() if written[name] != text]
    assert stale == [], "run `make reference` and look at what changed"


def test_every_command_and_option_is_in_the_reference_with_a_meaning(generated: dict[str, str]) -> None:
    root: Any = get_command(cli.app)
    sections = re.split(r"^## ", generated["cli.md"], flags=re.MULTILINE)
    by_command = {section.split("\n")[0]: section for section in sections[1:]}
    for name, command in root.commands.items():
        if command.hidden:
            assert f"`netsurvey {name}` is the same command." in generated["cli.md"]
            continue
        assert command.help, f"netsurvey {name} does not say what it does"
        for parameter in command.params:
            assert parameter.help, f"netsurvey {name}: {parameter.name} has no help"
            for written in parameter.opts if parameter.param_type_name == "option" else ():
                assert f"`{written}" in by_command[f"netsurvey {name}"]


def test_every_key_of_the_study_file_is_in_the_reference_with_a_meaning(generated: dict[str, str]) -> None:
    blocks = Study.model_json_schema()["$defs"]
    keys = {(block, key): about for block, schema in blocks.items() for key, about in schema["properties"].items()}
    assert [key for key, about in keys.items() if not about.get("description")] == []
    assert [key for _, key in keys if f"| `{key}` |" not in generated["study-file.md"] and key != "value"] == []


# The docstrings -----------------------------------------------------------------------------------------------------


def test_every_public_function_and_class_says_what_it_is() -> None:
    assert [path for module in rooms() for path, thing in own(module) if not inspect.getdoc(thing)] == []


def test_public_functions_document_their_parameters_their_result_and_an_example() -> None:
    functions = {
        f"{room.__name__}.{name}": thing
        for room in (netsurvey, measures)
        for name in room.__all__
        if inspect.isfunction(thing := getattr(room, name))
    }
    assert {name: lacking for name, thing in functions.items() if (lacking := undocumented(thing))} == {}


def undocumented(function: Any) -> list[str]:
    """Return what a docstring lacks; "Return ..." may stand for a section, and a measure's network needs no words."""
    text, signature = inspect.getdoc(function) or "", inspect.signature(function)
    taken = set(signature.parameters) - ({"network"} if function.__name__ in measures.__all__ else set())
    listed = re.findall(r"^\*{0,2}(\w+(?:, \w+)*)$", text, flags=re.MULTILINE)
    wanted = ["Examples"] + ["Parameters"] * bool(taken)
    wanted += ["Returns"] * (signature.return_annotation not in {None, "None"} and not text.startswith("Return "))
    lacking = [section for section in wanted if f"\n{section}\n---" not in text]
    return lacking + sorted(taken - {name for line in listed for name in line.split(", ")})


# The pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def begun() -> dict[str, Path]:
    """What a command left in an empty folder, so that pages that begin alike do not each work it out."""
    return {}


@pytest.fixture
def follow(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    begun: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], Path]:
    """Do in a fresh folder what a page tells the reader to do: write its files, run its commands and its Python."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETSURVEY_DEBUG", "1")

    def run(line: str) -> None:
        first = not any(tmp_path.iterdir())
        if first and line in begun:
            shutil.copytree(begun[line], tmp_path, dirs_exist_ok=True)
            return
        monkeypatch.setattr(sys, "argv", shlex.split(line))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code in {0, None}, f"{line}\n{capsys.readouterr().err}"
        if first:
            begun[line] = shutil.copytree(tmp_path, tmp_path_factory.mktemp("begun") / "left")

    def follow(page: Path) -> Path:
        names: dict[str, Any] = {}
        for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
            if block["file"]:
                Path(block["file"]).parent.mkdir(parents=True, exist_ok=True)
                Path(block["file"]).write_text(block["text"], encoding="utf-8")
            elif block["language"] == "python":
                exec(block["text"], names)  # noqa: S102 - what our own page shows
            elif block["language"] == "sh":
                for line in re.findall(r"^netsurvey .*", block["text"], flags=re.MULTILINE):
                    run(line)
        return tmp_path

    return follow


@pytest.mark.parametrize("page", sorted({*HAND_WRITTEN} - {TUTORIAL, RESOLUTION}), ids=in_the_repository)
def test_what_a_page_tells_the_reader_to_do_works(page: Path, follow: Callable[[Path], Path]) -> None:
    follow(page)


def test_the_tutorial_works_and_what_it_says_of_its_twelve_forms_is_so(follow: Callable[[Path], Path]) -> None:
    team = follow(TUTORIAL) / "fernley" / "out" / "team"
    people, mentions, measured = (
        pd.read_csv(team / f"{name}.csv") for name in ("people", "mentions", "people_measures")
    )
    form = people.dropna(subset="respondent_id").set_index("respondent_id")["person_id"]
    named = mentions.set_index(["respondent_id", "name"])["person_id"]
    assert named[2, "Liz Carter"] == form[1]
    assert named[8, "Cathrine Dunn"] == form[2]
    assert named[4, "Amina"] == form[3]
    assert named[2, "David"] != named[9, "David"]
    assert (mentions["person_id"] == named[6, "my mum"]).sum() == 1
    flagged = {name: set(measured.loc[measured[name].isin([True]), "person"]) for name in measured}
    assert flagged["total_isolate_v1"] == {"Doreen Pike", "Kevin Stubbs"}
    assert flagged["change_maker_v1"] == {"Amina Rahman"}
    assert pd.read_csv(team / "set_aside.csv")[["row", "column"]].to_numpy().tolist() == [[10, "life"]]


def test_what_the_page_on_resolution_says_of_its_six_davids_is_so(follow: Callable[[Path], Path]) -> None:
    team = follow(RESOLUTION) / "larkfield" / "out" / "team"
    people, mentions, doubtful = (pd.read_csv(team / f"{name}.csv") for name in ("people", "mentions", "doubtful"))
    forms = people.dropna(subset="respondent_id")
    whitlock = dict(zip(forms["respondent_id"].astype(int), forms["person_id"], strict=True))[1]
    david = mentions[mentions["name"].str.startswith("Dav")]
    who = dict(zip(david["respondent_id"].astype(int), david["person_id"], strict=True))
    share = dict(zip(david["respondent_id"].astype(int), david["probability"], strict=True))
    assert who[2] == who[3] == who[6] == whitlock
    assert min(share[2], share[6]) > 0.8
    assert 0.5 < share[3] < 0.95
    assert who[5] == who[7] != whitlock
    assert list(who.values()).count(who[4]) == 1
    assert doubtful["b"].str.contains('"4"', regex=False).head(2).all()


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=in_the_repository)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=in_the_repository)
def test_every_make_target_that_a_page_names_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z ]+)(?:`|$)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {target for names in named for target in names.split()} <= targets
