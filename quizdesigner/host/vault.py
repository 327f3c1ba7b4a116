"""The vault: connection secrets encrypted at rest, with a key that is not in the database."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from quizdesigner.errors import Refused

KEY_VARIABLE = "QUIZDESIGNER_HOST_KEY"
KEY_FILE = "host.key"

_KEY_BYTES = 32
_NONCE_BYTES = 12
_SHOWN_FROM = 8


class Vault:
    """Encrypts and decrypts secrets; each is bound to the place it is for, so that rows cannot be swapped."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, secret: str, place: str) -> bytes:
        """The secret encrypted for `place`, such as `3/klaviyo`."""
        # A fresh nonce for each is what the cipher's safety rests on, so this chance is not handed in.
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret.encode(), place.encode())

    def open(self, closed: bytes, place: str) -> str:
        """The secret again; raises Refused when it was closed with another key or for another place."""
        try:
            return self._cipher.decrypt(closed[:_NONCE_BYTES], closed[_NONCE_BYTES:], place.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Refused("The host cannot read this key any more, its own key has changed. Send it again.") from error


def open_vault(data: Path, environment: Mapping[str, str]) -> Vault:
    """The vault with the key from the environment, else from the key file, which is made when there is none.

    For the one process that uses the folder. Raises Refused when the key is not 32 bytes in URL-safe base64, or the
    file can neither be read nor made.
    """
    if typed := environment.get(KEY_VARIABLE):
        return Vault(_decoded(typed, KEY_VARIABLE))
    file = data / KEY_FILE
    try:
        if not file.exists():
            _make(file)
        return Vault(_decoded(file.read_text("ascii", errors="replace"), str(file)))
    except OSError as error:
        raise Refused(f"The host's key in {file} can neither be read nor made: {error.strerror}.") from error


def last4(secret: str) -> str:
    """What may be shown of a secret: its last four characters, or nothing when that would be half of it."""
    return secret[-4:] if len(secret) >= _SHOWN_FROM else ""


def _make(file: Path) -> None:
    """Make a key file, whole or not at all: half a key would keep the host from ever starting on this folder."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    # Readable by nobody else from its first moment.
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)) + b"\n")
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(file)


def _decoded(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise Refused(f"The host's key in {source} is not 32 bytes in URL-safe base64. Put the right key back.")
    return key
