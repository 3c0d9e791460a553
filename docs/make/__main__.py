"""Writes every generated page again: `python -m docs.make`."""

from docs.make.pages import PAGES, ROOT

for name, written in PAGES.items():
    (ROOT / "docs" / name).write_text(written(), encoding="utf-8")
