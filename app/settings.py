"""What a person has chosen for the window on this laptop, in one file that people may edit too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from app.settings_glance import FILE
from sync.model.errors import BadInput
from sync.model.language import say

SMALLEST_TEXT, LARGEST_TEXT = 80, 200

Appearance = Literal["system", "light", "dark", "contrast"]
Percent = Annotated[int, msgspec.Meta(ge=SMALLEST_TEXT, le=LARGEST_TEXT)]


class Settings(msgspec.Struct, frozen=True, rename="kebab"):
    """All that can be chosen, each with what holds when nothing was.

    `language` is `system` or a tag such as `de`. `text_size` is in percent. `keys` holds the keys
    of commands by name, where a person changed them; an empty string takes a command its keys.
    `spelling` lists languages, such as `en_US`, in which courses are looked over; `course_spelling`
    those of one course, by its id (none: not at all). `begins_at` says what the window shows first,
    `arrivals` when others' words come into the lesson on show.
    """

    appearance: Appearance = "system"
    language: str = "system"
    text_size: Percent = 100
    light_preview: bool = False
    spelling: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    course_spelling: dict[str, tuple[str, ...]] = {}
    begins_at: Literal["home", "last"] = "home"
    arrivals: Literal["at-once", "when-i-say"] = "at-once"
    keys: dict[str, str] = {}


DEFAULTS = Settings()


class SettingsFile:
    """The settings in a file; what a person wrote into it beside them stays as it is.

    `trouble` says what is wrong with a file that cannot be read: until it is mended the defaults
    hold, and nothing is written over it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.trouble: BadInput | None = None
        self.now = self._read()

    def change(self, **changes: object) -> Settings:
        """Choose; raise BadInput if the file cannot be written, or what it holds cannot be read.

        What was chosen then holds all the same, in this window, until it is closed.
        """
        self.now = _converted({**_plain(self.now), **_named(changes)}, self.path)
        if self.trouble is not None:
            raise self.trouble
        self._write(self.now)
        return self.now

    def read_again(self) -> Settings:
        """Take what the file says now: a person may have mended it."""
        self.trouble = None
        self.now = self._read()
        return self.now

    def _read(self) -> Settings:
        try:
            text = self.path.read_text("utf-8")
        except FileNotFoundError:
            return DEFAULTS
        except OSError as error:
            self.trouble = _trouble(self.path, error.strerror or str(error))
            return DEFAULTS
        except UnicodeDecodeError as error:
            self.trouble = _trouble(self.path, str(error))
            return DEFAULTS
        return self._parsed(text)

    def _parsed(self, text: str) -> Settings:
        import tomllib  # 10 ms that a start without a file does not need

        try:
            return _converted(tomllib.loads(text), self.path)
        except tomllib.TOMLDecodeError as error:
            self.trouble = _trouble(self.path, str(error))
        except BadInput as error:
            self.trouble = error
        return DEFAULTS

    def _write(self, wanted: Settings) -> None:
        import tomlkit  # 50 ms that only a change needs

        from editor.formats.durable import replace_file

        try:
            text = self.path.read_text("utf-8") if self.path.is_file() else ""
            document = tomlkit.parse(text)
            given = _plain(wanted)
            for name, value in given.items():
                if value != _plain(DEFAULTS)[name]:
                    if document.get(name) != value:
                        document[name] = value
                elif name in document:
                    del document[name]
            replace_file(self.path, tomlkit.dumps(document).encode())
        except (OSError, tomlkit.exceptions.TOMLKitError) as error:
            raise BadInput(
                say(
                    "The settings could not be saved in “{path}”: {error}.",
                    path=self.path,
                    error=error,
                ),
                safe=say("What you chose holds until the window is closed."),
                mend=say("Check that you may write there."),
            ) from error


def _converted(values: dict[str, Any], path: Path) -> Settings:
    try:
        return msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise _trouble(path, str(error)) from error


def _plain(settings: Settings) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(settings)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _named(changes: dict[str, object]) -> dict[str, Any]:
    """Name changes as the file does; raise TypeError for one that is no setting."""
    names = dict(zip(Settings.__struct_fields__, Settings.__struct_encode_fields__, strict=True))
    unknown = changes.keys() - names.keys()
    if unknown:
        raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
    return {names[name]: value for name, value in changes.items()}


def _trouble(path: Path, what: str) -> BadInput:
    return BadInput(
        say("The settings file “{path}” cannot be used: {what}.", path=path, what=what),
        safe=say("The usual settings hold meanwhile, and the file stays as it is."),
        mend=say("Mend that line, or remove the file to begin anew."),
    )
