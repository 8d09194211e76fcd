"""Keeps the token of a workspace: in the system's keyring, else in a file only its owner reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from sync.model.errors import WorkspaceTrouble
from sync.model.language import say

Place = Literal["keyring", "file"]

_FILE = "server.token"
_SERVICE = "coursefolk"


class Tokens:
    """The token of one workspace for one server at a time."""

    def __init__(self, folder: Path, *, use_keyring: bool = True) -> None:
        self._folder = folder
        self._file = folder / _FILE
        self._use_keyring = use_keyring

    def keep(self, url: str, token: str) -> Place:
        """Keep a token; tells where, because a file deserves a word to its owner."""
        if self._use_keyring and _keyring_set(self._name(url), token):
            self._file.unlink(missing_ok=True)
            return "keyring"
        try:
            self._write(token)
        except OSError as error:
            raise WorkspaceTrouble(
                say(
                    "The file {file} cannot be written: {why}.",
                    file=self._file,
                    why=error.strerror or error,
                ),
                safe=say("Everything in the workspace is safe."),
                mend=say(
                    "Free some space or let this account write there, and connect with an invite."
                ),
            ) from error
        return "file"

    def find(self, url: str) -> str:
        """Give the token, empty if there is none."""
        try:
            return self._file.read_text("utf-8").strip()
        except FileNotFoundError:
            return _keyring_get(self._name(url)) if self._use_keyring else ""
        except OSError as error:
            raise WorkspaceTrouble(
                say("The file {file} cannot be read.", file=self._file),
                safe=say("Nothing was changed."),
                mend=say("Let this account read it, or connect again with an invite."),
            ) from error

    def forget(self, url: str) -> None:
        """Remove the token wherever it is."""
        self._file.unlink(missing_ok=True)
        if self._use_keyring:
            _keyring_delete(self._name(url))

    def _name(self, url: str) -> str:
        return f"{url} {self._folder.resolve()}"

    def _write(self, token: str) -> None:
        """Write beside and replace, readable for nobody else from the first moment."""
        beside = self._file.with_suffix(".new")
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(token)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file)


def _keyring_set(name: str, token: str) -> bool:
    """Put a token into a real keyring; False where there is none or it refuses."""
    import keyring
    from keyring.errors import KeyringError

    try:
        if not _is_real(keyring.get_keyring()):
            return False
        keyring.set_password(_SERVICE, name, token)
        return keyring.get_password(_SERVICE, name) == token
    except (KeyringError, OSError, RuntimeError):
        return False


def _keyring_get(name: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, name) or ""
    except (KeyringError, OSError, RuntimeError):
        return ""


def _keyring_delete(name: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, name)
    except (KeyringError, OSError, RuntimeError):
        return


def _is_real(backend: object) -> bool:
    """Tell a keyring of the system from the stand-ins that keep nothing, or keep it in plain."""
    module = type(backend).__module__
    return module.startswith("keyring.backends.") and not module.endswith((".fail", ".null"))
