"""Which network addresses a typed web address may lead to: public ones only, never this machine or its networks."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from quizdesigner.errors import NotDone, Refused

_V4_REFUSED = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        # Python 3.11 calls parts of the first global; clouds put their metadata in it. The second is Azure's.
        "192.0.0.0/24",
        "168.63.129.16/32",
        "192.88.99.0/24",
    )
)
_V6_GLOBAL = ipaddress.IPv6Network("2000::/3")
_V6_REFUSED = tuple(ipaddress.IPv6Network(text) for text in ("2001::/23", "2002::/16", "3fff::/20"))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether this literal address is out on the internet, seen through the ways IPv6 has of writing IPv4."""
    # A zone (fe80::1%eth0) only ever belongs to addresses of this network.
    if "%" in address:
        return False
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _NAT64:
            found = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        else:
            return found in _V6_GLOBAL and found.is_global and not any(found in one for one in _V6_REFUSED)
    if any(found in one for one in _V4_REFUSED):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


async def public(host: str, port: int) -> str:
    """The address to connect to for this host name.

    Raises Refused when any of its addresses is not public (a name with one good and one bad address would be a way
    in), NotDone when the name is not known just now.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise NotDone(f"The name {host} could not be found.") from None
    except UnicodeError:
        raise Refused(f"{host[:80]} is not a name of a computer.") from None
    numbers = [str(address[4][0]) for address in found]
    if not numbers or not all(is_public(number) for number in numbers):
        raise Refused(
            f"{host} leads into a private network, which is not allowed. Whoever runs the host can allow it with"
            " QUIZDESIGNER_ALLOW_PRIVATE=1."
        )
    return numbers[0]
