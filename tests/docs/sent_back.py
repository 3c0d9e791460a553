"""Makes of a sent document the one that came back: `sent_back.py SENT BACK` changes the OVA with tracked changes on."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.verify.edits import Edited, replace

if __name__ == "__main__":
    sent = Edited(Path(sys.argv[1]).read_bytes())
    replace(sent, sent.line("De OVA bestaat voor 2027"), "3,90%", "2,90%", day="2026-11-03")
    Path(sys.argv[2]).write_bytes(sent.saved())
