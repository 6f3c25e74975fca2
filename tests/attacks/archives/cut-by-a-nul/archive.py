import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("tally.py")
        entry.orig_filename = entry.filename = "tally.py\0.txt"
        archive.writestr(entry, b"")
    return buffer.getvalue()
