"""`izacontract seal`: the key with which a house signs what it sends."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import Lang, report_of

seal = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

KeyFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="Waar de geheime sleutel komt; FILE.pub wordt de openbare.")
]


@seal.command(help="Maak een sleutelpaar waarmee documenten worden verzegeld (Ed25519).")
def key(context: typer.Context, file: KeyFile, lang: Lang = None) -> None:
    """Make a pair of keys: documents are signed with FILE, and whoever checks them needs FILE.pub."""
    from izacontract.render.seal_key import KNOWS, SIGNS_WITH, make_key

    public = make_key(file)
    report = report_of(context)
    report.say(
        f"De geheime sleutel staat in {file}; zet {SIGNS_WITH}={file} en elk document wordt ondertekend.\n"
        f"De openbare sleutel staat in {public}; controleer met: izacontract verify --key {public} (of {KNOWS}).",
        f"The private key is in {file}; set {SIGNS_WITH}={file} and every document is signed.\n"
        f"The public key is in {public}; check with: izacontract verify --key {public} (or {KNOWS}).",
    )
