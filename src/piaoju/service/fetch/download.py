"""Downloading a file: bounded in time, bytes, redirects and type, and guarded at every hop.

The connection goes to the address that the guard chose, while Host, SNI and the certificate's check keep the name.
Proxies of the environment are not used: behind one, the guard would not know where a connection ends.
"""

import asyncio
import functools
import ssl
from collections.abc import AsyncIterator

import httpx2

from piaoju.dialects.wire.body import web_address
from piaoju.errors import (
    DownloadFailed,
    DownloadTimeout,
    InvalidParameter,
    PayloadTooLarge,
    UnsupportedFormat,
)
from piaoju.service.fetch.guard import Guard

MAX_REDIRECTS = 5
DEFAULT_PORTS = {"http": 80, "https": 443}
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "piaoju"}
_TEXTS_THAT_ARE_FILES = frozenset({"text/xml"})


@functools.cache
def certificates() -> ssl.SSLContext:
    """Return what hosts' certificates are checked with."""
    return httpx2.create_ssl_context(trust_env=False)


class Fetcher:
    """Fetches files. Keeps nothing between calls."""

    def __init__(self, guard: Guard, context: ssl.SSLContext | None = None) -> None:
        """Remember the guard, and what hosts' certificates are checked with; the known authorities if None."""
        self._guard = guard
        self._context = context

    async def fetch(self, url: str, *, timeout_s: float, max_bytes: int) -> bytes:
        """Return what a URL leads to.

        Args:
            url: http or https.
            timeout_s: for everything, from resolving the name to the last byte.
            max_bytes: of the file.

        Raises:
            InvalidParameter: the URL cannot be one of a file.
            ForbiddenAddress: it leads to an address that is not public, at once or by a redirect.
            DownloadFailed: no answer, or one that is no success.
            DownloadTimeout: it takes longer.
            PayloadTooLarge: it is longer.
            UnsupportedFormat: it is a page or another text.
        """
        try:
            async with asyncio.timeout(timeout_s):
                return await self._follow(web_address(url), max_bytes)
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise DownloadTimeout(f"it takes more than {timeout_s:g} s") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ssl.SSLError, OSError) as error:
            raise DownloadFailed("the host does not answer as it should") from error

    async def _follow(self, url: str, max_bytes: int) -> bytes:
        for _ in range(MAX_REDIRECTS + 1):
            reply = await self._get(url, max_bytes)
            if isinstance(reply, bytes):
                return reply
            try:
                url = web_address(str(reply))
            except InvalidParameter as error:
                raise DownloadFailed("it redirects to something that is no http address") from error
        raise DownloadFailed(f"it redirects more than {MAX_REDIRECTS} times")

    async def _get(self, url: str, max_bytes: int) -> bytes | httpx2.URL:
        """Return the content, or where it redirects to."""
        target = httpx2.URL(url)
        address = await self._guard.choose(target.host, target.port or DEFAULT_PORTS[target.scheme])
        # A client per hop: a pool would share connections between names of one address.
        async with httpx2.AsyncClient(verify=self._context or certificates(), trust_env=False, timeout=None) as client:
            request = client.build_request(
                "GET",
                target.copy_with(host=address),
                headers={**_HEADERS, "Host": target.netloc.decode("ascii")},
                extensions={"sni_hostname": target.host},
            )
            reply = await client.send(request, stream=True)
            try:
                if reply.has_redirect_location:
                    return target.join(reply.headers["Location"])
                _check_head(reply, max_bytes)
                return await _collect(reply.aiter_raw(), max_bytes)
            finally:
                await reply.aclose()


def _check_head(reply: httpx2.Response, max_bytes: int) -> None:
    if reply.status_code != httpx2.codes.OK:
        raise DownloadFailed(f"the host answers {reply.status_code}", reply.status_code)
    length = reply.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise PayloadTooLarge(int(length), max_bytes)
    media_type = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type.startswith("text/") and media_type not in _TEXTS_THAT_ARE_FILES:
        raise UnsupportedFormat("it is a page or another text")


async def _collect(chunks: AsyncIterator[bytes], max_bytes: int) -> bytes:
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > max_bytes:
            raise PayloadTooLarge(len(content), max_bytes)
    return bytes(content)
