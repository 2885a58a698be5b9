"""The page as one file: what it holds, the script and the looks, all inside it, so that it opens from a memory stick.

The script is bundled when netsurvey is built. The page allows itself nothing but this one script and these looks, by
their hashes, and can fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from netsurvey.errors import InstallationError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["assemble", "script_and_looks"]

_WITHOUT_SCRIPT = """\
<p>This page needs JavaScript for its map. Here is what it tells.</p>
{% for step in steps %}<h2>{{ step.title }}</h2>
{{ step.html }}{% endfor %}
<p>{{ caption }}</p>
{% for table in tables %}<table><caption>{{ table.caption }}</caption>
<thead><tr>{% for column in table.columns %}<th scope="col">{{ column }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in table.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table>{% endfor %}"""


def assemble(contents: Mapping[str, Any]) -> str:
    """Return the page that shows these contents, as one file of HTML.

    Parameters
    ----------
    contents
        What :func:`netsurvey.playback.playback_contents` returned.

    Raises
    ------
    InstallationError
        When netsurvey was installed without the script of the page.
    """
    script, style = script_and_looks()
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    steps = [{**step, "html": Markup(step["html"])} for step in contents["steps"]]  # noqa: S704 - ours, HTML is off
    without = environment.from_string(_WITHOUT_SCRIPT).render(**{**contents, "steps": steps})
    template = files("netsurvey.playback").joinpath("page", "template.html").read_text(encoding="utf-8")
    return environment.from_string(template).render(
        language="en-GB",
        policy=_policy(script, style),
        title=f"{contents['title']}, {contents['wave']}: who we asked and whom they named",
        style=Markup(style),  # noqa: S704 - our own, built with the package
        script=Markup(script),  # noqa: S704
        contents=Markup(_harmless(contents)),  # noqa: S704 - every "<" is written as a number
        noscript=Markup(without),  # noqa: S704 - escaped where it was filled in
    )


def script_and_looks() -> tuple[str, str]:
    """Return the script and the looks of the page, which are made when netsurvey is built.

    Raises
    ------
    InstallationError
        When netsurvey was installed without them.
    """
    return _built("playback.js"), _built("playback.css")


def _built(name: str) -> str:
    try:
        text = files("netsurvey.playback").joinpath("page", "built", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InstallationError(
            Problem(
                what="this installation lacks the script of the playback page",
                next_step="Install netsurvey from its wheel; or install Node 20 and run `pip install .` again.",
            )
        ) from error
    if "</script" in text.lower() or "</style" in text.lower():
        raise InstallationError(Problem(what="the script of the playback page is damaged", file=name))
    return text


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _harmless(contents: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in."""
    told = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
