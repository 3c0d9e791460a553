"""What a house sets for its desk: `bureau.yaml` in the folder, of which every key may be left out."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from izacontract.clauses.yaml_loader import LibraryLoader
from izacontract.desk import messages as m
from izacontract.errors import FileError, unreadable

FILE: Final = "bureau.yaml"
REGISTER: Final = "register.sqlite"


def _network(value: object) -> object:
    return ip_network(value, strict=False) if isinstance(value, str) else value


Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
Header = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class SignIn(_Group):
    """How people sign in: at a proxy, which says in headers who they are and in which groups.

    `proxies` are the addresses from which those headers are believed. Of each role the groups are named whose members
    have it.
    """

    proxies: tuple[Network, ...] = Field(alias="proxy", min_length=1)
    name: Header = Field("X-Forwarded-User", alias="naam")
    groups: Header = Field("X-Forwarded-Groups", alias="groepen")
    purchasers: tuple[str, ...] = Field((), alias="inkoper")
    lawyers: tuple[str, ...] = Field((), alias="jurist")
    readers: tuple[str, ...] = Field((), alias="lezer")

    def believes(self, host: str) -> bool:
        """Return whether what `host` says of a visitor is believed: it is one of the proxies."""
        try:
            address = ip_address(host)
            # as a server on :: sees a proxy that comes over IPv4
            address = getattr(address, "ipv4_mapped", None) or address
            return any(address in network for network in self.proxies)
        except ValueError:
            return False


class Settings(_Group):
    """The settings of a desk.

    `register` is a file in the folder or the address of PostgreSQL; `house` the folder with an insurer's own texts, and
    `frame` its own Word frame, both seen from the folder. Without `sign_in` whoever is at this computer is the
    purchaser.
    """

    register_: str = Field(REGISTER, alias="register")
    house: Path | None = Field(None, alias="bibliotheek")
    frame: Path | None = Field(None, alias="sjabloon")
    sign_in: SignIn | None = Field(None, alias="aanmelden")


def read_settings(folder: Path) -> Settings:
    """Return the settings in `folder`, the usual ones when it holds none; raises FileError when they cannot be used."""
    file = folder / FILE
    try:
        typed: Any = yaml.load(file.read_bytes(), LibraryLoader)  # noqa: S506  a safe loader of ours
    except FileNotFoundError:
        return Settings.model_validate({})
    except OSError as error:
        raise unreadable(file, error) from error
    except (yaml.YAMLError, ValueError) as error:
        raise m.SETTINGS.failure(FileError, file=file, why=str(error).partition("\n")[0]) from error
    try:
        return Settings.model_validate({} if typed is None else typed)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(str(step) for step in wrong["loc"] if not str(step).startswith("function-"))
        raise m.SETTINGS.failure(FileError, file=file, why=f"{place or FILE}: {wrong['msg']}") from error
