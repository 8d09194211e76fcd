"""Serve git repositories over HTTP: git's own http-backend behind a small threaded server.

`python -m tests.benchmarks.git_server FOLDER` prints its port, then answers until it is ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Repositories(BaseHTTPRequestHandler):
    """Hand each request to git as CGI asks for it, and its answer back."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    folder = ""

    def do_GET(self) -> None:
        """Answer what git asks."""
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = {
            "GIT_PROJECT_ROOT": self.folder,
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_ADDR": "127.0.0.1",
            "REMOTE_USER": "author",
        }
        command = ["git", "http-backend"]
        done = subprocess.run(
            command, input=body, env=os.environ | said, stdout=subprocess.PIPE, check=False
        )
        self._answer(done.stdout)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def _answer(self, said: bytes) -> None:
        head, _, body = said.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(folder: str) -> None:
    """Serve the repositories of a folder."""
    _Repositories.folder = folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Repositories)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
