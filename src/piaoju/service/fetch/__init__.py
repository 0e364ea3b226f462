"""Fetching: the only outgoing sockets. A URL in, its bytes out, if its address may be fetched from."""

from piaoju.service.fetch.download import Fetcher
from piaoju.service.fetch.guard import Guard

__all__ = ["Fetcher", "Guard"]
