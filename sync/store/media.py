"""Media by content: each file is named by the SHA-256 of its bytes, and proves it when read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sync.model.errors import BadInput, WorkspaceTrouble
from sync.model.ids import Sha, sha_of
from sync.model.language import say
from sync.store import trouble
from sync.store.durable import beside, put_in_place, sync_folder, write_whole

FOLDER = "media"
ASIDE = "damaged"
CHUNK = 1 << 20
_SHA = re.compile(r"[0-9a-f]{64}")


class Media:
    """The files of all courses; equal bytes are held once. Nothing here is ever changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._workspace = folder

    def put(self, data: bytes) -> Sha:
        """Keep bytes durably; return their name."""
        sha = sha_of(data)
        if self._is_whole(sha):
            return sha
        try:
            write_whole(self.path(sha), (data,))
        except OSError as error:
            raise trouble.of_disk(error, self._workspace) from error
        return sha

    def put_file(self, path: Path) -> tuple[Sha, int]:
        """Keep a copy of a file, of any size; return its name and its size in bytes."""
        try:
            source = path.open("rb")
        except OSError as error:
            raise BadInput(
                say("{name} cannot be read: {why}.", name=path.name, why=error.strerror or error),
                safe=say("Nothing was changed."),
                mend=say("Check that you may read it, and that its disk is connected."),
            ) from error
        with source:
            try:
                return self._copy(chunk for chunk in iter(lambda: source.read(CHUNK), b""))
            except OSError as error:
                raise trouble.of_disk(error, self._workspace) from error

    def get(self, sha: Sha) -> bytes | None:
        """Read bytes, None if they are not here (yet).

        Bytes that the disk has changed are put aside, so that sync can bring them again.
        """
        if not _SHA.fullmatch(sha):
            return None
        try:
            data = self.path(sha).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise trouble.of_disk(error, self._workspace) from error
        if sha_of(data) == sha:
            return data
        aside = self._put_aside(sha)
        raise WorkspaceTrouble(
            say("The media file {sha} was changed on the disk.", sha=sha[:12]),
            safe=say("It is put aside as {file}; texts and comments are safe.", file=aside),
            mend=say("Add the file again, or sync: others may have it."),
        )

    def drop(self, sha: Sha) -> None:
        """Take bytes out for good: they were redacted, or what they came for did not come about."""
        try:
            self.path(sha).unlink(missing_ok=True)
        except OSError as error:
            raise trouble.of_disk(error, self._workspace) from error

    def has(self, sha: Sha) -> bool:
        """Tell whether the bytes are here."""
        return self.size(sha) is not None

    def path(self, sha: Sha) -> Path:
        """Name the file of these bytes, there or not; raise BadInput if it is no SHA-256."""
        if not _SHA.fullmatch(sha):
            raise BadInput(
                say("“{sha}” is no SHA-256.", sha=sha[:80]),
                safe=say("Nothing was changed."),
                mend=say("Sync, or run “coursefolk doctor”."),
            )
        return self._folder / sha[:2] / sha

    def size(self, sha: Sha) -> int | None:
        """Tell the size in bytes, None if they are not here."""
        if not _SHA.fullmatch(sha):
            return None
        try:
            return self.path(sha).stat().st_size
        except OSError:
            return None

    def all(self) -> Iterator[Sha]:
        """Walk through everything that is here, in order of name."""
        for file in sorted(self._folder.glob("??/*")):
            if _SHA.fullmatch(file.name) and file.parent.name == file.name[:2]:
                yield Sha(file.name)

    def unreadable(self) -> list[Sha]:
        """Name the files that are no longer what was put in, for `doctor`."""
        return [sha for sha in self.all() if not self._is_whole(sha)]

    def _is_whole(self, sha: Sha) -> bool:
        digest = sha256()
        try:
            with self.path(sha).open("rb") as file:
                for chunk in iter(lambda: file.read(CHUNK), b""):
                    digest.update(chunk)
        except OSError:
            return False
        return digest.hexdigest() == sha

    def _copy(self, chunks: Iterator[bytes]) -> tuple[Sha, int]:
        digest, size = sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        arriving = beside(self._folder / "arriving")
        write_whole(arriving, counted())
        sha = Sha(digest.hexdigest())
        if self._is_whole(sha):
            arriving.unlink()
        else:
            self.path(sha).parent.mkdir(exist_ok=True)
            put_in_place(arriving, self.path(sha))
            sync_folder(self._folder)
        return sha, size

    def _put_aside(self, sha: Sha) -> Path:
        target = beside(self._folder / ASIDE / sha)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(self.path(sha), target)
        except OSError as error:
            raise trouble.of_disk(error, self._workspace) from error
        return target
