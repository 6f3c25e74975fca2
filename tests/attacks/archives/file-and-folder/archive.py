import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lib", b"1")
        archive.writestr("lib/a.py", b"2")
    return buffer.getvalue()
