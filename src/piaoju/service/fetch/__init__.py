"""Fetching and delivering: the only outgoing sockets, to addresses that the guard allows."""

from piaoju.service.fetch.download import Fetcher
from piaoju.service.fetch.guard import Guard
from piaoju.service.fetch.post import Poster

__all__ = ["Fetcher", "Guard", "Poster"]
