"""What a run over a table can say about a row, and why it stops; the docs list every message by its code."""

from __future__ import annotations

from typing import Final

from izacontract.errors import Told
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
NOT_EMPTY: Final = Message(
    "batch.map-niet-leeg",
    "De map {folder} is niet leeg.",
    "The folder {folder} is not empty.",
    "Kies met -o een lege of nieuwe map, of laat gelijknamige bestanden overschrijven met --force.",
    "Choose an empty or new folder with -o, or let files of the same name be overwritten with --force.",
)
HOLDS_RUN: Final = Message(
    "batch.map-bevat-run",
    "De map {folder} bevat {what}.",
    "The folder {folder} holds {what}.",
    "Ga ermee verder met --resume (alleen wat nieuw of veranderd is, wordt gemaakt), of begin opnieuw met --force.",
    "Go on with it by --resume (only what is new or changed is made), or start over with --force.",
)
NOTHING_TO_RESUME: Final = Message(
    "batch.geen-run",
    "In de map {folder} staan bestanden, maar geen run om mee verder te gaan.",
    "The folder {folder} holds files, but no run to go on with.",
    "Controleer de map, of kies met -o een lege.",
    "Check the folder, or choose an empty one with -o.",
)
BUSY: Final = Message(
    "batch.bezig",
    "In de map {folder} is al een run bezig.",
    "Another run is at work in the folder {folder}.",
    "Wacht tot die klaar is, of kies met -o een andere map.",
    "Wait until it is done, or choose another folder with -o.",
)
CHANGED_BY_HAND: Final = Message(
    "batch.document-gewijzigd",
    "Na het maken gewijzigd: {count} document(en), {some}",
    "Changed after they were made: {count} document(s), {some}",
    "Verplaats ze om de wijzigingen te bewaren, of laat ze overschrijven met --resume --force.",
    "Move them to keep the changes, or let them be overwritten with --resume --force.",
)
NOT_WRITABLE: Final = Message(
    "batch.onschrijfbaar",
    "In {place} kan niet worden geschreven: {why}. Wat al gemaakt is, blijft staan.",
    "{place} cannot be written: {why}. What was made already stays.",
    "Maak ruimte of herstel de rechten, en ga verder met --resume.",
    "Make room or mend the permissions, and go on with --resume.",
)
MANIFEST_UNREADABLE: Final = Message(
    "batch.manifest",
    "{place} is niet te lezen als manifest van deze versie.",
    "{place} cannot be read as a manifest of this version.",
    "Kies met -o een andere map, of begin opnieuw met --force.",
    "Choose another folder with -o, or start over with --force.",
)
NO_SEALS: Final = Message(
    "batch.manifest-zonder-zegels",
    "{place} kan niet als manifest van verzonden documenten worden gelezen: {why}.",
    "{place} cannot be read as a manifest of documents that were sent: {why}.",
    "Noem het bestand manifest.jsonl uit de map die izacontract batch heeft gemaakt.",
    "Name the file manifest.jsonl of the folder that izacontract batch made.",
)
NOT_A_MANIFEST: Final = Told("er staan geen zegels in", "it holds no seals")
WORKERS_STOP: Final = Message(
    "batch.werkers-stoppen",
    "De werkers stoppen telkens zonder iets te maken.",
    "The workers keep stopping without making anything.",
    "Vaak is het geheugen op. Probeer --workers 1 en ga verder met --resume.",
    "Often memory ran out. Try --workers 1 and go on with --resume.",
)
ROWS_TOO_LONG: Final = Message(
    "batch.telkens-te-lang",
    "{rows} rijen achtereen waren na {seconds} s nog niet klaar; de run is gestopt.",
    "{rows} rows in succession were not ready after {seconds} s; the run was stopped.",
    "Maak één ervan met izacontract generate, of laat de plugin weg met IZACONTRACT_PLUGINS; ga verder met --resume.",
    "Make one of them with izacontract generate, or leave the plugin out by IZACONTRACT_PLUGINS; go on by --resume.",
)
CLUSTER_LOST: Final = Message(
    "batch.cluster-weg",
    "Het cluster antwoordt niet meer ({cause}). Wat al gemaakt is, blijft staan.",
    "The cluster does not answer any more ({cause}). What was made already stays.",
    "Start het cluster opnieuw en ga verder met --resume.",
    "Start the cluster again and go on with --resume.",
)
NO_CLUSTER: Final = Message(
    "batch.geen-cluster",
    "Op {address} antwoordt geen cluster met werkers ({cause}).",
    "No cluster with workers answers at {address} ({cause}).",
    "Start 'dask scheduler' en ten minste één 'dask worker', en controleer het adres; zie docs/batch.md.",
    "Start 'dask scheduler' and at least one 'dask worker', and check the address; see docs/batch.md.",
)
DASK_MISSING: Final = Message(
    "batch.geen-dask",
    "Voor --dask is dask.distributed nodig, en dat is niet geïnstalleerd.",
    "--dask needs dask.distributed, which is not installed.",
    "Installeer het met: {command}",
    "Install it with: {command}",
)
WORKER_DIFFERS: Final = Message(
    "batch.werker-verschilt",
    "De werker op {where} heeft niet hetzelfde als deze computer: {what}.",
    "The worker at {where} has not the same as this computer: {what}.",
    "Installeer op elke werker dezelfde versies en plugins, herstart hem, en ga verder met --resume.",
    "Install the same versions and plugins on every worker, restart it, and go on with --resume.",
)
WORKER_FAILED: Final = Message(
    "batch.werker-fout",
    "Een werker kan het werk niet doen: {cause}.",
    "A worker cannot do the work: {cause}.",
    "Installeer op elke werker dezelfde versie van izacontract en de plugins; zie docs/batch.md.",
    "Install the same version of izacontract and the plugins on every worker; see docs/batch.md.",
)
BROKEN_PLUGINS: Final = Message(
    "plugin.kapot",
    "Een batch kan niet zolang een plugin kapot is: {names}.",
    "A batch cannot run while a plugin is broken: {names}.",
    "Herstel of verwijder de plugin; zie izacontract plugins.",
    "Mend or remove the plugin; see izacontract plugins.",
)
