import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("/etc/passwd", b"root::0:0::/:/bin/sh")
    return buffer.getvalue()
