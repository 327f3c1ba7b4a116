"""A server that speaks HTTP as it should not, byte by byte as it is told."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from quizdesigner.quiz.document import Service as Kind

Talk = Callable[[socket.socket, bytes, threading.Event], None]
"""What is done with a connection and the request that came over it, until the server closes."""


class Wire:
    """A server that is told the very bytes to send, or what to do with a connection; counts what it is asked."""

    def __init__(self, talk: Talk) -> None:
        self.asked: list[bytes] = []
        self._talk = talk
        self._closing = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of every connection."""
        self._closing.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(60)
            if asked := connection.recv(65_536):
                self.asked.append(asked)
                self._talk(connection, asked, self._closing)


@contextmanager
def wired(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """Every service is where the server is."""
    wire = Wire(talk)
    for kind in Kind:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", wire.url)
    try:
        yield wire
    finally:
        wire.close()


def says(content: bytes) -> Talk:
    """Send this and hang up."""
    return lambda connection, asked, closing: connection.sendall(content)


def resets(content: bytes) -> Talk:
    """Send this and break the connection instead of ending it."""

    def talk(connection: socket.socket, asked: bytes, closing: threading.Event) -> None:
        connection.sendall(content)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    return talk


def drips(head: bytes, part: bytes, pause: float) -> Talk:
    """Send a head and then the same part for ever."""

    def talk(connection: socket.socket, asked: bytes, closing: threading.Event) -> None:
        connection.sendall(head)
        while not closing.wait(pause):
            connection.sendall(part)

    return talk


def reply(body: bytes, status: str = "200 OK", *headers: bytes) -> bytes:
    """A whole reply."""
    lines = (f"HTTP/1.1 {status}".encode(), b"Content-Length: %d" % len(body), *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


BOMB = gzip.compress(b"[" * 2_000_000)
ODD_TALK = {
    "hangs up at once": says(b""),
    "resets at once": resets(b""),
    "resets in the status": resets(b"HTTP/1.1 20"),
    "resets in a header": resets(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "resets in the body": resets(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"da'),
    "ends too early": says(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"da'),
    "is no http": says(b"SSH-2.0-x\r\n"),
    "has a status of nothing": says(b"HTTP/1.1 000 \r\n\r\n"),
    "has a status of a million": says(b"HTTP/1.1 1000000 X\r\n\r\n"),
    "has two lengths": says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    "has a length below zero": says(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"),
    "has chunks that are none": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
    "has huge headers": says(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500_000 + b"\r\n\r\n"),
    "has headers of bytes": says(reply(b"{}", "200 OK", b"Retry-After: \xff\xfe", b"X-Shopify-API-Version: \xff")),
    "says to continue for ever": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001),
    "never ends a header": drips(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.01),
    "never ends a body": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", b" ", 0.01),
    "sends a gigabyte": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", b" " * 65_536, 0.0),
    "sends a packed bomb": says(reply(BOMB, "200 OK", b"Content-Encoding: gzip", b"Content-Type: application/json")),
    "sends a page": says(reply(b"<html>Sign in</html>", "200 OK", b"Content-Type: text/html")),
    "sends nothing with 204": says(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "switches protocols": says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    "leads elsewhere": says(reply(b"", "307 X", b"Location: http://169.254.169.254/latest/meta-data/")),
    "leads to no address": says(reply(b"", "302 X", b"Location: http://[::1")),
    "leads to a file": says(reply(b"", "301 X", b"Location: file:///etc/passwd")),
    "leads to bytes": says(reply(b"", "308 X", b"Location: \xff\xfe//\0")),
}
