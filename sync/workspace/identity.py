"""Who writes in this workspace: the person, and this device's key."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from sync.model.errors import WorkspaceTrouble
from sync.model.ids import PersonId, fresh
from sync.model.language import say
from sync.model.people import name_given
from sync.model.signing import Key
from sync.store.durable import beside, sync_folder
from sync.store.settings import Settings
from sync.workspace.looking import must_be_ones_own

KEY_FILE = "device.key"
_PERSON, _NAME, _FORMER = "person.id", "person.name", "person.former"


@dataclass(frozen=True)
class Identity:
    """The person and device in whose name this workspace writes facts.

    `former` are ids under which the same person wrote here before this laptop joined their others.
    """

    person: PersonId
    name: str
    key: Key
    former: tuple[PersonId, ...] = ()


def read_identity(folder: Path, settings: Settings) -> Identity:
    """Read who writes here; make a person and a key on the first opening.

    The private key lies beside the store in a file that only its owner can read, so that a
    backup of the store, or a copy given to someone, carries no key.
    """
    # two processes may open a new workspace at once: both are the same person
    person = settings.get(_PERSON) or settings.settle(_PERSON, fresh())
    return _identity(PersonId(person), settings, _key(folder))


def _identity(person: PersonId, settings: Settings, key: Key) -> Identity:
    former = tuple(map(PersonId, (settings.get(_FORMER) or "").split()))
    return Identity(person, settings.get(_NAME) or "", key, former)


def read_again(known: Identity, settings: Settings) -> Identity:
    """Give who writes here now: another connection may have joined a person's other laptops.

    Who never was this workspace's person, as the colleague of the sample course, stays who they
    are.
    """
    person = settings.get(_PERSON)
    if person is None or person == known.person:
        return known
    now = _identity(PersonId(person), settings, known.key)
    return now if known.person in now.former else known


def become(known: Identity, settings: Settings, person: PersonId) -> None:
    """Let this laptop be one of a person's who has others; inside a transaction.

    What was written here before keeps the id it was written under.
    """
    if person != known.person:
        settings.set(_FORMER, " ".join((*known.former, known.person)))
        settings.set(_PERSON, person)


def rename_person(settings: Settings, name: str) -> None:
    """Set the name that stands on comments from now on; raises BadInput for one that is none."""
    must_be_ones_own(settings)
    settings.set(_NAME, name_given(name))


def _key(folder: Path) -> Key:
    path = folder / KEY_FILE
    try:
        return Key(bytes.fromhex(path.read_text("ascii").strip()))
    except FileNotFoundError:
        return _new_key(path)
    except (OSError, ValueError) as error:
        raise WorkspaceTrouble(
            say("The key of this device ({name}) cannot be read.", name=path.name),
            safe=say("Your courses are untouched."),
            mend=say(
                "Put {name} aside and open again: a new key is made; then connect anew.",
                name=path.name,
            ),
        ) from error


def _name(new: Path, path: Path) -> None:
    """Give the file its name unless another has it; a stick's file system may know no links."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        new.rename(path)


def _new_key(path: Path) -> Key:
    key = Key.fresh()
    new = beside(path)
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.seed.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        _name(new, path)
        sync_folder(path.parent)
    except FileExistsError:
        # Another process made one at this very moment: its key is this device's key.
        return Key(bytes.fromhex(path.read_text("ascii").strip()))
    except OSError as error:
        raise WorkspaceTrouble(
            say("The workspace folder cannot be written to: {why}.", why=error.strerror or error),
            safe=say("Nothing was changed."),
            mend=say("Make room, or choose another folder with --workspace."),
        ) from error
    finally:
        with contextlib.suppress(OSError):  # what is left beside is swept with the next backup
            new.unlink(missing_ok=True)
    return key
