"""The ground: what every laptop and the server must agree on; no Qt."""
