class DemoRefusedError(Exception):
    """The demo has a password that everybody knows, so it stays on loopback."""
