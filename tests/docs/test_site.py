"""The site builds without a warning, fetches nothing from elsewhere, and has an address for every code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.make.code import ROOT, listed_codes
from docs.make.messages import anchor

FETCHED = re.compile(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"([^\"]+)|<link\b[^>]*\bhref=\"([^\"]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as `make docs` does."""
    folder = tmp_path_factory.mktemp("site")
    arguments = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        str(ROOT / "docs"),
        str(folder),
    ]
    built = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.mark.xdist_group("site")
def test_every_page_is_built_and_in_its_language(site: Path) -> None:
    pages = [page.stem for page in (ROOT / "docs").glob("*.md")]
    languages = {
        name: re.search(r'<html[^>]* lang="(\w+)"', (site / f"{name}.html").read_text("utf-8")) for name in pages
    }
    told = {name: found[1] for name, found in languages.items() if found}
    assert told["start"] == told["meldingen"] == told["index"] == "nl"
    assert told["plugins"] == told["stability"] == told["verify"] == "en"
    assert set(told) == set(pages)


@pytest.mark.xdist_group("site")
def test_site_fetches_nothing_from_elsewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        sources = [first or second for first, second in FETCHED.findall(page.read_text(encoding="utf-8"))]
        assert sources
        assert not [source for source in sources if re.match(r"(\w+:)?//", source)], page.name
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in (site / "_static").rglob("*.css"))
    assert not re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^\"')]*", styles)


@pytest.mark.xdist_group("site")
def test_every_code_has_its_address(site: Path) -> None:
    page = (site / "meldingen.html").read_text(encoding="utf-8")
    assert [code for code, one in listed_codes().items() if f'id="{anchor(one)}"' not in page] == []


def test_makefile_builds_the_site_as_the_tests_do() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\ndocs:" in makefile
    assert "-m docs.make\n" in makefile
    assert "sphinx -q -W --keep-going -b html docs build/docs" in makefile
