import io
import tarfile


def build() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("zeros.bin")
        member.size = 1 << 30
        archive.addfile(member, io.BytesIO(bytes(1 << 30)))
    return buffer.getvalue()
