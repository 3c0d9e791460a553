"""How Sphinx builds the documentation: Markdown pages, the furo theme, and nothing fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

project = "izacontract"
author = "de makers van izacontract"
project_copyright = "MIT-licentie"
html_title = "izacontract"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["make"]

# A reader copies quotes from these pages into files that know straight ones only.
smartquotes = False

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["extra.css"]
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
# Where a name of ours looks like code of another language, Pygments need not guess.
highlight_language = "text"

language = "nl"
DUTCH = {
    "index", "start", "eerste-contract", "nieuw-seizoen", "batch", "excel", "prijslijsten", "eigen-afspraken",
    "algemeen-deel",
    "losse-bestanden", "allonges", "versturen", "terugkrijgen", "register", "bureau", "preview", "meldingen",
    "begrippen", "sleutels", "opdrachten",
}  # fmt: skip
"""The pages in Dutch; the others are English, and say so to who listens instead of reads."""


def set_language(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give the page the language it is written in."""
    context["language"] = "nl" if page in DUTCH or not Path(str(app.srcdir), f"{page}.md").exists() else "en"


def setup(app: Sphinx) -> None:
    """Join our own step to the build."""
    app.connect("html-page-context", set_language)
