"""Writes the reference pages from the program itself, so that they can say nothing else than what it does.

`python docs/generate.py` writes them; `python docs/generate.py --check` names those that are out of date.
"""

from __future__ import annotations

import inspect
import json
import sys
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator
from typer.models import OptionInfo

import netsurvey
from netsurvey import cli, errors, study, tables
from netsurvey.ingest.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from pydantic.fields import FieldInfo

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py. Change the program, not this page; then `make reference`. -->"


def page(title: str, *parts: str) -> str:
    """Return a page: its heading, then those of its parts that hold anything."""
    return "\n\n".join([NOTE, f"# {title}", *filter(None, parts)]) + "\n"


def grid(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    header = list(header)
    return "\n".join(f"| {' | '.join(line)} |" for line in (header, ["---"] * len(header), *cells))


def code(*texts: object) -> str:
    """Return texts as code, with commas between them."""
    return ", ".join(f"`{text}`" for text in texts)


def summary(thing: object) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


# The command line ---------------------------------------------------------------------------------------------------


def choices(annotation: Any) -> list[str]:  # noqa: ANN401 - a type expression
    """Return the words that an option accepts, where they are few."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [choice.value for choice in annotation]
    return [choice for part in get_args(annotation) for choice in choices(part)]


def flags(option: OptionInfo) -> list[str]:
    """Return what an option is called; Typer keeps the first name where a default would be."""
    names = (option.default, *(option.param_decls or ()))
    return [name for name in names if isinstance(name, str) and name.startswith("-")]


def parameters(command: Callable[..., Any]) -> Iterator[tuple[bool, str, str, str]]:
    """Yield what a command takes: whether it is an option, how it is written, its meaning, its default."""
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        kind, info = get_args(hints[name])
        if isinstance(info, OptionInfo):
            value = "" if kind is bool else " " + ("|".join(choices(kind)) or (info.metavar or name).upper())
            written = code(*(flag + value for flag in flags(info)))
        else:
            written = code((info.metavar or name.upper()).strip("[]"))
        if parameter.default == Path():
            default = "the current folder"
        else:
            default = "" if parameter.default in {None, False} else code(parameter.default)
        yield isinstance(info, OptionInfo), written, info.help or "", default


def command_line() -> str:
    """Return the reference of the commands and their options."""
    root = cli.app.registered_callback
    also = {command.callback: command.name for command in cli.app.registered_commands if command.hidden}
    parts = [
        "`STUDY` is a study folder or its `study.toml`. Results go to standard output or to files, talk to standard "
        "error. Every command has `--help`. What a command ends with is told under [exit codes](exit-codes.md).",
    ]
    if root is not None and root.callback is not None:
        parts.append(grid(["Option", "Meaning"], ((how, what) for _, how, what, _ in parameters(root.callback))))
    for command in cli.app.registered_commands:
        if command.hidden or command.callback is None:
            continue
        taken = list(parameters(command.callback))
        arguments = [f"[{how.strip('`')}]" for is_option, how, *_ in taken if not is_option]
        alias = f"`netsurvey {also[command.callback]}` is the same command." if command.callback in also else ""
        parts += [
            f"## netsurvey {command.name}",
            inspect.getdoc(command.callback) or "",
            alias,
            f"```text\nnetsurvey {' '.join([command.name or '', *arguments])} [OPTIONS]\n```",
            grid(["Takes", "Meaning", "Where left out"], (row for _, *row in taken)),
        ]
    return page("The command line", *parts)


def exit_codes() -> str:
    """Return what the exit codes mean, from the tree of errors."""

    def tree(kind: type[errors.NetsurveyError]) -> Iterator[type[errors.NetsurveyError]]:
        yield kind
        for narrower in kind.__subclasses__():
            yield from tree(narrower)

    rows = [(kind.exit_code, code(kind.__name__), summary(kind)) for kind in tree(errors.NetsurveyError)]
    rows += [
        (0, "", "Done."),
        (cli.FAULT, "", "A fault of netsurvey's own, not of your data."),
        (130, "", "Stopped with Ctrl-C; nothing half-written is kept."),
    ]
    return page(
        "Exit codes",
        "A command that fails says what is wrong, where, which value and what to do next, and ends with one of these "
        "codes. Values from name, address and free-text columns are never shown: only their row and column.",
        grid(["Code", "In Python", "Meaning"], ((str(number), *rest) for number, *rest in sorted(rows))),
    )


# The study file -----------------------------------------------------------------------------------------------------

WORDS = ("missing", "none_words", "dont_know", "refused")


def block_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type expression
    """Return the block that a key holds, where it holds one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((block for part in get_args(annotation) if (block := block_in(part))), None)


def blocks(model: type[BaseModel] = study.Study) -> Iterator[type[BaseModel]]:
    """Yield the blocks of the study file in its order."""
    for field in model.model_fields.values():
        if (block := block_in(field.annotation)) and block is not study.ValueOrColumn:
            yield block
            yield from blocks(block)


def title(block: type[BaseModel]) -> str:
    """Return how a block is written; its docstring begins with that."""
    return summary(block).split(":")[0]


def in_words(annotation: Any) -> str:  # noqa: ANN401 - a type expression
    """Return what a type lets one write, in words."""
    origin, parts = get_origin(annotation), [part for part in get_args(annotation) if part is not NoneType]
    if origin is Annotated:
        return in_words(parts[0])
    if block := block_in(annotation):
        return "`{ column = ... }`" if block is study.ValueOrColumn else f"block: {title(block)}"
    if origin is Literal:
        return " or ".join(code(json.dumps(choice)) for choice in parts)
    if parts:
        forms = {list: "list of {0}s", tuple: "list of two {0}s", dict: "`{{ {0} = {1}, ... }}`"}
        return forms.get(origin, "{0}").format(*map(in_words, parts))
    return {str: "text", int: "number", float: "number", bool: "`true` or `false`"}[annotation]


def value(field: FieldInfo) -> str:
    """Return what may be written for a key, its short form included."""
    long = in_words(field.annotation)
    if any(isinstance(rule, BeforeValidator) for rule in field.metadata):
        return f"{'number' if 'number' in long else 'text'} or {long}"
    return long


def default(field: FieldInfo) -> str:
    """Return what holds where a key is left out."""
    if field.is_required():
        return "needed"
    usual = field.default.value if isinstance(field.default, study.ValueOrColumn) else field.default
    return "" if usual is None or usual in ([], {}) else code(json.dumps(usual, ensure_ascii=False).strip("[]"))


def study_file() -> str:
    """Return the reference of the study file, from the models that read it."""
    parts = [
        "One TOML file says what was asked and which column holds the answer. All mistakes in it are told at once, "
        "each with the nearest key there is. [Map your columns](../how-to/map-your-columns.md) shows how to write one.",
    ]
    for block in dict.fromkeys(blocks()):
        overrides = block is not study.StudySection and set(WORDS) <= set(block.model_fields)
        rows = (
            (code(key), value(field), default(field), field.description or "")
            for key, field in sorted(block.model_fields.items(), key=lambda item: item[0] in WORDS)
            if not (overrides and key in WORDS)
        )
        what = summary(block).removeprefix(f"{title(block)}:").strip()
        parts += [
            f"## {title(block)}",
            what[:1].upper() + what[1:],
            grid(["Key", "Value", "Where left out", "Meaning"], rows),
            f"This block may also hold {code(*WORDS)}, in place of the study's own." if overrides else "",
        ]
    scales = (
        (code(name), ", ".join(map(str, items)) or "one item", f"{lowest} to {highest}")
        for name, (items, (lowest, highest)) in study.KNOWN_SCALES.items()
    )
    return page(
        "The study file",
        *parts,
        "## Roles",
        "A role tells the definitions what a question is for.",
        grid(
            ["Questions that ask for", "may have one of the roles"],
            [
                ("people, places or groups", code(*study.PERSON_ROLES)),
                ("a choice, a number or a text", code(*study.CHOICE_ROLES)),
            ],
        ),
        "## Scales that netsurvey knows",
        "Items are known by their number only: the wording belongs to the scale's owner and is nowhere in netsurvey.",
        grid(["Scale", "Items", "Answers"], scales),
    )


def formats() -> str:
    """Return the table of the formats that can be read, from the formats themselves."""
    rows = ((one.title, code(one.name), one.files, one.without) for one in FORMATS)
    return page(
        "The formats",
        "What an export is, netsurvey sees from its files. Where it is mistaken, `format = ...` in the study file says "
        "so: under `[study]` for all files, under `[[sources]]` for one. "
        "[Bring an export](../how-to/bring-an-export.md) shows a study file for each field tool.",
        grid(["Format", "`format =`", "What its export is", "What it cannot carry"], rows),
    )


# Definitions, tables, library -------------------------------------------------------------------------------------


def definitions() -> str:
    """Return the definitions of flags and rates, as they hold for the bundled sample."""
    held = import_module("netsurvey.analyse.definitions")
    asked = netsurvey.open_study(netsurvey.sample_path("small")).study
    rows = (
        (code(d.name), d.version, d.wording[:1].upper() + d.wording[1:] + ".", d.source)
        for d in held.definitions(asked).values()
    )
    return page(
        "The definitions",
        "Every number prints its definition and the version beside it; when the wording changes, so does the version. "
        "These are the wordings for a study that asked what the small sample asks.",
        grid(["Name", "Version", "Definition", "Where it comes from"], rows),
    )


def codebook() -> str:
    """Return the codebook of the tables, from their contracts."""
    found = {
        table.name: table
        for module in (tables.survey, tables.roster, tables.people)
        for table in vars(module).values()
        if isinstance(table, tables.Table)
    }
    parts = []
    for table in found.values():
        rows = (
            (
                code(name),
                column.kind,
                "" if column.required else "yes",
                column.meaning + (f": {code(*column.allowed)}" if column.allowed else ""),
            )
            for name, column in table.columns.items()
        )
        parts += [
            f"## {table.name.capitalize()}",
            f"A row is named by {code(*table.key)}." if table.key else "",
            grid(["Column", "Type", "May be empty", "Meaning"], rows),
            "Attributes and the items of scales follow, as the study file names them." if table.open else "",
        ]
    return page("The tables", "What passes between the stages; checked at every border.", *parts)


ROOMS = (
    "pipeline", "store", "study", "ingest", "tables", "resolve", "network", "analyse", "plot", "privacy", "samples",
    "errors",
)  # fmt: skip


def library() -> str:
    """Return the page of the public names; Sphinx fills it from their docstrings."""

    def directive(name: str, thing: object, module: ModuleType) -> str:
        kind = "exception" if isinstance(thing, type) and issubclass(thing, Exception) else "class"
        kind = kind if isinstance(thing, type) else "function"
        members = "" if kind == "function" else "\n   :members:"
        return f"```{{eval-rst}}\n.. auto{kind}:: {module.__name__}.{name}{members}\n```"

    public = {name: getattr(netsurvey, name) for name in netsurvey.__all__}
    parts = ["`import netsurvey as ns` gives every name on this page but the measures and the narrower errors."]
    for room in ROOMS:
        module = import_module(f"netsurvey.{room}")
        parts += [f"## netsurvey.{room}", summary(module)]
        parts += [
            directive(name, thing, netsurvey)
            for name, thing in public.items()
            if thing.__module__.split(".")[1] == room
        ]
        if room == "errors":
            parts += [directive(name, getattr(errors, name), errors) for name in errors.__all__ if name not in public]
    measures = import_module("netsurvey.analyse.measures")
    parts += ["## netsurvey.analyse.measures", summary(measures)]
    parts += [directive(name, getattr(measures, name), measures) for name in measures.__all__]
    return page("The library", *parts)


# ----------------------------------------------------------------------------------------------------------------------


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    return {
        "cli.md": command_line(),
        "exit-codes.md": exit_codes(),
        "study-file.md": study_file(),
        "formats.md": formats(),
        "definitions.md": definitions(),
        "tables.md": codebook(),
        "api.md": library(),
    }


def main(arguments: list[str]) -> int:
    """Write the pages, or only say which are out of date."""
    stale = []
    for name, text in pages().items():
        file = REFERENCE / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                file.write_text(text, encoding="utf-8", newline="\n")
    print("\n".join(f"reference/{name}" for name in stale) or "The reference is up to date.")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
