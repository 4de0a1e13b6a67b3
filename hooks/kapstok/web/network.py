"""Connections to public addresses only: a record must not make a machine talk to its own network."""

from __future__ import annotations

import ipaddress
import socket

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError


class PrivateAddress(HTTPError):
    """A name that leads to an address of a private network, or of this machine."""


_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that was ever given out of IPv6 (RFC 4291)."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""An address of IPv4 in the last 32 bits, as a network with IPv6 only reaches it (RFC 6052)."""


def is_public(address: str) -> bool:
    """An IP address that belongs to the public internet, also when it is written inside another one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast
    inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
    if found in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
    if inner:
        return is_public(str(inner))
    return found.is_global and found in _UNICAST


class _Guarded:
    """Looks at the addresses of a name, and connects to the very addresses that it looked at."""

    host: str
    port: int
    timeout: float | None

    def _new_conn(self) -> socket.socket:
        try:
            rows = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from None  # type: ignore[arg-type]
        addresses = list(dict.fromkeys(str(row[4][0]) for row in rows))
        if not all(is_public(address) for address in addresses):
            raise PrivateAddress(self.host)
        failure: OSError | None = None
        for address in addresses:
            try:
                return socket.create_connection((address, self.port), self.timeout)
            except OSError as error:
                failure = error
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, str(failure)) from None  # type: ignore[arg-type]
        raise NewConnectionError(self, str(failure)) from None  # type: ignore[arg-type]


class _GuardedHTTP(_Guarded, HTTPConnection):
    pass


class _GuardedHTTPS(_Guarded, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPS


def connections(allow_local: bool = False) -> PoolManager:
    """Connections that check certificates, and refuse private networks unless they are allowed."""
    manager = PoolManager(num_pools=50, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where())
    if not allow_local:
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
    return manager
