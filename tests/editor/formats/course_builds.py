"""Build courses for export out of what an import brought, or out of a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from editor.formats.values import AttachmentOut, Brought, CourseOut, NodeOut
from sync.model.ids import NodeId, sha_of
from sync.model.payloads import Form


def as_course(brought: Brought) -> CourseOut:
    """Turn an import into the course that a workspace would export again, nothing edited."""
    ids = {node.path: NodeId(f"n{at}") for at, node in enumerate(brought.nodes)}
    nodes = []
    for node in brought.nodes:
        made = NodeOut(ids[node.path], node.kind, node.title, ids.get(node.parent, ""))
        if node.file is not None:
            form = node.file.form(made.id, node.path)
            made = replace(made, text=node.file.text, form=form, imported=node.file.text)
        nodes.append(made)
    attachments = tuple(
        AttachmentOut(a.path, sha_of(a.read()), a.size, a.read) for a in brought.attachments
    )
    return CourseOut(brought.title, tuple(nodes), {"language": brought.language}, attachments)


def lesson(ident: str, text: str, path: str = "", parent: str = "", title: str = "") -> NodeOut:
    """Make a lesson that stands at a recorded path, or never was a file."""
    form = Form(NodeId(ident), path, sha_of(text)) if path else None
    return NodeOut(NodeId(ident), "lesson", title or ident, parent, text, form, text)


def module(ident: str, title: str, parent: str = "") -> NodeOut:
    """Make a module."""
    return NodeOut(NodeId(ident), "module", title, parent)


def attachment(path: str, data: bytes | None) -> AttachmentOut:
    """Make an attachment; without data it has not come here yet."""
    known = data if data is not None else b"elsewhere"
    return AttachmentOut(path, sha_of(known), len(known), lambda: data)


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fill(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder
