import io
import zipfile


def build() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("tally.py")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, b"/etc/shadow")
    return buffer.getvalue()
