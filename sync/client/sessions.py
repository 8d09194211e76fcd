"""Builds the HTTP session of one server: certificates, proxies, and the token of a request."""

from __future__ import annotations

import ipaddress
import logging
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from sync.model.errors import BadInput
from sync.model.language import say


class _Token(AuthBase):
    """Puts the token on each request; also keeps requests from taking one out of .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _SystemCertificates(HTTPAdapter):
    """Trusts what the system trusts, and one more certificate if there is one."""

    def __init__(self, ca: Path | None) -> None:
        self._context = _context(ca)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Hand the context to direct connections."""
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Hand the context to connections through a proxy."""
        return super().proxy_manager_for(proxy, **kwargs, ssl_context=self._context)


def bearer(token: str) -> AuthBase:
    """Give what puts a token on one request, or on none."""
    return _Token(token)


def new_session(url: str, ca: Path | None) -> requests.Session:
    """Build the session for one server."""
    # What it warns of (headers cut short) is a failure here, and said in our own words.
    logging.getLogger("urllib3.connection").setLevel(logging.ERROR)
    session = requests.Session()
    session.auth = _Token("")
    if is_loopback(url):
        session.trust_env = False
    if url.startswith("https:"):
        session.mount("https://", _SystemCertificates(ca))
    return session


def tidy_url(written: str) -> str:
    """Bring a server's address to its one form; raises BadInput if it is none."""
    parts = urlsplit(written.strip())
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username:
        raise BadInput(
            say("This is not the address of a server."),
            safe=say("Nothing was changed."),
            mend=say(
                "Write it as {example}, as it stands beside the invite.",
                example="https://example.org",
            ),
        )
    return f"{parts.scheme.lower()}://{parts.netloc}{parts.path}".rstrip("/")


def is_loopback(url: str) -> bool:
    """Tell whether a server is on this computer, where no proxy can be between."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _context(ca: Path | None) -> ssl.SSLContext:
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca is not None:
        try:
            context.load_verify_locations(cafile=str(ca))
        except (OSError, ssl.SSLError) as error:
            raise BadInput(
                say("The certificate file {file} cannot be used.", file=ca),
                safe=say("Nothing was changed."),
                mend=say("Name a file in PEM form, or take it out of the settings."),
            ) from error
    return context
