import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tally.py", b"print()" * 1000)
    return buffer.getvalue()[:-30]
