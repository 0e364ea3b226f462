"""Which addresses may be fetched from: public unicast ones, and those that the settings allow by name and port.

A caller who names a URL must not reach what only this machine reaches: itself, its network, the metadata service of
its cloud. A name is resolved once, every address that it has must be allowed, and the connection goes to one of those,
so that a name cannot mean another address a moment later.

Source: the special-purpose address registries of IANA (IPv4 and IPv6), RFC 6052 (NAT64), RFC 3056 (6to4).
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from piaoju.errors import DownloadFailed, ForbiddenAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Awaitable[list[str]]]
_RESOLVING = ThreadPoolExecutor(32, thread_name_prefix="piaoju-resolving")
"""Whoever names a host decides how long its name takes, and nobody can stop it; so not in the event loop's threads."""

# Not left to `is_global` alone: what it knows differs between releases of Python.
_CLOSED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; Linux connects 0.0.0.0 to itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a carrier's NAT; also the metadata service of Aliyun, 100.100.100.200
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; the metadata service of most clouds, 169.254.169.254
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments; the metadata service of Oracle, 192.0.0.192
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
        "168.63.129.16/32",  # public by its number; the host of a machine in Azure
    )
)
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")  # all unicast that is assigned
_CLOSED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo and ORCHID among them
        "2001:db8::/32",
        "3fff::/20",  # documentation
    )
)
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Say whether an address is one that anybody reaches.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1")), is_public(ipaddress.ip_address("1.1.1.1"))
    (False, True)
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _CLOSED_V4)
    if address.scope_id is not None:
        return False
    embedded = _embedded(address)
    if embedded is not None:
        return is_public(embedded)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that packets to this one may be turned to."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None


async def resolve(host: str, port: int) -> list[str]:
    """Return all addresses of a name, as the system resolves it."""
    look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_RESOLVING, look_up)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Chooses the address to connect to.

    Attributes:
        allow: `host:port` and `address:port` that may be private; IPv6 addresses in brackets.
        resolve: from a name and port to its addresses.
    """

    allow: Collection[str] = ()
    resolve: Resolve = resolve

    async def choose(self, host: str, port: int) -> str:
        """Return the address to connect to.

        Args:
            host: name or address, as in the URL, without brackets.
            port: to connect to.

        Raises:
            ForbiddenAddress: one of its addresses must not be fetched from.
            DownloadFailed: the name has no address.
        """
        try:
            addresses = [ipaddress.ip_address(text) for text in await self.resolve(host, port)]
        except (OSError, UnicodeError) as error:
            raise DownloadFailed("the host's name cannot be resolved") from error
        except ValueError as error:
            raise ForbiddenAddress("the host's address has no form that is known") from error
        if not addresses:
            raise DownloadFailed("the host's name has no address")
        if _named(host, port) not in self._allowed():
            for address in addresses:
                if not is_public(address) and _named(str(address), port) not in self._allowed():
                    raise ForbiddenAddress("the host's address is not a public one")
        return str(addresses[0])

    def _allowed(self) -> frozenset[str]:
        return frozenset(entry.lower() for entry in self.allow)


def _named(host: str, port: int) -> str:
    return f"[{host.lower()}]:{port}" if ":" in host else f"{host.lower()}:{port}"
