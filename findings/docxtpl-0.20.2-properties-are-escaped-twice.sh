#!/usr/bin/env bash
# docxtpl 0.20.2: with autoescape, a tag in the title of a document gives "A &amp; B" where the same tag in its text gives "A & B".
#
# `render(context, autoescape=True)` is what one uses for names with an ampersand or a bracket. The tags of the body are
# filled in as XML, where the escape belongs; those of the document's properties (title, author, subject) are filled in as
# plain text and escaped once more when the part is written. The page reads well, and the name that a folder, a search or an
# archive shows is wrong.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
env/bin/python - <<'PY'
import io
from importlib.metadata import version

import docx
from docxtpl import DocxTemplate

made = docx.Document()
made.core_properties.title = "{{ naam }}"
made.add_paragraph("{{ naam }}")
file = io.BytesIO()
made.save(file)
template = DocxTemplate(io.BytesIO(file.getvalue()))
template.render({"naam": "Huisartsen De Vries & Zoon"}, autoescape=True)
file = io.BytesIO()
template.save(file)
read = docx.Document(io.BytesIO(file.getvalue()))
print(f"docxtpl {version('docxtpl')}, python-docx {version('python-docx')}")
told = {
    "text": (read.paragraphs[0].text, "Huisartsen De Vries & Zoon"),
    "title": (read.core_properties.title, "Huisartsen De Vries &amp; Zoon"),
}

for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
