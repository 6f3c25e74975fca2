def build() -> bytes:
    return b"\x7fELF" + bytes(1000)
