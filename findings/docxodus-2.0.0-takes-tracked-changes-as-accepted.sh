#!/usr/bin/env bash
# python-redlines-docxodus 2.0.0: of a file with the other side's tracked changes, rejecting all does not give the text that was sent.
#
# A contract goes out with a tariff of 46 euro; the other side makes it 47 with tracked changes. Compared with our next draft (48),
# Docxodus first takes all that was tracked as accepted, without a word. The redline says 47 -> 48 and all of it is ours: the
# name of who proposed 47 is gone, 46 stands nowhere any more, and "reject all" gives 47, to which nobody agreed. Compare with the
# file that was sent, or keep the revisions that stand in the file and add yours.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check python-redlines==2.0.0 python-redlines-docxodus==2.0.0 python-docx==1.2.0
env/bin/python - <<'PY'
import io
import re
import zipfile
from importlib.metadata import version

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from python_redlines import DocxodusEngine

WHO = 'w:author="Zorgaanbieder" w:date="2026-11-02T09:00:00Z"'
TRACKED = (
    f'<w:ins {nsdecls("w")} w:id="1" {WHO}><w:r><w:t>47</w:t></w:r></w:ins>',
    f'<w:del {nsdecls("w")} w:id="2" {WHO}><w:r><w:delText>46</w:delText></w:r></w:del>',
)


def saved(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


returned = docx.Document()
paragraph = returned.add_paragraph("Het tarief is ")
for element in TRACKED:
    paragraph._p.append(parse_xml(element))
paragraph.add_run(" euro.")
draft = docx.Document()
draft.add_paragraph("Het tarief is 48 euro.")
redline = DocxodusEngine().run_redline("Inkoper", saved(returned), saved(draft))[0]
xml = zipfile.ZipFile(io.BytesIO(redline)).read("word/document.xml").decode()
rejected = re.sub(r"<w:ins .*?</w:ins>", "", xml)
told = {
    "names": (sorted(set(re.findall(r'w:author="([^"]*)"', xml))), ["Inkoper"]),
    "after rejecting all": (
        "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", rejected)),
        "Het tarief is 47 euro.",
    ),
    "46 stands anywhere": ("46" in re.sub(r"<[^>]*>", "", xml), False),
}

print(f"python-redlines {version('python-redlines')}, python-redlines-docxodus {version('python-redlines-docxodus')}")
for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
