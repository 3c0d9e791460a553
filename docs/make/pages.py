"""Which pages of the docs are generated, and by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from docs.make.commands import commands_page
from docs.make.glossary import glossary_page
from docs.make.keys import keys_page
from docs.make.messages import messages_page
from docs.make.names import names_page
from docs.make.public import public_page

ROOT: Final = Path(__file__).parents[2]
PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "meldingen.md": messages_page,
    "opdrachten.md": commands_page,
    "begrippen.md": glossary_page,
    "sleutels.md": keys_page,
    "names.md": names_page,
    "public.md": public_page,
}
