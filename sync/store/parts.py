"""What a workspace's folder holds, part by part, on one connection."""

from __future__ import annotations

from pathlib import Path

from sync.store.acts import Acts
from sync.store.arrivals import Arrivals
from sync.store.backups import Backups
from sync.store.connection import Connection
from sync.store.drafts import Drafts
from sync.store.facts import FactLog
from sync.store.gists import Gists
from sync.store.holding import Holding
from sync.store.media import Media
from sync.store.receipts import Receipts
from sync.store.search import Search
from sync.store.settings import Settings
from sync.store.steps import Steps
from sync.store.texts import Texts


class Parts:
    """The parts of one open workspace; all share its connection and its transactions."""

    def __init__(self, folder: Path, connection: Connection) -> None:
        self.folder = folder
        self.connection = connection
        self.log = FactLog(connection)
        self.holding = Holding(connection)
        self.texts = Texts(connection)
        self.steps = Steps(connection)
        self.acts = Acts(connection)
        self.drafts = Drafts(connection)
        self.gists = Gists(folder)
        self.search = Search(connection)
        self.media = Media(folder)
        self.backups = Backups(connection, folder)
        self.receipts = Receipts(connection)
        self.arrivals = Arrivals(connection)
        self.settings = Settings(connection)
