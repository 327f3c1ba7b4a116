"""Reading what came with a request, within limits of size and time."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import parse_qs

import anyio
import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MAX_PART = 16 * 1024 * 1024
"""Bytes a part of a publication may have."""

MAX_JSON = 64 * 1024
"""Bytes of any other JSON body."""

MAX_FORM = 256 * 1024
"""Bytes of posted answers."""

SECONDS = 30.0
SLOWEST = 32 * 1024
"""How long a body may take to arrive: half a minute, and for large ones the time at this many bytes a second."""

_MAX_FIELDS = 2_000
_FORM_TYPE = "application/x-www-form-urlencoded"

T = TypeVar("T")


async def read(request: Request, limit: int) -> bytes:
    """The whole body. Raises HTTPException: 413 over `limit` bytes, 408 when it takes too long, 400 when cut off."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > limit:
        raise _too_large(limit)
    body = bytearray()
    try:
        with anyio.fail_after(SECONDS + limit / SLOWEST):
            async for chunk in request.stream():
                body += chunk
                # A chunked body announces nothing.
                if len(body) > limit:
                    raise _too_large(limit)
    except TimeoutError as error:
        raise HTTPException(408, "The request took too long to arrive. Send it again.") from error
    except ClientDisconnect as error:
        raise HTTPException(400, "The request was cut off. Send it again.") from error
    return bytes(body)


def json(body: bytes, kind: msgspec.json.Decoder[T]) -> T:
    """The body as what this decodes. Raises HTTPException: 400 when it is no JSON or has another shape."""
    try:
        return kind.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HTTPException(400, f"The body is not what this address takes: {error}.") from error


def form(body: bytes, content_type: str) -> dict[str, list[str]]:
    """The fields of a posted form. Raises HTTPException: 415 for another kind of body, 400 for an unreadable one."""
    if content_type.partition(";")[0].strip().lower() != _FORM_TYPE:
        raise HTTPException(415, "Answers are sent as an ordinary web form.")
    try:
        return parse_qs(body.decode("ascii"), errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(400, "These answers cannot be read. Please start the quiz again.") from error


def _too_large(limit: int) -> HTTPException:
    size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit // 2**10} KB"
    return HTTPException(413, f"This is more than the host takes at once ({size}).")
