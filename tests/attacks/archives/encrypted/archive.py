import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tally.py", b"secret")
    raw = bytearray(buffer.getvalue())
    raw[6] |= 1  # the flag that says so, in both of its places
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)
