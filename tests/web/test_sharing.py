"""A link shows one draft, until its day, to who has it; nothing leads to another draft."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import docx
import pytest
from itsdangerous import URLSafeSerializer
from lxml import html

from izacontract.cli.app import main
from izacontract.host import Plugins
from izacontract.web import sharing
from izacontract.web.app import Serving, make_app
from izacontract.web.sharing import KEY, SALT, SUFFIX, Drafts
from tests.conftest import REQUESTS
from tests.web.conftest import AtOnce, Clock, TestClient, Web, share, share_file


def put(web: Web, plugins: Plugins, sector: str = "msz", days: int = 14) -> str:
    return share(web.drafts, plugins, web.clock.now, sector, days)


def test_link_shows_the_draft_with_explanation_coverage_and_pictures(web: Web, plugins: Plugins) -> None:
    answer = web.client.get(f"/deel/{put(web, plugins)}")
    page = html.fromstring(answer.text)
    text = page.text_content()
    assert answer.status_code == 200
    assert "Stichting Ziekenhuis IJsselstreek" in text
    assert "6 december 2026" in text
    assert page.xpath("//aside//details//dt[text()='Waarom']")
    assert page.xpath("//section[@class='outside']//li")
    assert page.xpath("//section[@class='coverage']//td")
    assert "402.000,00" in "".join(page.xpath("//figure[@id='picture-resultaten']//td/text()"))
    assert not page.xpath("//form | //input | //textarea")


def test_only_drafts_whose_day_has_passed_are_removed(web: Web, plugins: Plugins) -> None:
    kept, gone = put(web, plugins, days=30), put(web, plugins, days=2)
    torn = web.drafts.folder / f"{'a' * 43}.concept.json"
    torn.write_text("{", encoding="utf-8")
    assert len(list(web.drafts.folder.glob("*.concept.json"))) == 3
    web.clock.now += timedelta(days=2)
    put(web, plugins)
    assert len(list(web.drafts.folder.glob("*.concept.json"))) == 3
    assert web.client.get(f"/deel/{kept}").status_code == 200
    assert web.client.get(f"/deel/{gone}").status_code == 404
    assert torn.exists()


def test_link_tells_first_what_follows_from_the_agreement_what_it_pays_and_what_is_open(
    web: Web, plugins: Plugins
) -> None:
    page = html.fromstring(web.client.get(f"/deel/{put(web, plugins)}").text)
    rows = {row.xpath("string(th/a)"): row for row in page.xpath("//section[@class='agreed']//tbody/tr")}
    paid = rows["Artikel 12 Betaling bij resultaat"]
    assert "§ 4.2.3" in paid.xpath("string(th)")
    assert "1.302.000,00" in paid.xpath("string(td[1])")
    assert paid.xpath("string(td[2])") == "niets"
    assert not any("€\xa00,00" in row.xpath("string(td[1])") for row in rows.values())
    listed = page.xpath("//section[@class='agreed']//tbody//a | //details[@id='agreed-others']//li/a")
    told = page.xpath("string(//section[@class='short']//dd[contains(., 'clausules in dit contract')])")
    assert told.startswith(f"{len(listed)} van de ")
    assert all(page.get_element_by_id(link.get("href")[1:]) is not None for link in listed)
    assert "13:00 uur (Nederlandse tijd)" in page.text_content()


def test_open_point_is_called_as_people_call_it_and_counted_at_its_clause(
    web: Web, plugins: Plugins, tmp_path: Path
) -> None:
    file = tmp_path / "msz.yaml"
    request = (REQUESTS / "msz.yaml").read_text(encoding="utf-8")
    file.write_text(request.replace("  kenmerk: MSZ-2025-0008\n", "").replace("    bedrag: 4200000\n", ""), "utf-8")
    assert file.read_text(encoding="utf-8") != request
    page = html.fromstring(web.client.get(f"/deel/{share_file(web.drafts, plugins, web.clock.now, file)}").text)
    opens = page.xpath("//section[@class='short']//li")
    assert any("De overeenkomst, Kenmerk" in point.text_content() for point in opens)
    assert any(key.text == "overeenkomst.kenmerk" for point in opens for key in point.xpath("span[@class='key']"))


def test_key_that_another_made_just_before_is_kept(web: Web, plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    link = put(web, plugins, "ggz")
    read, asked = Drafts._key, []

    def first_none(drafts: Drafts) -> bytes:
        asked.append(drafts)
        return read(drafts) if len(asked) > 1 else b""

    monkeypatch.setattr(Drafts, "_key", first_none)
    other = put(web, plugins, "ggz")
    assert [web.client.get(f"/deel/{name}").status_code for name in (link, other)] == [200, 200]


def test_shared_draft_is_saved_as_word_and_text(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    word = web.client.get(f"/deel/{link}/word")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Zorgovereenkomst" in text
    assert web.client.get(f"/deel/{link}/tekst").text.startswith("concept\n")
    page = html.fromstring(web.client.get(f"/deel/{link}").text)
    saved = page.xpath("//p[@class='save']/a/@href")
    assert [one.rpartition("/")[2] for one in saved] == ["word", "tekst"]


OWN = """
weggelaten: [{clausule: algemeen.passende-zorg, reden: Geheim bij weglating}]
posities: [{clausule: algemeen.nakoming, keuze: directe-schade, reden: Geheim bij positie, akkoord_door: Geheime Piet}]
afwijkingen:
  - {clausule: algemeen.nakoming, lid: bewijs, wat: toevoegen, tekst: Erbij., reden: Geheim}
  - {clausule: algemeen.nakoming, lid: herstel, wat: toevoegen, tekst: Ook erbij., reden: Geheim bij afwijking}
bijzondere_bepalingen: [{kop: Eigen, soort: aanvulling, tekst: Wij spreken af., reden: Geheim bij bepaling}]
# Geheime aantekening
"""
INTERNAL = ("Geheim", "bij weglating", "bij positie", "bij afwijking", "bij bepaling", "Piet")


def test_link_gives_nothing_that_the_house_keeps_to_itself(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "aanvraag.yaml"
    file.write_text((REQUESTS / "msz.yaml").read_text(encoding="utf-8") + OWN, encoding="utf-8")
    assert main(["share", str(file), "--drafts", str(web.drafts.folder)]) == 0
    link = urlsplit(capsys.readouterr().out.strip()).path
    kept = [one.read_text(encoding="utf-8") for one in web.drafts.folder.glob("*.json")]
    answers = [web.client.get(f"{link}{form}") for form in ("", "/tekst", "/word", "/aanvraag", "/json")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 404]
    web.client.cookies["taal"] = "en"
    answers.append(web.client.get(link))
    with ZipFile(io.BytesIO(answers[2].content)) as word:
        parts = [word.read(name).decode("utf-8", "replace") for name in word.namelist()]
    given = [*kept, *(answer.text for answer in answers), *parts]
    assert "Erbij." in answers[0].text
    assert "Wij spreken af." in answers[0].text
    # a figure that was looked at, and that no article names
    hidden = [*INTERNAL, "toegekend €", "MSZ-B10 en MSZ-B11"]
    assert [(value, at) for at, text in enumerate(given) for value in hidden if value in text] == []


def test_draft_that_an_older_build_shared_with_its_request_is_not_shown(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    file = next(web.drafts.folder.glob("*.json"))
    held = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(held | {"schema_": "izacontract/shared/1", "request": "a: geheim"}), encoding="utf-8")
    for form in ("", "/word", "/tekst", "/aanvraag"):
        answer = web.client.get(f"/deel/{link}{form}")
        assert answer.status_code == 404
        assert "Dit concept is hier niet meer te tonen" in answer.text
        assert "geheim" not in answer.text


def test_link_stops_on_its_day(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz", days=2)
    web.clock.now += timedelta(days=2, seconds=-1)
    assert web.client.get(f"/deel/{link}").status_code == 200
    web.clock.now += timedelta(seconds=1)
    for form in ("", "/word", "/tekst", "/aanvraag"):
        answer = web.client.get(f"/deel/{link}{form}")
        assert answer.status_code == 404
        assert "Deze link werkt niet" in answer.text


def test_expired_drafts_are_removed_when_another_is_shared(web: Web, plugins: Plugins) -> None:
    put(web, plugins, "ggz", days=1)
    web.clock.now += timedelta(days=1)
    put(web, plugins, "ggz", days=1)
    assert len(list(web.drafts.folder.glob("*.json"))) == 1


def test_new_key_ends_every_link(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    before = (web.drafts.folder / KEY).read_bytes()
    web.drafts.rotate()
    assert web.client.get(f"/deel/{link}").status_code == 404
    assert (web.drafts.folder / KEY).read_bytes() != before
    assert list(web.drafts.folder.glob("*.json")) == []


def test_key_that_is_removed_ends_every_link(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    (web.drafts.folder / KEY).unlink()
    assert web.client.get(f"/deel/{link}").status_code == 404


def test_key_and_drafts_are_for_their_owner_only(web: Web, plugins: Plugins) -> None:
    put(web, plugins, "ggz")
    assert web.drafts.folder.stat().st_mode & 0o777 == 0o700
    files = list(web.drafts.folder.iterdir())
    assert len(files) == 3
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)


def test_two_drafts_have_names_and_links_that_tell_nothing_of_each_other(web: Web, plugins: Plugins) -> None:
    one, other = put(web, plugins, "ggz"), put(web, plugins, "ggz")
    names = [json.loads(_decoded(link.split(".")[0]))[0] for link in (one, other)]
    assert len(set(names)) == 2
    assert all(len(name) == 43 for name in names)
    forged = f"{other.split('.')[0]}.{one.split('.')[1]}"
    assert web.client.get(f"/deel/{forged}").status_code == 404


@pytest.mark.parametrize("place", [0, 5, -1, -5])
def test_changed_link_is_refused(place: int, web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    letter = "A" if link[place] != "A" else "B"
    place %= len(link)
    changed = link[:place] + letter + link[place + 1 :]
    # the last letter of a signature holds bits that do not count
    assert _decoded(changed.split(".")[-1]) == _decoded(link.split(".")[-1]) or (
        web.client.get(f"/deel/{changed}").status_code == 404
    )


@pytest.mark.parametrize(
    "named",
    ["x", ["../geheim", 9e12], [".sleutel", 9e12], ["A" * 43], ["A" * 43, "straks"], [1, 9e12], {}, ["A" * 43, 9e12]],
)
def test_even_a_signed_link_names_a_draft_only(named: object, web: Web, plugins: Plugins) -> None:
    put(web, plugins, "ggz")
    (web.drafts.folder.parent / "geheim.concept.json").write_text("{}", encoding="utf-8")
    key = (web.drafts.folder / KEY).read_bytes()
    link = URLSafeSerializer(key, salt=SALT).dumps(named)
    assert web.client.get(f"/deel/{link}").status_code == 404


def test_signature_of_another_purpose_is_refused(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    named = json.loads(_decoded(link.split(".")[0]))
    key = (web.drafts.folder / KEY).read_bytes()
    assert web.client.get(f"/deel/{URLSafeSerializer(key, salt='anders').dumps(named)}").status_code == 404


def test_no_page_lists_drafts(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    for path in ("/deel", "/deel/", "/concepten", "/"):
        assert link not in web.client.get(path).text


def damaged(draft: dict[str, Any]) -> str:
    return json.dumps(draft)[:300]


def with_a_key_of_a_newer_build(draft: dict[str, Any]) -> str:
    return json.dumps(draft | {"later": "geheime waarde"})


def with_a_contract_of_an_older_build(draft: dict[str, Any]) -> str:
    contract = json.loads(draft["contract"])
    del contract["articles"]
    return json.dumps(draft | {"contract": json.dumps(contract)})


@pytest.mark.parametrize("changed", [damaged, with_a_key_of_a_newer_build, with_a_contract_of_an_older_build])
def test_draft_of_another_version_is_told_and_stands_in_the_log(
    changed: Callable[[dict[str, Any]], str], web: Web, plugins: Plugins
) -> None:
    link = put(web, plugins, "ggz")
    file = next(web.drafts.folder.glob("*.json"))
    file.write_text(changed(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    answer = web.client.get(f"/deel/{link}")
    assert answer.status_code == 404
    assert "opnieuw te delen" in answer.text
    assert "Dit concept is hier niet meer te tonen" in answer.text
    assert sum('"OtherVersion"' in line for line in web.log) == 1
    assert "geheime" not in answer.text + "".join(web.log)


def test_draft_that_is_shared_while_the_key_changes_gets_a_link_that_works(
    web: Web, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, write, rotations = put(web, plugins, "ggz"), sharing._write, []

    def rotating(file: Path, data: bytes, *, new: bool = False) -> None:
        write(file, data, new=new)
        if file.name.endswith(SUFFIX) and len(rotations) < 2:
            rotations.append(file)
            Drafts(web.drafts.folder).rotate()

    monkeypatch.setattr(sharing, "_write", rotating)
    link = put(web, plugins, "ggz")
    assert web.client.get(f"/deel/{link}").status_code == 200
    assert web.client.get(f"/deel/{earlier}").status_code == 404
    assert len(rotations) == 2
    assert len(list(web.drafts.folder.glob(f"*{SUFFIX}"))) == 1


def test_two_servers_on_one_folder_show_the_same_and_end_together(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz")
    app = make_app(Serving(drafts=Drafts(web.drafts.folder), workers=AtOnce(1), clock=web.clock, log=web.log.append))
    with TestClient(app, base_url="http://127.0.0.1:8765") as other:
        assert [one.get(f"/deel/{link}").status_code for one in (web.client, other)] == [200, 200]
        Drafts(web.drafts.folder).rotate()
        assert [one.get(f"/deel/{link}").status_code for one in (web.client, other)] == [404, 404]


def test_clock_that_moves_ends_no_link_early_and_keeps_none_beyond_its_day(web: Web, plugins: Plugins) -> None:
    link = put(web, plugins, "ggz", days=2)
    for moved, status in ((-30, 200), (1, 200), (3, 404), (0, 200)):
        clock = Clock(web.clock.now + timedelta(days=moved))
        app = make_app(Serving(drafts=web.drafts, workers=AtOnce(1), clock=clock, log=web.log.append))
        with TestClient(app, base_url="http://127.0.0.1:8765") as client:
            assert client.get(f"/deel/{link}").status_code == status, moved
    assert all(json.loads(line)["ms"] >= 0 for line in web.log)


@pytest.mark.skipif(os.name != "posix", reason="only here a process can be given a limit on its files")
def test_full_disk_leaves_no_half_draft_and_is_told(web: Web, plugins: Plugins, tmp_path: Path) -> None:
    link = put(web, plugins, "ggz")
    before = sorted(web.drafts.folder.iterdir())
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
    limited += "from izacontract.cli.app import main; sys.exit(main())"
    request = str(REQUESTS / "msz.yaml")
    ran = subprocess.run(
        [sys.executable, "-c", limited, "share", request, "--drafts", str(web.drafts.folder)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (5, "")
    assert "kan geen concepten bewaren" in ran.stderr
    assert sorted(web.drafts.folder.iterdir()) == before
    assert web.client.get(f"/deel/{link}").status_code == 200


def test_sharing_reads_none_of_the_drafts_that_are_there_before_one_of_their_days_comes(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put_plain(days: int) -> None:
        web.drafts.put("aanvraag", "{}", "[]", days=days, now=web.clock.now)

    for days in (20, 5, 10):
        put_plain(days)
    asked: list[Path] = []
    files = Drafts._files
    monkeypatch.setattr(Drafts, "_files", lambda drafts: asked.extend(files(drafts)) or files(drafts))
    web.clock.now += timedelta(days=4, hours=23)
    put_plain(30)
    assert asked == []
    web.clock.now += timedelta(hours=1)
    put_plain(30)
    assert len(asked) == 4
    assert len(files(web.drafts)) == 4
    web.clock.now += timedelta(days=4)
    put_plain(30)
    assert len(asked) == 4
    web.clock.now += timedelta(days=1)
    put_plain(30)
    assert len(files(web.drafts)) == 5


def test_files_of_others_in_the_folder_are_left(tmp_path: Path, web: Web, plugins: Plugins) -> None:
    other = web.drafts.folder / "eigen.json"
    web.drafts.folder.mkdir()
    other.write_text("{}", encoding="utf-8")
    put(web, plugins, "ggz")
    web.drafts.rotate()
    Drafts(web.drafts.folder).forget(web.clock.now + timedelta(days=999))
    assert other.exists()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
