"""What runs the desk for a team, checked by its parts: no Docker is at hand where the tests run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
import typer
import yaml

from izacontract.cli.app import app
from izacontract.cli.serve import STOP_SECONDS
from izacontract.desk.asked import DeskPage
from izacontract.desk.folder import opened
from izacontract.desk.routes import LARGEST_BODY as LARGEST_FORM
from izacontract.desk.settings import FILE, read_settings
from izacontract.web.answers import Reply
from izacontract.web.app import Serving, make_app
from izacontract.web.connections import HEADERS_SECONDS, MOST, REQUEST_SECONDS
from izacontract.web.entries import MOST_ROWS, MOST_ROWS_TOGETHER
from izacontract.web.form_pages import MOST_FIELDS
from izacontract.web.guard import BODY_SECONDS, LARGEST_BODY, MOST_LARGE
from izacontract.web.workers import SECONDS, WAITING
from tests.web.conftest import AtOnce, Server

pytestmark = pytest.mark.xdist_group("web")

ROOT: Final = Path(__file__).parent.parent.parent
DEPLOY: Final = ROOT / "docs" / "deploy"
VARIABLE: Final = re.compile(r"\$\{(\w+)(?::[?-]([^}]*))?\}")
PINNED: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?:v?\d+\.\d+(\.\d+)?(-[a-z-]+)?")
"""A name of an image without host, with its version."""


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile with what follows them."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def of(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Return the compose file as compose reads it: with the values of env.voorbeeld filled in."""
    values = variables()

    def filled(found: re.Match[str]) -> str:
        return values.get(found[1], "") or found[2] or "gevuld"

    text = VARIABLE.sub(filled, (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def variables() -> dict[str, str]:
    lines = (DEPLOY / "env.voorbeeld").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def parsed(arguments: list[str]) -> dict[str, Any]:
    """Return what the command line makes of `arguments`; fails for an option or value that it does not take."""
    group = typer.main.get_command(app)
    with group.make_context("izacontract", arguments, obj=None) as context:
        name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])  # type: ignore[attr-defined]
        assert name and command
        return command.make_context(name, list(rest), parent=context).params


def test_image_is_built_from_what_the_checkout_holds() -> None:
    sources = [part for line in of("COPY") if "--from" not in line for part in line.split()[:-1]]
    assert all((ROOT / source).exists() for source in sources)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {"pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}
    packages = project["tool"]["setuptools"]["packages"]["find"]
    needed |= {place for place in packages["where"] if place != "."} | {
        name.rstrip("*") for name in packages["include"]
    }
    assert needed <= set(sources)
    extras = next(line for line in of("ARG") if line.startswith("EXTRAS=")).removeprefix("EXTRAS=").split(",")
    assert set(extras) <= set(project["project"]["optional-dependencies"])
    installs = next(line for line in of("RUN") if "pip install" in line)
    assert "--constraint constraints.txt" in installs
    assert "constraints.txt" in sources


def test_images_are_pinned_and_name_no_registry(compose: dict[str, Any]) -> None:
    images = [line.split()[0] for line in of("FROM")] + [service["image"] for service in compose["services"].values()]
    assert len(images) == 5
    for image in images:
        assert PINNED.fullmatch(image), image
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert compose["services"]["bureau"]["image"] == f"izacontract:{version}"


def test_image_runs_as_nobody_in_a_folder_of_its_own() -> None:
    user = of("USER")[-1]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    number = user.partition(":")[0]
    made = next(line for line in of("RUN") if "useradd" in line)
    assert f"--uid {number} " in made
    folder = of("VOLUME")[-1]
    assert f"install --directory --mode 0700 --owner {number} --group {number} {folder}" in made
    assert of("STOPSIGNAL") == ["SIGTERM"]


def test_commands_of_image_and_compose_are_ones_that_we_have(compose: dict[str, Any]) -> None:
    alone, entry = json.loads(of("CMD")[-1]), json.loads(of("ENTRYPOINT")[-1])
    assert entry == ["izacontract"]
    desk = compose["services"]["bureau"]
    for arguments in (alone, desk["command"]):
        given = parsed(arguments)
        assert str(given["desk"]) == of("VOLUME")[-1]
        assert given["port"] == int(of("EXPOSE")[-1])
    assert given["base_url"] == f"https://{variables()['NAAM']}/contracten"
    assert given["workers"] == 4
    assert float(desk["stop_grace_period"].removesuffix("s")) > STOP_SECONDS


def test_sign_of_health_sees_a_server_and_misses_one(server: Server) -> None:
    line = next(rest for word, rest in instructions() if word == "HEALTHCHECK")
    command = json.loads(line[line.index("[") :])
    assert command[0] == "python"
    port = of("EXPOSE")[-1]
    assert f":{port}/gezond" in command[2]
    for found, status in ((urlsplit(server.url).port, 0), (1, 1)):
        asked = command[2].replace(f":{port}/", f":{found}/").replace("timeout=5", "timeout=60")  # the machine is busy
        ran = subprocess.run([sys.executable, command[1], asked], capture_output=True, timeout=120)
        assert ran.returncode == status, ran.stderr


def test_parts_of_compose_refer_to_what_is_there(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for service in services.values():
        mounted = [volume.split(":")[0] for volume in service.get("volumes", [])]
        assert {name for name in mounted if not name.startswith(".")} <= set(compose["volumes"])
        assert set(service["networks"]) <= set(compose["networks"])
        for name, condition in service.get("depends_on", {}).items():
            assert condition == {"condition": "service_healthy"}
            assert services[name].get("healthcheck") or (name == "bureau" and of("HEALTHCHECK"))
    assert [name for name, service in services.items() if "ports" in service] == ["aanmelden"]
    assert compose["networks"]["binnen"]["internal"]
    assert (DEPLOY / services["bureau"]["build"]["context"]).resolve() == ROOT
    assert (ROOT / services["bureau"]["build"]["dockerfile"]).is_file()


def test_every_setting_of_the_house_is_asked_for_once_and_secrets_are_empty() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert {name for name, _ in VARIABLE.findall(text)} == set(variables())
    assert all(not value for name, value in variables().items() if "GEHEIM" in name or "WACHTWOORD" in name)
    required = set(re.findall(r"\$\{(\w+):\?\}", text))
    assert {name for name in variables() if "GEHEIM" in name or "WACHTWOORD" in name} <= required


def test_desk_believes_the_sign_in_of_compose_and_nobody_else(compose: dict[str, Any], tmp_path: Path) -> None:
    mount = next(volume for volume in compose["services"]["bureau"]["volumes"] if volume.endswith(":ro"))
    source, target, _ = mount.split(":")
    assert target == f"{of('VOLUME')[-1]}/{FILE}"
    (tmp_path / FILE).write_bytes((DEPLOY / source).read_bytes())
    settings = read_settings(tmp_path)
    sign_in = settings.sign_in
    assert sign_in is not None
    address = compose["services"]["aanmelden"]["networks"]["binnen"]["ipv4_address"]
    assert [str(network) for network in sign_in.proxies] == [f"{address}/32"]
    assert ip_address(address) in ip_network(compose["networks"]["binnen"]["ipam"]["config"][0]["subnet"])
    assert {sign_in.name, sign_in.groups} <= {"X-Forwarded-Preferred-Username", "X-Forwarded-Groups"}
    register, database = urlsplit(settings.register_), compose["services"]["register"]
    assert (register.hostname, register.password) == ("register", None)
    assert register.username == database["environment"]["POSTGRES_USER"]
    assert register.path == f"/{database['environment']['POSTGRES_DB']}"
    assert compose["services"]["bureau"]["environment"]["PGPASSWORD"] == database["environment"]["POSTGRES_PASSWORD"]


def test_manual_shows_these_settings_and_the_limits_that_hold() -> None:
    manual = (DEPLOY.parent / "draaien.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)[0])
    given = yaml.safe_load((DEPLOY / "bureau.yaml").read_text(encoding="utf-8"))
    assert shown["aanmelden"] == given["aanmelden"]
    mb = 1_000_000
    longest = BODY_SECONDS * (LARGEST_FORM / LARGEST_BODY) ** 0.5
    for said in (
        f"| kopregels van een verzoek | {HEADERS_SECONDS:.0f} seconden |",
        f"| {LARGEST_BODY // mb} MB in {BODY_SECONDS:.0f} seconden; met bestanden aan het bureau {LARGEST_FORM // mb} MB in {longest:.0f} |",
        f"| {MOST_LARGE // mb} MB samen |",
        f"| {MOST_FIELDS:,} |".replace(",", "."),
        f"| {MOST_ROWS} in een lijst, {MOST_ROWS_TOGETHER:,} in alle samen |".replace("1,", "1."),
        f"| {WAITING:.0f} seconden | 503 |",
        f"| {SECONDS:.0f} seconden, op het bureau {DeskPage('', lambda asked: Reply(b'')).seconds:.0f};",
        f"| {REQUEST_SECONDS:.0f} seconden | losgelaten |",
        f"| verbindingen | {MOST} |",
        f"ten hoogste {STOP_SECONDS} seconden",
    ):
        assert said in manual, said


def test_proxy_passes_the_desk_on_in_its_folder(compose: dict[str, Any]) -> None:
    proxy = compose["services"]["aanmelden"]["environment"]
    given = parsed(compose["services"]["bureau"]["command"])
    root = urlsplit(given["base_url"]).path
    assert proxy["OAUTH2_PROXY_UPSTREAMS"] == f"http://bureau:{given['port']}/"
    assert proxy["OAUTH2_PROXY_COOKIE_PATH"] == root
    assert proxy["OAUTH2_PROXY_PROXY_PREFIX"] == f"{root}/oauth2"
    assert proxy["OAUTH2_PROXY_REDIRECT_URL"] == f"{given['base_url']}/oauth2/callback"
    assert float(proxy["OAUTH2_PROXY_UPSTREAM_TIMEOUT"].removesuffix("s")) > REQUEST_SECONDS
    assert proxy["OAUTH2_PROXY_SKIP_AUTH_STRIP_HEADERS"] == proxy["OAUTH2_PROXY_PASS_USER_HEADERS"] == "true"


def test_without_sign_in_only_links_languages_and_our_own_looks_are_reached(
    compose: dict[str, Any], tmp_path: Path
) -> None:
    routes = compose["services"]["aanmelden"]["environment"]["OAUTH2_PROXY_SKIP_AUTH_ROUTES"].split(",")
    open_to_all = [
        (method or "", re.compile(path)) for method, path in (("=" + route).rsplit("=", 1) for route in routes)
    ]

    def is_open(path: str, method: str = "GET") -> bool:
        return any(found.search(f"/contracten{path}") for only, found in open_to_all if only in ("", f"={method}"))

    for path in ("/deel/x.y-z", "/deel/x.y-z/word", "/uitnodiging/x.y-z", "/static/preview.css", "/taal/en"):
        assert is_open(path), path
    assert is_open("/uitnodiging/x.y-z/gegevens", "POST")
    assert not is_open("/deel/x", "POST")
    made = make_app(Serving(workers=AtOnce(1), desk=opened(tmp_path / "bureau"), log=lambda line: None))
    paths = {re.sub(r"\{[^}]*\}", "x", str(getattr(route, "path", ""))) for route in made.routes}
    closed = {path for path in paths if not path.startswith(("/deel/", "/uitnodiging", "/static", "/taal/"))}
    assert {"/", "/bureau", "/concept/x"} <= closed
    for path in (*closed, "/deel/../bureau", "/taal/en/../../bureau", "/static/../bureau", "/deel/x/word/bureau"):
        assert not is_open(path), path
        assert not is_open(f"{path}?/contracten/deel/x"), path
