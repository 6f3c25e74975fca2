import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("DATA/numbers.csv", b"id,a,b")
    return buffer.getvalue()
