"""How Sphinx builds the documentation: from what lies here, without the network."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.nodes import SkipNode, math_block
from docutils.utils.math.latex2mathml import tex2mathml

import netsurvey

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

project = "netsurvey"
author = "The netsurvey founders"
copyright = author  # noqa: A001 - Sphinx's own name for it
version = release = netsurvey.__version__

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
language = "en_GB"

default_role = "code"
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
python_maximum_signature_line_length = 100
numpydoc_show_class_members = False

html_math_renderer = "mathml"
html_theme = "furo"
html_title = f"netsurvey {release}"
html_copy_source = False
html_show_sourcelink = False


draw_gallery = runpy.run_path(str(Path(__file__).with_name("gallery.py")))["draw_gallery"]


def as_mathml(translator: HTML5Translator, node: Node) -> None:
    """Write a formula as MathML, which browsers draw themselves; the usual way loads a script from elsewhere."""
    is_block = isinstance(node, math_block)
    formula = tex2mathml(node.astext(), as_block=is_block)
    translator.body.append(f"<div>{formula}</div>" if is_block else formula)
    raise SkipNode


def setup(app: Sphinx) -> None:
    """Tell Sphinx of it."""
    app.add_html_math_renderer("mathml", (as_mathml, None), (as_mathml, None))
    app.connect("builder-inited", lambda _: draw_gallery())
