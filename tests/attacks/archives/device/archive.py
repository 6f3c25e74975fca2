import io
import tarfile


def build() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("tally.py")
        member.type = tarfile.BLKTYPE
        archive.addfile(member)
    return buffer.getvalue()
