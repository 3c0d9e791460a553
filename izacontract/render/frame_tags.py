"""The tags of a frame: read by docxtpl, held against what they may say, compiled by Jinja and filled once on trial.

The only user of docxtpl: its `patch_xml` makes the tags that somebody typed in Word readable. Jinja runs over the frame
and never over what is filled in, in an environment that is sandboxed, strict about names, and escaping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from izacontract.clauses.kept import kept
from izacontract.errors import Finding
from izacontract.message import Message
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_language import FORBIDDEN, PLACES, PLAIN, VALUES, language_faults, told
from izacontract.word.ooxml import inner_text
from izacontract.word.xml import W

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")

UNREADABLE = Message(
    "sjabloon.code",
    "In {where_nl} van het sjabloon staat een code die niet te lezen is: {text}.",
    "The frame holds, in {where_en}, a tag that cannot be read: {text}.",
    "Schrijf codes als {{{{ kenmerk }}}} of {{{{p artikelen }}}}, en sluit elke {{%p for %}} met {{%p endfor %}}; "
    "kopieer ze zo nodig uit het standaardsjabloon.",
    "Write tags as {{{{ kenmerk }}}} or {{{{p artikelen }}}}, and close each {{%p for %}} with {{%p endfor %}}; copy "
    "them from the standard frame if need be.",
)
UNCLOSED = Message(
    "sjabloon.code-open",
    "In {where_nl} van het sjabloon mist {text} zijn begin of einde.",
    "In {where_en} of the frame {text} lacks its start or its end.",
    "Sluit elke {{%p for %}} met {{%p endfor %}} en elke {{%p if %}} met {{%p endif %}}, elk op een eigen regel.",
    "Close each {{%p for %}} with {{%p endfor %}} and each {{%p if %}} with {{%p endif %}}, each on its own line.",
)
NOT_ALONE = Message(
    "sjabloon.code-niet-alleen",
    "In {where_nl} van het sjabloon staat {text} niet alleen op een regel; de rest van die regel zou verdwijnen.",
    "The frame holds, in {where_en}, {text} with something else on its line; the rest of that line would be lost.",
    "Zet een code met p in een eigen alinea, zonder tekst, afbeelding of sectie-einde.",
    "Put a tag with p in a paragraph of its own, without text, picture or section break.",
)
PLACE = Message(
    "sjabloon.plaats",
    "In het sjabloon moet {{{{p {place} }}}} één keer staan, op een eigen regel buiten tabellen.",
    "The frame must hold {{{{p {place} }}}} once, on a line of its own outside tables.",
    "Typ de code in een lege alinea, met de p direct na de accolades.",
    "Type the tag in an empty paragraph, with the p right after the braces.",
)
REPEATED = Message(
    "sjabloon.bladwijzer",
    "Het sjabloon bevat een bladwijzer die dubbel zou komen te staan: {name}.",
    "The frame holds a bookmark that would stand twice: {name}.",
    "Verwijder hem in Word (Invoegen > Bladwijzer).",
    "Delete it in Word (Insert > Bookmark).",
)

_TAG = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{#.{0,200}?#\}")
"""A tag of any sense; the limit keeps a text full of open braces from taking for ever."""

_BRACE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_VALUE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_PLACE = re.compile(r"\{\{(p\s)?\s*(\w+)\s*\}\}")
_ALONE = re.compile(r"\{[{%]p\s")
_BLOCK = re.compile(r"\{%[-+]?(?:(?:p|tr|tc|r)\s)?\s*(\w+)")
_MIDDLE = ("elif", "else")
_PER_PARAGRAPH = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
_SDT_ID = re.compile(r"(<w:sdtPr>(?:(?!</w:sdtPr>).)*?)<w:id w:val=\"[^\"]*\"/>", re.DOTALL)
_GO_BACK = re.compile(r'<w:bookmarkStart\b[^>]*w:id="(\d+)"[^>]*w:name="_GoBack"[^>]*/>')
_MARK_END = re.compile(r'<w:bookmarkEnd\b[^>]*w:id="(\d+)"[^>]*/>')
_OURS = re.compile(r"[CHL]_")


def environment(finalize: Callable[[object], object] | None = None) -> ImmutableSandboxedEnvironment:
    """Return Jinja as a frame gets it: somebody else's file, so sandboxed, strict about names, and escaping."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=finalize)


def as_markup(value: object) -> object:
    """Return `value` as Word text with its line breaks; an undefined name goes on, to be refused by Jinja itself."""
    if isinstance(value, Undefined | Markup):
        return value
    return Markup(inner_text(str(value)))  # noqa: S704 - inner_text escapes


@dataclass
class Tags:
    """The tagged parts of a frame, compiled, each filled once on trial; `findings` are the faults of its tags."""

    templates: dict[str, Template] = field(default_factory=dict)
    filled: dict[str, etree._Element] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_tags(parts: Mapping[str, etree._Element]) -> Tags:
    """Return the tags in `parts`, XML by name, with every fault at once."""
    tags = Tags()
    for name, root in parts.items():
        if TEXT_PARTS.fullmatch(name):
            faults = [*_in_attributes(name, root), *_in_paragraphs(name, root)]
            faults = faults or list(_blocks(name, root))
            tags.findings += faults
            drawn = "".join(node.get("string", "") for node in root.iter(_TEXT_PATH))
            if not faults and _TAG.search(text_of(root) + drawn):
                _compile(name, root, tags)
    tags.findings += _places(parts[DOCUMENT])
    tags.findings += _repeated(tags.filled)
    return tags


def _compile(name: str, root: etree._Element, tags: Tags) -> None:
    """Add to `tags` the part `name`, compiled and filled on trial, or its faults."""
    jinja = environment(finalize=as_markup)
    xml = etree.tostring(_with_plain_values(root), encoding="unicode")
    bare = _without_ids(xml)
    source = kept("docxtpl", bare, lambda: _patched(bare))
    try:
        tree = jinja.parse(XML_HEAD + source)
    except TemplateSyntaxError as error:
        tags.findings.append(told(UNREADABLE, name, text=error.message))
        return
    if faults := list(language_faults(name, tree)):
        tags.findings += faults
        return
    template = jinja.from_string(tree)
    try:
        tags.filled[name] = etree.fromstring(template.render(trial_values(name)).encode())
    except etree.XMLSyntaxError:
        tags.findings.append(told(UNREADABLE, name, text="{%p ... %}"))
        return
    tags.templates[name] = template


def _patched(xml: str) -> str:
    """Return `xml` as docxtpl makes it readable for Jinja; importing it takes longer than what it does."""
    from docxtpl import DocxTemplate

    return str(DocxTemplate("").patch_xml(xml))


def trial_values(part: str) -> dict[str, object]:
    """Return values for a trial fill of `part`; a processing instruction stands in each place of the body.

    Two parties with two details each, so that what a repeat would double shows.
    """
    party = {"rol": "rol", "naam": "naam", "gegevens": ({"naam": "naam", "waarde": "waarde"},) * 2}
    values: dict[str, object] = dict.fromkeys(VALUES, "tekst") | {"partijen": (party, party)}
    values |= {f"{name}{PLAIN}": "tekst" for name, value in VALUES.items() if value == ""}
    if part == DOCUMENT:
        values |= {place: Markup(f"<?{place}?>") for place in PLACES}  # noqa: S704 - a name of ours
    return values


def text_of(element: etree._Element) -> str:
    """Return the text that somebody typed in `element`, without what fields compute."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def _in_attributes(name: str, root: etree._Element) -> Iterator[Finding]:
    """Give a fault for each tag outside the text: as the alternative text of a picture, in a field, in a control."""
    for node in root.iter(etree.Element):
        texts = [value for key, value in node.items() if _TAG.search(value) and not _is_drawn(node, key, value)]
        if node.tag != f"{W}t" and node.text and _TAG.search(node.text):
            texts.append(node.text)
        for text in texts:
            yield told(UNREADABLE, name, text=text)


def _is_drawn(node: etree._Element, key: str, value: str) -> bool:
    """Return whether `value` is the text of drawn letters, as in a watermark, with plain values only in its tags."""
    if (node.tag, key) != (_TEXT_PATH, "string"):
        return False
    tags = (_VALUE.fullmatch(tag) for tag in _TAG.findall(value))
    return all(found and VALUES.get(found[1]) == "" for found in tags)


def _with_plain_values(root: etree._Element) -> etree._Element:
    """Return a copy of `root` in which tags in drawn letters ask for their value as plain text, without a look."""
    root = deepcopy(root)
    for node in root.iter(_TEXT_PATH):
        text = node.get("string", "")
        if _TAG.search(text):
            node.set("string", _VALUE.sub(rf"{{{{ \1{PLAIN} }}}}", text))
    return root


def _in_paragraphs(name: str, root: etree._Element) -> Iterator[Finding]:
    """Give a fault for each tag that its paragraph does not close, and for each with `p` that does not stand alone."""
    for paragraph in root.iter(f"{W}p"):
        inner = {node for box in paragraph.iter(f"{W}txbxContent") for node in box.iter(f"{W}t")}
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t") if node not in inner)
        if _BRACE.search(_TAG.sub("", text)):
            yield told(UNREADABLE, name, text=text.strip()[:80])
        elif found := next((tag for tag in _TAG.findall(text) if _ALONE.match(tag)), None):
            others = (f"{W}sectPr", f"{W}drawing", f"{W}pict", f"{W}fldChar", f"{W}fldSimple", f"{W}br")
            if text.strip() != found or next(paragraph.iter(*others), None) is not None:
                yield told(NOT_ALONE, name, text=found)


def _blocks(name: str, root: etree._Element) -> Iterator[Finding]:
    """Give a fault for each repeat or choice that does not close, for an end without a start, and for other blocks."""
    opened: list[tuple[str, str]] = []
    for tag in _TAG.findall(text_of(root)):
        found = _BLOCK.match(tag)
        word = found[1] if found else ""
        if word in ("for", "if"):
            opened.append((word, tag))
        elif opened and word == f"end{opened[-1][0]}":
            opened.pop()
        elif word in ("endfor", "endif"):
            yield told(UNCLOSED, name, text=tag)
            return
        elif word and word not in _MIDDLE:
            yield told(FORBIDDEN, name, text=tag)
    for _, tag in opened:
        yield told(UNCLOSED, name, text=tag)


def _without_ids(xml: str) -> str:
    """Return `xml` without the ids that a repeat would double, and without the bookmark of Word's last edit."""
    edited = set(_GO_BACK.findall(xml))
    xml = _MARK_END.sub(lambda found: "" if found[1] in edited else found[0], _GO_BACK.sub("", xml)) if edited else xml
    return _SDT_ID.sub(r"\1", _PER_PARAGRAPH.sub("", xml))


def _places(body: etree._Element) -> Iterator[Finding]:
    """Give a fault for each place that is absent, doubled, or anywhere but on a line of its own in the body."""
    count = dict.fromkeys(PLACES, 0)
    wrong: set[str] = set()
    for paragraph in body.iter(f"{W}p"):
        for tag in _TAG.findall(text_of(paragraph)):
            found = _PLACE.fullmatch(tag)
            if found and found[2] in count:
                count[found[2]] += 1
                if not found[1] or paragraph.getparent().tag != f"{W}body":
                    wrong.add(found[2])
    for place, times in count.items():
        if times != 1 or place in wrong:
            yield PLACE.finding(place=place)


def _repeated(filled: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Give a fault for each bookmark of the frame that stands twice after a fill, or has a name as ours."""
    seen: set[str] = set()
    for root in filled.values():
        for start in root.iter(f"{W}bookmarkStart"):
            name = start.get(f"{W}name", "")
            if name in seen or _OURS.match(name):
                yield REPEATED.finding(name=name)
            seen.add(name)
