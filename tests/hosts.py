"""Another host, on this machine: what the site asks of others is asked of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Host:
    """What it answers by path: a status, a body and headers; what it was asked, and as whom."""

    address: str
    answers: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def answer(self, path: str, status: int, body: bytes = b"", **headers: str) -> str:
        """Set an answer; returns the address."""
        self.answers[path] = (status, body, headers)
        return f"{self.address}{path}"


@contextmanager
def other_host() -> Iterator[Host]:
    """Serve on a free port, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(f"{self.command} {self.path}")
            host.named.append(self.headers["Host"])
            status, body, headers = host.answers.get(self.path, (404, b"", {}))
            if self.command == "HEAD" and headers.pop("no_head", ""):
                status = 405
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 its name there

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 its name there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
