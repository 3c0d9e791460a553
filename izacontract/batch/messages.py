"""What a run over a table can say about a row, and why it stops; the docs list every message by its code."""

from __future__ import annotations

from typing import Final

from izacontract.errors import FileError, PluginError
from izacontract.extras import install_command
from izacontract.message import Message

NAME_EMPTY: Final = Message(
    "batch.naam-leeg",
    "De bestandsnaam vraagt {key}, maar die waarde is leeg of is geen enkele waarde.",
    "The file name asks for {key}, but that value is empty or is no single value.",
    "Vul de kolom {key}, of kies een ander patroon met --name.",
    "Fill in the column {key}, or choose another pattern with --name.",
)
NAME_TOO_LONG: Final = Message(
    "batch.naam-te-lang",
    "De bestandsnaam is te lang: {length} tekens of bytes, ten hoogste {longest}.",
    "The file name is too long: {length} characters or bytes, {longest} at most.",
    "Kort de waarde in, of kies een korter patroon met --name.",
    "Shorten the value, or choose a shorter pattern with --name.",
)
NAME_TAKEN: Final = Message(
    "batch.naam-dubbel",
    "Rij {row} krijgt dezelfde bestandsnaam als rij {other}: {name}.",
    "Row {row} gets the same file name as row {other}: {name}.",
    "Geef een van beide een andere waarde, of kies met --name een patroon dat ze onderscheidt.",
    "Give one of the two another value, or choose a pattern that tells them apart with --name.",
)
FILE_EXISTS: Final = Message(
    "batch.bestand-bestaat",
    "{name} staat al in de map en is niet door deze run gemaakt.",
    "{name} stands in the folder already and was not made by this run.",
    "Verplaats dat bestand, of overschrijf het met --force.",
    "Move that file, or overwrite it with --force.",
)
ROW_BROKE: Final = Message(
    "batch.vastgelopen",
    "Deze rij liep vast op een fout in izacontract of een plugin: {cause}.",
    "This row broke on an error in izacontract or a plugin: {cause}.",
    "Meld dit bij de beheerder, met de versies uit manifest.jsonl; haal er gegevens van partijen uit.",
    "Report this to the maintainer, with the versions in manifest.jsonl; remove the data of parties.",
)
ROW_KILLED: Final = Message(
    "batch.werker-gestopt",
    "Het proces dat deze rij maakte, stopte meer dan eens zonder een fout te melden.",
    "The process that made this row stopped more than once without reporting an error.",
    "Vaak is het geheugen op: kijk of de rij ongewoon veel regels heeft, of geef minder werkers met --workers.",
    "Often memory ran out: see whether the row has unusually many lines, or use fewer workers with --workers.",
)


def not_empty(folder: object) -> FileError:
    """Return the refusal of a folder that holds something else than a run."""
    return FileError(
        f"De map {folder} is niet leeg.",
        f"The folder {folder} is not empty.",
        "Kies met -o een lege of nieuwe map, of laat gelijknamige bestanden overschrijven met --force.",
        "Choose an empty or new folder with -o, or let files of the same name be overwritten with --force.",
        code="batch.map-niet-leeg",
    )


def holds_run(folder: object, *, interrupted: bool) -> FileError:
    """Return the refusal of a folder that holds an earlier run, done or interrupted."""
    nl, en = ("een onderbroken run", "an interrupted run") if interrupted else ("een eerdere run", "an earlier run")
    return FileError(
        f"De map {folder} bevat {nl}.",
        f"The folder {folder} holds {en}.",
        "Ga ermee verder met --resume (alleen wat nieuw of veranderd is, wordt gemaakt), of begin opnieuw met --force.",
        "Go on with it by --resume (only what is new or changed is made), or start over with --force.",
        code="batch.map-bevat-run",
    )


def nothing_to_resume(folder: object) -> FileError:
    """Return the refusal of --resume in a folder that holds files but no run."""
    return FileError(
        f"In de map {folder} staan bestanden, maar geen run om mee verder te gaan.",
        f"The folder {folder} holds files, but no run to go on with.",
        "Controleer de map, of kies met -o een lege.",
        "Check the folder, or choose an empty one with -o.",
        code="batch.geen-run",
    )


def busy(folder: object) -> FileError:
    """Return the refusal of a folder in which another run is at work."""
    return FileError(
        f"In de map {folder} is al een run bezig.",
        f"Another run is at work in the folder {folder}.",
        "Wacht tot die klaar is, of kies met -o een andere map.",
        "Wait until it is done, or choose another folder with -o.",
        code="batch.bezig",
    )


def changed_by_hand(names: list[str]) -> FileError:
    """Return the refusal of a folder whose documents were changed after they were made."""
    some = ", ".join(names[:5]) + (" ..." if len(names) > 5 else "")
    return FileError(
        f"Na het maken gewijzigd: {len(names)} document(en), {some}",
        f"Changed after they were made: {len(names)} document(s), {some}",
        "Verplaats ze om de wijzigingen te bewaren, of laat ze overschrijven met --resume --force.",
        "Move them to keep the changes, or let them be overwritten with --resume --force.",
        code="batch.document-gewijzigd",
    )


def not_writable(place: object, nl: str, en: str) -> FileError:
    """Return the error of a folder that takes no more; what was made stays good."""
    return FileError(
        f"In {place} kan niet worden geschreven: {nl}. Wat al gemaakt is, blijft staan.",
        f"{place} cannot be written: {en}. What was made already stays.",
        "Maak ruimte of herstel de rechten, en ga verder met --resume.",
        "Make room or mend the permissions, and go on with --resume.",
        code="batch.onschrijfbaar",
    )


def manifest_unreadable(place: object) -> FileError:
    """Return the refusal to go on from a manifest that is not ours, or of a newer izacontract."""
    return FileError(
        f"{place} is niet te lezen als manifest van deze versie.",
        f"{place} cannot be read as a manifest of this version.",
        "Kies met -o een andere map, of begin opnieuw met --force.",
        "Choose another folder with -o, or start over with --force.",
        code="batch.manifest",
    )


def workers_stop() -> FileError:
    """Return the error when no worker lives long enough to make anything."""
    return FileError(
        "De werkers stoppen telkens zonder iets te maken.",
        "The workers keep stopping without making anything.",
        "Vaak is het geheugen op. Probeer --workers 1 en ga verder met --resume.",
        "Often memory ran out. Try --workers 1 and go on with --resume.",
        code="batch.werkers-stoppen",
    )


def cluster_lost(cause: str) -> FileError:
    """Return the error when the cluster is gone, or does nothing any more."""
    return FileError(
        f"Het cluster antwoordt niet meer ({cause}). Wat al gemaakt is, blijft staan.",
        f"The cluster does not answer any more ({cause}). What was made already stays.",
        "Start het cluster opnieuw en ga verder met --resume.",
        "Start the cluster again and go on with --resume.",
        code="batch.cluster-weg",
    )


def no_cluster(address: str, cause: str) -> FileError:
    """Return the error when no cluster answers at `address`, or it has no workers."""
    return FileError(
        f"Op {address} antwoordt geen cluster met werkers ({cause}).",
        f"No cluster with workers answers at {address} ({cause}).",
        "Start 'dask scheduler' en ten minste één 'dask worker', en controleer het adres; zie docs/batch.md.",
        "Start 'dask scheduler' and at least one 'dask worker', and check the address; see docs/batch.md.",
        code="batch.geen-cluster",
    )


def dask_missing() -> PluginError:
    """Return the error when dask.distributed is not installed here."""
    return PluginError(
        "Voor --dask is dask.distributed nodig, en dat is niet geïnstalleerd.",
        "--dask needs dask.distributed, which is not installed.",
        f"Installeer het met: {install_command('dask')}",
        f"Install it with: {install_command('dask')}",
        code="batch.geen-dask",
    )


def worker_differs(where: str, what: str) -> PluginError:
    """Return the error when a worker would make other documents than we, naming `what` differs."""
    return PluginError(
        f"De werker op {where} heeft niet hetzelfde als deze computer: {what}.",
        f"The worker at {where} has not the same as this computer: {what}.",
        "Installeer op elke werker dezelfde versies en plugins, herstart hem, en ga verder met --resume.",
        "Install the same versions and plugins on every worker, restart it, and go on with --resume.",
        code="batch.werker-verschilt",
    )


def worker_failed(cause: str) -> PluginError:
    """Return the error when a worker cannot work at all, such as one without izacontract."""
    return PluginError(
        f"Een werker kan het werk niet doen: {cause}.",
        f"A worker cannot do the work: {cause}.",
        "Installeer op elke werker dezelfde versie van izacontract en de plugins; zie docs/batch.md.",
        "Install the same version of izacontract and the plugins on every worker; see docs/batch.md.",
        code="batch.werker-fout",
    )


def broken_plugins(names: str) -> PluginError:
    """Return the refusal to run while an installed plugin does not work: its checks would be missed unnoticed."""
    return PluginError(
        f"Een batch kan niet zolang een plugin kapot is: {names}.",
        f"A batch cannot run while a plugin is broken: {names}.",
        "Herstel of verwijder de plugin; zie izacontract plugins.",
        "Mend or remove the plugin; see izacontract plugins.",
        code="plugin.kapot",
    )
