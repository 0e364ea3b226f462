"""A live server that works on jobs, with a host of pictures and callbacks beside it."""

from collections.abc import Iterator

import pytest

from tests.sdk.aliyun.clients import Host, Sdk, serving
from tests.serving import Teller


@pytest.fixture(scope="module")
def served(teller: Teller, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Host]]:
    """Return `host:port` of the server, and the host."""
    with serving(teller, tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.fixture
def address(served: tuple[str, Host]) -> str:
    """Return `host:port` of the server."""
    return served[0]


@pytest.fixture
def pictures(served: tuple[str, Host]) -> Host:
    """Return the host, which has forgotten what it was told before."""
    found = served[1]
    for each in (found.told, found.answers, found.slow):
        each.clear()
    return found


@pytest.fixture
def sdk(address: str) -> Sdk:
    """Return the SDK."""
    return Sdk(address)
