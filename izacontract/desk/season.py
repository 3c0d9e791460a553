"""Over contracts: what differs between two, addenda, the commitments as a matrix, and a new season."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any, Final

from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, clock, page, ran_page, to
from izacontract.desk.contract import done, framed, on_desk
from izacontract.desk.folder import DRAFTS, EARLIER, REQUESTS, named
from izacontract.desk.jobs import Jobs
from izacontract.desk.keeping import all_earlier, documents_of, earlier, free_name, requests_on
from izacontract.desk.reports import report
from izacontract.desk.who import MAKERS
from izacontract.errors import Told
from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, listed
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of


def compared(asked: Asked) -> Reply:
    """Return what differs between two requests or versions that were chosen, or the page on which they are."""
    names = requests_on(asked.desk)
    sides = [(f"{REQUESTS}/{name}.yaml", name) for name in names]
    versions = all_earlier(asked.desk)
    for name in names:
        sides += [
            (
                f"{EARLIER}/{one.name}",
                f"{name}, {asked.told('versie', 'version')} {one.number} ({clock(one.at)})",
            )
            for one in versions.get(f"{name}.yaml", ())
        ]
    old, new = asked.get("was"), asked.get("wordt")
    values = {"sides": sides, "was": old, "becomes": new}
    known = {side for side, _ in sides}
    if old not in known or new not in known:
        blank: dict[str, object] = {
            "title": asked.word("compare_page"),
            "body": "",
            "forms": (),
            "query": [],
            "said": "",
        }
        return page("compared.html", asked, {**values, **blank, "command": "izacontract compare OUD NIEUW"})
    command = ["compare", old, new]
    return report(asked, asked.word("compare_page"), "vergelijking", command, template="compared.html", values=values)


def coverage(asked: Asked) -> Reply:
    """Return which commitments the library answers: a matrix of chapters by sector, and each in full when chosen."""
    plugins = plugins_of(asked.desk.house)
    sectors = {code: sector.title for code, sector in plugins.sectors.items()}
    subject, year = asked.get("zorgsoort"), asked.get("jaar")
    chosen = ["--year", year] if year else []
    if subject in sectors or asked.get("vorm"):
        subject = subject if subject in sectors else "alle"
        command = ["coverage", subject, *chosen]
        return report(asked, asked.word("coverage_page"), f"dekking-{subject}", command, values={"back": "/dekking"})
    ran = asked.run("coverage", "alle", "--json", *chosen)
    if not ran.is_done:
        return ran_page(asked, ran, asked.word("coverage_page"))
    found: dict[str, Any] = json.loads(ran.out)
    chapters: dict[str, dict[str, Counter[str]]] = {}
    for row in found["totals"]:
        cell = chapters.setdefault(row["chapter"], {}).setdefault(row["sector"], Counter())
        cell.update({name: value for name, value in row.items() if isinstance(value, int)})
    values = {
        "chapters": chapters,
        "sectors": sectors,
        "note": found["note"],
        "years": found["years"],
        "year": year,
        "states": ("answered", "not_applicable", "addendum", "left_out", "uncertain", "missing"),
    }
    return page("coverage_matrix.html", asked, {**values, "command": "izacontract coverage alle"})


def vary(asked: Asked) -> Reply:
    """Return the page on which an addendum is made: which version was agreed, from which day."""
    one = on_desk(asked)
    versions = earlier(asked.desk, f"{one.name}.yaml")
    addenda = [file for file in documents_of(asked.desk, DRAFTS, one.name) if " allonge " in file]
    values = {"one": one, "versions": versions, "addenda": addenda}
    command = f"izacontract vary {EARLIER}/{one.name}.1.yaml {one.file} -o {DRAFTS}/allonge.docx"
    return page("vary.html", asked, {**values, "command": command})


def varied(asked: Asked) -> Reply:
    """Make the addendum that makes of the version that was agreed what the request says now."""
    one = on_desk(asked)
    known = {version.name for version in earlier(asked.desk, f"{one.name}.yaml")}
    old = asked.get("was")
    if old not in known:
        raise m.GONE.failure(m.DeskRefused, name=old[:80] or one.name)
    addenda = {file for file in documents_of(asked.desk, DRAFTS, one.name) if " allonge " in file}
    before = [file for file in asked.all("na") if file in addenda]
    number = int(typed) if (typed := asked.get("nummer")).isdecimal() and len(typed) < 4 else len(addenda) + 1
    name = f"{one.name} allonge {number}.docx"
    arguments = ["vary", f"{EARLIER}/{old}", one.file, "-o", f"{DRAFTS}/{name}", "--number", str(number), "--force"]
    if day := asked.get("ingang"):
        arguments += ["--from", day]
    for file in before:
        arguments += ["--after", f"{DRAFTS}/{file}"]
    ran = asked.run(*arguments, *framed(asked))
    on = [(f"/contract/{one.name}/allonge", asked.word("consolidate"))]
    return done(asked, one.name, ran, asked.word("vary"), name, on)


def consolidated(asked: Asked) -> Reply:
    """Make the running text of a contract with its addenda."""
    one = on_desk(asked)
    known = {version.name for version in earlier(asked.desk, f"{one.name}.yaml")}
    old = asked.get("was")
    addenda = [file for file in documents_of(asked.desk, DRAFTS, one.name) if " allonge " in file]
    chosen = [f"{DRAFTS}/{file}" for file in asked.all("na") if file in addenda]
    if old not in known or not chosen:
        raise m.INCOMPLETE.failure(
            m.DeskRefused, what=Told("de overeenkomst of een allonge", "the agreement or an addendum")
        )
    name = f"{one.name} doorlopend.docx"
    ran = asked.run("consolidate", f"{EARLIER}/{old}", *chosen, "-o", f"{DRAFTS}/{name}", "--force", *framed(asked))
    return done(asked, one.name, ran, asked.word("consolidate"), name)


def renewing(asked: Asked) -> Reply:
    """Return the page on which the contracts of a season are renewed together."""
    here = set(requests_on(asked.desk))
    register = open_register(asked.desk.address())
    found = [one for one in listed(register, Filters(), asked.today) if named(one.reference) in here]
    rows = [(named(one.reference), one) for one in found]
    last = max((one.end for one in found if one.end), default=date(asked.today.year, 12, 31))
    values = {"rows": rows, "begin": date(last.year + 1, 1, 1)}
    return page(
        "renewing.html", asked, {**values, "command": "izacontract renew aanvragen --begin JJJJ-01-01 -o nieuw"}
    )


def renew_all(asked: Asked) -> Reply:
    """Make next year's request of every contract that was chosen, as long work."""
    begin = asked.get("begin")
    here = set(requests_on(asked.desk))
    chosen = [name for name in asked.all("contract") if name in here]
    try:
        year = date.fromisoformat(begin).year
    except ValueError:
        year = 0
    if not chosen or not year:
        raise m.INCOMPLETE.failure(
            m.DeskRefused, what=Told("een contract of de eerste dag", "a contract or the first day")
        )
    commands, made = [], []
    for name in chosen:
        new = free_name(asked.desk, f"{name}-{year}")
        made.append(new)
        letter = f"{DRAFTS}/{new} was-wordt.docx"
        commands.append(
            ["renew", f"{REQUESTS}/{name}.yaml", "--begin", begin, "-o", f"{REQUESTS}/{new}.yaml", "--letter", letter]
        )
    task = Jobs(asked.desk).start(
        asked.told(f"{len(chosen)} contracten vernieuwen", f"Renew {len(chosen)} contracts"),
        commands,
        asked.person.name,
        asked.ask.language,
        subject=str(year),
        total=len(chosen),
        contracts=made,
    )
    return to(asked, f"/werk/{task.id}")


PAGES: Final = (
    DeskPage("/vergelijken", compared),
    DeskPage("/dekking", coverage, seconds=120),
    DeskPage("/contract/{name}/allonge", vary, MAKERS),
    DeskPage("/contract/{name}/allonge", varied, MAKERS, "allonge gemaakt"),
    DeskPage("/contract/{name}/doorlopend", consolidated, MAKERS, "doorlopende tekst gemaakt"),
    DeskPage("/vernieuwen", renewing, MAKERS),
    DeskPage("/vernieuwen", renew_all, MAKERS, "seizoen vernieuwd"),
)
