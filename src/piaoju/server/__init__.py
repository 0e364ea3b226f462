"""The ASGI application: every dialect on its vendor's own paths, and what operators ask for."""
