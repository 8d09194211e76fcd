"""The protocol as data: messages, codec, routes, limits, version; shared by client and server."""
