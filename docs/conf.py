"""How Sphinx builds the documentation: from what lies here, without the network."""

import netsurvey

project = "netsurvey"
author = "The netsurvey founders"
copyright = author  # noqa: A001 - Sphinx's own name for it
version = release = netsurvey.__version__

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
language = "en_GB"

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
python_maximum_signature_line_length = 100
numpydoc_show_class_members = False

html_theme = "furo"
html_title = f"netsurvey {release}"
html_copy_source = False
html_show_sourcelink = False
