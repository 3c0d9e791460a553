"""The docs cannot lie: hook signatures, the JSON shape and the words of a frame are held against the code.

`tests/docs/` runs the samples of every page, and holds the generated pages against the code.
"""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from izacontract import hookspecs
from izacontract.render.frame_language import PLACES, VALUES
from izacontract.render.frame_styles import STYLES
from izacontract.render.json import contract_schema
from izacontract.testing.language import is_english

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
HOOKS = sorted(name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{hookspecs.GROUP}_spec"))


def signature_of(hook: str) -> str:
    return f"{hook}{inspect.signature(getattr(hookspecs, hook))}".replace("'", "")


@pytest.mark.parametrize("hook", HOOKS)
def test_guide_lists_hook_with_its_arguments(hook: str) -> None:
    assert f"`{signature_of(hook)}`" in GUIDE
    assert f"`{hook}`" in README


def test_guide_lists_no_other_hooks() -> None:
    assert sorted(re.findall(r"^\| `(\w+)\(", GUIDE, re.MULTILINE)) == HOOKS


def test_schema_in_the_docs_is_the_schema() -> None:
    documented = json.loads((ROOT / "docs" / "contract.schema.json").read_text(encoding="utf-8"))
    assert documented == contract_schema(), "write docs/contract.schema.json again"


def test_every_key_of_the_contract_is_explained() -> None:
    page = (ROOT / "docs" / "contract-json.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in page for key in contract_schema()["properties"])


def test_request_of_the_readme_gives_a_draft(tmp_path: Path) -> None:
    block = next(block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "overeenkomst:" in block)
    assert yaml.safe_load(block)
    request = tmp_path / "aanvraag.yaml"
    request.write_text(block, encoding="utf-8")
    arguments = [sys.executable, "-m", "izacontract", "generate", str(request), "--format", "text", "-o", "-"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[IN TE VULLEN: " in done.stdout


def test_readme_first_page_and_package_open_with_what_a_purchaser_does_in_dutch() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for opening in (README.split("\n\n")[1], index.split("\n\n")[1], project["description"]):
        assert re.search(r"conceptcontract", opening)
        assert not is_english(opening)
    text = [part for part in README.partition("\n## ")[2].split("\n## ") if len(part) > 400]
    english = [is_english(re.sub(r"```.*?```|`[^`]*`", "", part, flags=re.DOTALL)) for part in text]
    assert english == sorted(english) and True in english and not english[0], "Dutch first, English below"


def test_page_on_frames_names_every_style_tag_place_and_code() -> None:
    page = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    modules = [path for kit in ("render", "word") for path in (ROOT / "izacontract" / kit).glob("*.py")]
    sources = "".join(path.read_text(encoding="utf-8") for path in modules)
    codes = set(re.findall(r'"((?:sjabloon|word)\.[a-z-]+)"', sources)) - {"sjabloon.ongeldig", "sjabloon.fout"}
    codes |= {f"word.{code}" for code in re.findall(r'(?:_fault|_doubled)\("([a-z-]+)"', sources)}
    names = {*STYLES, *(f"{{{{p {place} }}}}" for place in PLACES), *(f"{{{{ {name} }}}}" for name in VALUES), *codes}
    assert {name for name in names if f"`{name}`" not in page} == set()
    assert set(re.findall(r"`((?:sjabloon|word)\.[a-z-]+)`", page)) == codes


def test_makefile_has_the_targets_of_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}:" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_page_on_dependencies_lists_exactly_those_of_the_base_install() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [re.split("[<>=]", line)[0] for line in project["dependencies"]]
    assert re.findall(r"^\| ([A-Za-z0-9.-]+) \| [^-]", page, re.MULTILINE)[1:] == named
