#!/usr/bin/env bash
# python-docx 1.2.0: the text of a paragraph holds neither what a reviewer put in nor what a field or a control shows.
#
# `Paragraph.text` reads the runs and hyperlinks that stand directly in the paragraph. A run within a tracked insertion (w:ins),
# a simple field (w:fldSimple, such as a reference to an article) or a content control (w:sdt) is passed over; deleted text
# is left out as well. So of a returned contract it gives a text that nobody ever read: the old price is gone, the new one is
# not there, and the number of the article is missing. Word shows "Het tarief is 46 euro, zie artikel 5 en bijlage B".
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check python-docx==1.2.0
env/bin/python - <<'PY'
from importlib.metadata import version

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

paragraph = docx.Document().add_paragraph("Het tarief is ")
for part in (
    '<w:del %s w:id="1" w:author="a"><w:r><w:delText>45</w:delText></w:r></w:del>',
    '<w:ins %s w:id="2" w:author="a"><w:r><w:t>46</w:t></w:r></w:ins>',
    '<w:r %s><w:t xml:space="preserve"> euro, zie artikel </w:t></w:r>',
    '<w:fldSimple %s w:instr=" REF artikel_5 \\h "><w:r><w:t>5</w:t></w:r></w:fldSimple>',
    '<w:r %s><w:t xml:space="preserve"> en bijlage </w:t></w:r>',
    '<w:sdt %s><w:sdtContent><w:r><w:t>B</w:t></w:r></w:sdtContent></w:sdt>',
):
    paragraph._p.append(parse_xml(part % nsdecls("w")))
print(f"python-docx {version('python-docx')}")
told = {"text": (paragraph.text, "Het tarief is  euro, zie artikel  en bijlage ")}

for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
