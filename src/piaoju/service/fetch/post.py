"""Delivering something to a URL: one POST, guarded like a download, and nothing of the reply but its status."""

import asyncio
import ssl
from collections.abc import Sequence

import httpx2

from piaoju.dialects.wire.body import web_address
from piaoju.errors import DownloadFailed, DownloadTimeout
from piaoju.service.fetch.download import DEFAULT_PORTS, certificates
from piaoju.service.fetch.guard import Guard


class Poster:
    """Delivers. Keeps nothing between calls."""

    def __init__(self, guard: Guard) -> None:
        """Remember the guard."""
        self._guard = guard

    async def post(self, url: str, headers: Sequence[tuple[str, str]], body: bytes, timeout_s: float) -> int:
        """Return the status that a host answers with; redirects are not followed.

        Args:
            url: http or https.
            headers: beside Host and Content-Length.
            body: to be delivered.
            timeout_s: for everything, from resolving the name to the status.

        Raises:
            InvalidParameter: the URL is none.
            ForbiddenAddress: it leads to an address that is not public.
            DownloadFailed: no answer.
            DownloadTimeout: it takes longer.
        """
        try:
            async with asyncio.timeout(timeout_s):
                return await self._post(web_address(url), headers, body)
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise DownloadTimeout(f"it takes more than {timeout_s:g} s") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ssl.SSLError, OSError) as error:
            raise DownloadFailed("the host does not answer as it should") from error

    async def _post(self, url: str, headers: Sequence[tuple[str, str]], body: bytes) -> int:
        target = httpx2.URL(url)
        address = await self._guard.choose(target.host, target.port or DEFAULT_PORTS[target.scheme])
        async with httpx2.AsyncClient(verify=certificates(), trust_env=False, timeout=None) as client:
            request = client.build_request(
                "POST",
                target.copy_with(host=address),
                headers=[("User-Agent", "piaoju"), *headers, ("Host", target.netloc.decode("ascii"))],
                content=body,
                extensions={"sni_hostname": target.host},
            )
            reply = await client.send(request, stream=True, follow_redirects=False)
            try:
                return reply.status_code
            finally:
                await reply.aclose()
