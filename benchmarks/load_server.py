"""A real server for `benchmarks.load`: `piaoju serve` in a process of its own, on a free port, its limits raised."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from benchmarks import process
from benchmarks.pictures import ROOT
from piaoju.service.account_blocks import Account
from piaoju.service.accounts import FILE_NAME, read_accounts

HOST = "127.0.0.1"
SETTINGS = """\
[server]
request_timeout_s = 600.0
[limits]
huawei = "1000000/second"
tencent = "1000000/second"
deepfinch = "1000000/second"
native = "1000000/second"
"""
"""With 64 clients and two cores a turn takes most of a minute; what is measured is the rate, not the limits."""
START_S = 60.0
STOP_S = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Attributes:
        host: `host:port`.
        account: that may call it.
        pid: of its process.
    """

    host: str
    account: Account
    pid: int

    def held_mib(self) -> float:
        """Return the memory that its process holds."""
        return process.held_mib_of(self.pid)

    def cpu_s(self) -> float:
        """Return the seconds that its process has computed."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Server]:
    """Serve with accounts, settings and log in a folder; yield once the models are found good.

    Raises:
        RuntimeError: the server ended, or did not become ready.
    """
    settings, log = folder / "piaoju.toml", folder / "server.log"
    settings.write_text(SETTINGS, encoding="utf-8")
    host = f"{HOST}:{_free_port()}"
    port = host.rpartition(":")[2]
    command = [sys.executable, "-m", "piaoju", "serve", "--host", HOST, "--port", port, "--data", str(folder)]
    with log.open("wb") as stderr, subprocess.Popen(command, cwd=ROOT, stderr=stderr) as running:  # noqa: ASYNC220
        try:
            if not await _is_ready(running, host):
                raise RuntimeError(f"the server does not start: {log.read_text(encoding='utf-8')[-2000:]}")
            (account,) = read_accounts(folder / FILE_NAME)
            yield Server(host, account, running.pid)
        finally:
            running.terminate()
            try:
                running.wait(STOP_S)
            except subprocess.TimeoutExpired:
                running.kill()


async def _is_ready(running: subprocess.Popen[bytes], host: str) -> bool:
    """Wait until the server could read; false if it ended or takes too long."""
    end = time.monotonic() + START_S
    async with httpx2.AsyncClient(trust_env=False) as client:
        while running.poll() is None and time.monotonic() < end:
            with suppress(httpx2.TransportError):
                if (await client.get(f"http://{host}/readyz")).status_code == httpx2.codes.OK:
                    return True
            await asyncio.sleep(0.2)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
