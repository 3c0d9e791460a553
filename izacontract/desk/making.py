"""A new contract: from a file that somebody filled in, from one of an earlier year, or from an empty form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import PurePath
from typing import Final

from izacontract.desk import messages as m
from izacontract.desk.approvals import named_in, not_theirs, without_approval
from izacontract.desk.asked import Asked, DeskPage, page, ran_page, to
from izacontract.desk.contract import contract_on
from izacontract.desk.folder import DRAFTS, REQUESTS, WORK, named
from izacontract.desk.keeping import free_name, put, requests_on
from izacontract.desk.reports import XLSX
from izacontract.desk.who import MAKERS
from izacontract.errors import FileError, Finding, Path, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.intake.request_file import Schema, request_file
from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import Node, Tree, Unreadable, typed_at
from izacontract.model.sections import AGREEMENT
from izacontract.model.values import Typed
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of, schema_of


def new(asked: Asked) -> Reply:
    """Return the page on which a contract is begun."""
    plugins = plugins_of(asked.desk.house)
    values = {
        "sectors": {code: sector.title for code, sector in plugins.sectors.items()},
        "requests": requests_on(asked.desk),
        "year": asked.today.year + 1,
    }
    command = [
        "izacontract new ZORGSOORT -o aanvraag.xlsx",
        "izacontract renew aanvragen/KENMERK.yaml --begin JJJJ-01-01 -o aanvragen/NIEUW.yaml",
    ]
    return page("new.html", asked, {**values, "command": command})


def empty_form(asked: Asked) -> Reply:
    """Return an empty request as a workbook, to be filled in elsewhere."""
    sector = asked.get("zorgsoort")
    if sector not in plugins_of(asked.desk.house).sectors:
        raise m.GONE.failure(m.DeskRefused, name=sector[:40])
    file = asked.desk.folder / WORK / f"aanvraag-{sector}.xlsx"
    ran = asked.run("new", sector, "-o", f"{WORK}/{file.name}", "--force")
    if not ran.is_done:
        raise m.NOT_MADE.failure(m.DeskRefused, why=ran.said)
    return Reply(file.read_bytes(), media=XLSX, filename=file.name)


def from_files(asked: Asked) -> Reply:
    """Put the requests that were sent on the desk; with one, go on to it."""
    if not asked.files:
        raise m.NO_FILE.failure(m.DeskRefused, known=".xlsx, .yaml, .json")
    plugins = plugins_of(asked.desk.house)
    language = asked.ask.language
    made: list[str] = []
    lines: list[str] = []
    for file in asked.files:
        try:
            tree = tree_of_bytes(file.data, file.name, plugins)
        except RequestInvalid as error:
            lines += [_line(asked, file.name, finding.message) for finding in error.findings]
            continue
        except FileError as error:
            lines.append(_line(asked, file.name, error.message))
            continue
        if tree.sector not in plugins.sectors:
            wrong = m.NO_SECTOR.finding(name=file.name, known=", ".join(plugins.sectors))
            lines.append(f"{wrong.message.in_language(language)} {wrong.hint.in_language(language)}")
            continue
        # told with its cell or line here; on the desk it stands as it was typed, and is told at its field
        faults = [one for one in examine_tree(tree, plugins).findings if one.severity is Severity.FAULT]
        lines += [_line(asked, _place(asked, one, file.name), one.message) for one in faults]
        if typed := not_theirs(asked.person, tree.root):
            wrong = m.NOT_APPROVED.finding(names=named_in(typed))
            lines.append(f"{file.name}: {wrong.message.in_language(language)} {wrong.hint.in_language(language)}")
            without_approval(tree.root, typed)
        reference = str(typed_at(tree.root, (AGREEMENT.key, "kenmerk")) or "")
        name = free_name(asked.desk, reference or PurePath(file.name).stem)
        put(
            asked.desk, asked.desk.request(name), _file_of(tree, schema_of(str(tree.sector), asked.desk.house), plugins)
        )
        made.append(name)
    if len(made) == 1 and not lines:
        return to(asked, f"/contract/{made[0]}")
    if made and lines:
        lines = [asked.word("new_mend"), *lines]
    values = {"heading": asked.word("new_made") if made else asked.word("new_none"), "lines": lines, "ran": None}
    return page(
        "said.html",
        asked,
        {**values, "links": [(f"/contract/{name}", name) for name in made[:50]]},
        status=200 if made else 422,
    )


def _file_of(tree: Tree, made: Schema, plugins: Plugins) -> bytes:
    """Return the request in `tree` as a file for the desk.

    A cell that could not be read stands there as it was typed where that is refused at its field too. Where it would
    be read as something now, its field stays empty: the cell may have meant something else.
    """
    if not tree.findings:
        return request_file(made, tree.root).encode()
    whole = request_file(made, _with_typed(tree.root)).encode()
    found = examine_tree(tree_of_bytes(whole, "", plugins), plugins).findings
    refused = {one.path for one in found if one.severity is Severity.FAULT}
    return request_file(made, _with_typed(tree.root, refused)).encode()


def _with_typed(root: Mapping[str, Node], at: Collection[Path] | None = None) -> dict[str, Node]:
    """Return `root` with what was typed in the cells that could not be read, at the paths `at` if given."""

    def typed(node: Node, path: Path) -> Node:
        match node:
            case dict():
                return {key: typed(one, (*path, key)) for key, one in node.items()}
            case list():
                return [typed(one, (*path, index)) for index, one in enumerate(node)]
            case Unreadable(typed=text) if text and (at is None or path in at):
                return Typed(text)
            case _:
                return node

    return {key: typed(one, (key,)) for key, one in root.items()}


def from_nothing(asked: Asked) -> Reply:
    """Begin a request with its sector, reference and term, and go on to its form."""
    sector, reference = asked.get("zorgsoort"), asked.get("kenmerk")
    plugins = plugins_of(asked.desk.house)
    if sector not in plugins.sectors or not reference:
        raise m.INCOMPLETE.failure(
            m.DeskRefused, what=Told("de zorgsoort of het kenmerk", "the sector or the reference")
        )
    name = named(reference)
    if name.casefold() in {one.casefold() for one in requests_on(asked.desk)}:
        raise m.IS_THERE.failure(m.DeskRefused, name=name)
    agreement = {
        "sector": Typed(sector),
        "kenmerk": Typed(reference),
        "begin": Typed(asked.get("begin")),
        "einde": Typed(asked.get("einde")),
    }
    root: dict[str, Node] = {AGREEMENT.key: {key: value for key, value in agreement.items() if str(value)}}
    text = request_file(schema_of(sector, asked.desk.house), root)
    put(asked.desk, asked.desk.request(name), text.encode())
    return to(asked, f"/contract/{name}/aanvraag")


def renewed(asked: Asked) -> Reply:
    """Make next year's request of a contract, with what was and will be beside it."""
    one = contract_on(asked, asked.get("contract"))
    begin = asked.get("begin")
    year = begin[:4] if _day(begin) else "nieuw"
    name = free_name(asked.desk, f"{one.name}-{year}")
    letter = f"{DRAFTS}/{name} was-wordt.docx"
    ran = asked.run("renew", one.file, "--begin", begin, "-o", f"{REQUESTS}/{name}.yaml", "--letter", letter)
    if not ran.is_done:
        return ran_page(asked, ran, asked.word("renew"), [(f"/contract/{one.name}", asked.word("to_contract"))])
    links = [
        (f"/contract/{name}", asked.word("to_new_contract")),
        (f"/contract/{name}/bestand/{letter}", asked.word("save_letter")),
        (f"/contract/{one.name}", asked.word("to_contract")),
    ]
    return ran_page(asked, ran, asked.word("renewed"), links)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _place(asked: Asked, finding: Finding, name: str) -> str:
    return finding.position.in_language(asked.ask.language) if finding.position else name


def _line(asked: Asked, place: str, message: Told) -> str:
    return f"{place}: {message.in_language(asked.ask.language)}"


PAGES: Final = (
    DeskPage("/nieuw", new, MAKERS),
    DeskPage("/nieuw/formulier.xlsx", empty_form, MAKERS),
    DeskPage("/nieuw/bestanden", from_files, MAKERS, "aanvraag ingestuurd", sends_files=True),
    DeskPage("/nieuw/leeg", from_nothing, MAKERS, "aanvraag begonnen"),
    DeskPage("/nieuw/vernieuwen", renewed, MAKERS, "contract vernieuwd"),
)
