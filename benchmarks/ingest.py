"""How long ingest takes and how much memory, beside pandas that merely reads the same file and melts it.

    python benchmarks/ingest.py                 # wide sheets of 750 to 6,000 forms, long tables of 125,000 to 1,000,000
    python benchmarks/ingest.py --rows 250000   # long tables up to so many rows

Every run is a process of its own on a study made with a seed. Memory is the peak of the process; what Python and the
libraries take before any file is read is told apart and subtracted in the last column, which compares with the table:
what pandas says the file takes as a frame of Python strings (`read_csv(dtype=object)`, `memory_usage(deep=True)`).
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE = (750, 1_500, 3_000, 6_000)
LONG = (125_000, 250_000, 500_000, 1_000_000)
GENERATORS, SLOTS = 6, 10
HEADS = ("clock, s", "busy, s", "pandas, s", "ratio", "peak, MB", "table, MB", "times")
ABOUT = ("relation", "street", "age", "often")
GIVEN = ("Sue", "Dave", "Ann", "Gosia", "Harpreet", "Kev", "Maureen", "Tom", "Wendy", "Zara", "Ifor", "Nell")
LAST = ("Ashdown", "Brack", "Coyle", "Dunmore", "Ember", "Fallow", "Garside", "Hurst", "Ingle", "Jessop", "Kyte")
STREETS = ("High St", "Mill Lane", "The Green", "Church Row", "Station Road", "")
RELATIONS = ("friend", "sister", "neighbour", "colleague", "mum", "")

PEAK = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
OURS = """
import sys, time, netsurvey
from netsurvey.ingest import ingest
start, busy = time.perf_counter(), time.process_time()
survey, _ = ingest(netsurvey.open_study(sys.argv[1]))
assert survey.report["balance"] == 0
print(time.perf_counter() - start, time.process_time() - busy)
"""
THEIRS = """
import sys, time, pandas
start, busy = time.perf_counter(), time.process_time()
frame = pandas.read_csv(sys.argv[1], dtype=str)
frame.melt(id_vars=frame.columns[0])
print(time.perf_counter() - start, time.process_time() - busy)
"""
IMPORTS = "import netsurvey, netsurvey.ingest; print(0, 0)\n"
TABLE = """
import sys, pandas
print(pandas.read_csv(sys.argv[1], dtype=object, keep_default_na=False).memory_usage(deep=True).sum() / 1e6, 0)
"""


def person(chance: random.Random) -> str:
    return f"{chance.choice(GIVEN)} {chance.choice(LAST)}" if chance.random() < 0.8 else chance.choice(GIVEN)


def wide_rows(forms: int) -> Iterator[list[str]]:
    """Yield a header of 400 columns and one form a row."""
    chance = random.Random(4)  # noqa: S311 - invented forms, not secrets
    yield [
        *("ref", "name", "street", "age", "gender", "day", "outcome"),
        *(f"g{g}_{n}_{what}" for g in range(GENERATORS) for n in range(1, SLOTS + 1) for what in ("name", *ABOUT)),
        *(f"wem{n}" for n in range(1, 15)),
        *(f"choice{n}" for n in range(40)),
        *(f"number{n}" for n in range(20)),
        *(f"spare{n}" for n in range(19)),
    ]
    for form in range(1, forms + 1):
        row = [str(form), person(chance), chance.choice(STREETS), str(chance.randrange(18, 90)), chance.choice("FM")]
        if chance.random() < 0.25:
            yield [str(form), "", chance.choice(STREETS), "", "", f"{chance.randrange(1, 29)}/05/2011", "no reply"] + [
                ""
            ] * 393
            continue
        row += [f"{chance.randrange(1, 29)}/05/2011", "done"]
        for _ in range(GENERATORS):
            named = chance.randrange(SLOTS + 1)
            for n in range(SLOTS):
                about = [chance.choice(RELATIONS), chance.choice(STREETS), str(chance.randrange(5, 90)), "weekly"]
                row += [person(chance), *about] if n < named else [""] * 5
        row += [str(chance.randrange(1, 6)) for _ in range(14)]
        row += [chance.choice(("Y", "N", "")) for _ in range(40)]
        row += [str(chance.randrange(500)) for _ in range(20)]
        yield row + ["" if chance.random() < 0.5 else "x"] * 19


def wide_study() -> str:
    questions = [
        f'[questions.g{g}]\nasks = "people"\nrole = "support"\nname = "g{g}_{{n}}_name"\n'
        + "".join(
            f'{key} = "g{g}_{{n}}_{what}"\n'
            for key, what in zip(("relation", "street", "age", "frequency"), ABOUT, strict=True)
        )
        for g in range(GENERATORS)
    ]
    questions += [f'[questions.choice{n}]\nasks = "choice"\ncolumn = "choice{n}"\nyes = ["Y"]\n' for n in range(40)]
    questions += [f'[questions.number{n}]\nasks = "number"\ncolumn = "number{n}"\n' for n in range(20)]
    return (
        '[study]\ntitle = "Wide"\nresponses = "FILE"\n[respondent]\nid = "ref"\nname = "name"\nstreet = "street"\n'
        'age = "age"\ngender = "gender"\ndate = "day"\noutcome = { column = "outcome", interviewed = ["done"] }\n'
        '[scales.wemwbs]\nitems = "wem{n}"\n' + "".join(questions)
    )


def long_rows(mentions: int) -> Iterator[list[str]]:
    """Yield a header and one mention a row, ten a respondent."""
    chance = random.Random(5)  # noqa: S311 - invented forms, not secrets
    yield ["ref", "question", "name", "relation", "street", "age"]
    for mention in range(mentions):
        about = [chance.choice(RELATIONS), chance.choice(STREETS), str(chance.randrange(5, 90))]
        yield [str(mention // 10 + 1), chance.choice(("help", "trust")), person(chance), *about]


LONG_STUDY = """
[study]
title = "Long"
responses = ["forms.csv", "people.csv"]
[respondent]
id = "ref"
[questions.help]
asks = "people"
table = "people"
name = "name"
relation = "relation"
street = "street"
age = "age"
when = { column = "question", equals = "help" }
[questions.trust]
asks = "people"
table = "people"
name = "name"
relation = "relation"
street = "street"
age = "age"
when = { column = "question", equals = "trust" }
"""


def write_wide(folder: Path, forms: int, kind: str) -> Path:
    path = folder / f"forms.{kind}"
    (folder / "study.toml").write_text(wide_study().replace("FILE", path.name))
    if kind == "csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(wide_rows(forms))
        return path
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("forms")
    for row in wide_rows(forms):
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    book.save(path)
    return path


def write_long(folder: Path, mentions: int) -> Path:
    (folder / "study.toml").write_text(LONG_STUDY)
    with (folder / "forms.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["ref"], *([number] for number in range(1, mentions // 10 + 1))])
    with (folder / "people.csv").open("w", newline="") as file:
        csv.writer(file).writerows(long_rows(mentions))
    return folder / "people.csv"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a program printed about its time, and what the system says of its memory.

    Attributes
    ----------
    seconds, busy
        By the clock, and of the processor: the two differ where other work shares the machine.
    peak
        Peak memory of the process in MB, as Linux counts it.
    """

    seconds: float
    busy: float
    peak: float


def cost(code: str, *given: object) -> Cost:
    """Run a program in a process of its own."""
    command = [sys.executable, "-c", code + PEAK, *map(str, given)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, busy, peak = map(float, printed.split())
    return Cost(seconds=seconds, busy=busy, peak=peak / 1024)


def row(what: str, size: int, ours: Cost, path: Path, bare: float) -> str:
    """Return one row of the printed table."""
    theirs, table = cost(THEIRS, path), cost(TABLE, path).seconds
    figures = (
        f"{ours.seconds:.2f}",
        f"{ours.busy:.2f}",
        f"{theirs.busy:.2f}",
        f"{ours.busy / theirs.busy:.1f}",
        f"{ours.peak:.0f}",
        f"{table:.0f}",
        f"{(ours.peak - bare) / table:.1f}",
    )
    return f"{what:<10}{size:>10,}" + "".join(f"{figure:>10}" for figure in figures)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time ingest against pandas that reads and melts.")
    parser.add_argument("--forms", type=int, default=WIDE[-1], help="leave out wide sheets of more forms than this")
    parser.add_argument("--rows", type=int, default=LONG[-1], help="leave out long tables of more rows than this")
    given = parser.parse_args()
    bare = cost(IMPORTS).peak
    print(f"before any file is read: {bare:.0f} MB")
    print(f"{'':<10}{'rows':>10}" + "".join(f"{head:>10}" for head in HEADS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for forms in (size for size in WIDE if size <= given.forms):
            path = write_wide(folder, forms, "csv")
            print(row("wide CSV", forms, cost(OURS, folder), path, bare))
            write_wide(folder, forms, "xlsx")
            print(row("wide XLSX", forms, cost(OURS, folder), path, bare))
        for rows in (size for size in LONG if size <= given.rows):
            path = write_long(folder, rows)
            print(row("long CSV", rows, cost(OURS, folder), path, bare))


if __name__ == "__main__":
    main()
