"""Describes the routes as OpenAPI 3.1, from the same structs that the code uses."""

from __future__ import annotations

from typing import Any

import msgspec

from sync.wire.problems import PROBLEM_JSON, PROBLEMS, Problem
from sync.wire.routes import PROTOCOL, ROUTES, RouteOf

_BYTES = {"type": "string", "format": "binary"}
_MEDIA_TYPES = {
    "bytes": "application/octet-stream",
    "events": "text/event-stream",
    "json": "application/json",
    "text": "text/plain",
}


def openapi() -> dict[str, Any]:
    """Build the whole description."""
    structs: list[type[msgspec.Struct]] = [Problem]
    for route in ROUTES:
        structs += [s for s in (route.takes, route.gives) if isinstance(s, type)]
    refs, components = msgspec.json.schema_components(
        structs, ref_template="#/components/schemas/{name}"
    )
    schemas = dict(zip(structs, refs, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Coursefolk server", "version": str(PROTOCOL)},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: RouteOf, schemas: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    problem = {PROBLEM_JSON: {"schema": schemas[Problem]}}
    operation: dict[str, Any] = {
        "summary": route.what,
        "security": [{"token": []}] if route.token else [],
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in _parameters(route.path)
        ],
        "responses": {
            "200": {"description": "Done.", **_content(route.gives, schemas)},
            "default": {"description": ", ".join(PROBLEMS), "content": problem},
        },
    }
    if route.takes:
        operation["requestBody"] = {"required": True, **_content(route.takes, schemas)}
    return operation


def _parameters(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _content(
    what: type[msgspec.Struct] | str | None, schemas: dict[type[msgspec.Struct], Any]
) -> dict[str, Any]:
    if what is None:
        return {}
    if isinstance(what, type):
        return {"content": {"application/json": {"schema": schemas[what]}}}
    schema = _BYTES if what == "bytes" else {"type": "object" if what == "json" else "string"}
    return {"content": {_MEDIA_TYPES[what]: {"schema": schema}}}
