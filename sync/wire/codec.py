"""Messages to bytes and back: JSON in gzip, whose checksum also tells a flipped bit on the way."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar

import msgspec

Message = TypeVar("Message")

JSON = "application/json"
_GZIP = 31
"""zlib's window bits for the gzip format."""
_SMALL = 64 * 1024
_PIECE = 256 * 1024


class Unreadable(Exception):
    """Bytes that are no message: `wrong` tells in which way, the text says it in words."""

    def __init__(self, wrong: Literal["gzip", "cut", "size", "json", "shape"], words: str) -> None:
        super().__init__(words)
        self.wrong = wrong


def pack(message: object) -> bytes:
    """Encode a message as JSON and compress it."""
    return squeeze(msgspec.json.encode(message))


def squeeze(plain: bytes) -> bytes:
    """Compress with little work where there is much, with some where there is little."""
    return zlib.compress(plain, 1 if len(plain) > _SMALL else 6, _GZIP)


def unpack(body: bytes, of: type[Message], *, limit: int, squeezed: bool = True) -> Message:
    """Decode what `pack` made; `limit` bounds the unpacked bytes.

    Raises Unreadable, which names what is wrong and holds no content.
    """
    plain = unsqueeze(body, limit=limit) if squeezed else body
    if len(plain) > limit:
        raise Unreadable("size", f"The message is longer than {limit} bytes.")
    return decode(plain, of)


def decode(plain: bytes, of: type[Message]) -> Message:
    """Decode JSON as a message; raises Unreadable."""
    try:
        message: Message = _decoder(of).decode(plain)
        return message
    except msgspec.ValidationError as error:
        raise Unreadable("shape", f"The message has not the expected form: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable("json", f"The message is not valid JSON: {error}.") from None
    except RecursionError:
        raise Unreadable("json", "The message is nested too deeply.") from None


def unsqueeze(body: bytes, *, limit: int) -> bytes:
    """Decompress gzip of one or several members, up to `limit` bytes; raises Unreadable."""
    unsqueezer = Unsqueezer(limit)
    plain = unsqueezer.feed(body)
    unsqueezer.finish()
    return plain


class Unsqueezer:
    """Decompresses gzip as it comes, up to `limit` bytes in all; raises Unreadable."""

    def __init__(self, limit: int) -> None:
        self._room = limit
        self._limit = limit
        self._member = zlib.decompressobj(_GZIP)

    def feed(self, piece: bytes) -> bytes:
        """Take some bytes; gives what can be read by now."""
        parts: list[bytes] = []
        while piece:
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP)
            try:
                part = self._member.decompress(piece, self._room + 1)
            except zlib.error:
                raise Unreadable("gzip", "The message was damaged on the way.") from None
            self._room -= len(part)
            if self._room < 0:
                raise Unreadable("size", f"The message is longer than {self._limit} bytes.")
            parts.append(part)
            piece = self._member.unused_data
        return b"".join(parts)

    def finish(self) -> None:
        """See that nothing is missing, and that the checksum was right."""
        if not self._member.eof:
            raise Unreadable("cut", "The message was cut short on the way.")


def squeeze_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Compress lines piece by piece, so that they can be sent while the rest is compressed."""
    squeezer = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
    for chunk in _chunks(lines):
        if piece := squeezer.compress(chunk):
            yield piece
    yield squeezer.flush()


def _chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines, each with its end, into pieces of a good size."""
    chunk = bytearray()
    for line in lines:
        chunk += line
        chunk += b"\n"
        if len(chunk) >= _PIECE:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)


_decoders: dict[object, msgspec.json.Decoder[Any]] = {}


def _decoder(of: object) -> msgspec.json.Decoder[Any]:
    """Build each type's decoder once: that costs more than decoding a small message."""
    if of not in _decoders:
        _decoders[of] = msgspec.json.Decoder(of)
    return _decoders[of]
