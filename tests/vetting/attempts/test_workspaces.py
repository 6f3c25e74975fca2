"""Working in the browser or at home: nothing that was saved is ever lost unseen."""

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from rest_framework.response import Response
from rest_framework.test import APIClient

from tests.cast import NOW, cast, client_of
from tests.fakes.toy import started, toy_pack, workspace_of
from vetting.attempts.archives import ARCHIVE_BYTES, write_archive
from vetting.attempts.models import Blob
from vetting.attempts.services import workspaces

pytestmark = pytest.mark.django_db


class Desk:
    """A candidate before their workspace."""

    def __init__(self) -> None:
        self.attempt, self.user = started(cast())
        self.client: APIClient = client_of(self.user)
        self.workspace = workspace_of(self.attempt)
        self.address = f"/api/v1/workspaces/{self.workspace.pk}/"

    def page(self) -> dict[str, Any]:
        page: dict[str, Any] = self.client.get(self.address).json()
        return page

    def read(self, path: str) -> dict[str, Any]:
        file: dict[str, Any] = self.client.get(f"{self.address}files/{path}").json()
        return file

    def save(self, path: str, text: str, base_revision: int | None = None) -> Response:
        return self.client.put(
            f"{self.address}files/{path}", {"text": text, "base_revision": base_revision}
        )

    def post(self, verb: str, **body: str) -> Response:
        return self.client.post(f"{self.address}files/{verb}/", body)

    def upload(self, data: bytes) -> Response:
        file = SimpleUploadedFile("work.zip", data)
        return self.client.post(f"{self.address}archive/", {"archive": file}, format="multipart")

    def paths(self) -> list[str]:
        return [file["path"] for file in self.page()["files"]]


def test_the_workspace_opens_with_the_starter_and_the_data() -> None:
    desk = Desk()
    page = desk.page()
    assert page["files"] == [
        {
            "path": "add.py",
            "size": len(toy_pack().workspace["add.py"]),
            "revision": 1,
            "from_starter": True,
        }
    ]
    assert page["starter_paths"] == ["add.py"]
    assert page["data_files"] == [{"path": "example.csv", "size": 4}]
    assert page["editable"] is True
    assert "<h1>Sum up</h1>" in page["brief_html"]
    assert [check["name"] for check in page["checks"]] == ["distance"]
    assert set(page["checks"][0]) >= {"title", "unit", "competency", "weight", "must_not"}
    assert page["limits"]["file_count"] == 500


def test_the_page_costs_the_same_for_many_files(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    desk = Desk()
    files = {f"f{number}.py": b"1" for number in range(40)}
    workspaces.replace_files(workspace=desk.workspace, files=files, at=NOW)
    desk.page()
    with django_assert_max_num_queries(8):
        assert len(desk.page()["files"]) == 40


def test_what_is_saved_is_there() -> None:
    desk = Desk()
    text = "# ünïcode \u2603\r\n\ttabs stay  \n\n"
    saved = desk.save("lib/new.py", text).json()
    assert saved == {"path": "lib/new.py", "size": len(text.encode()), "revision": 2}
    assert desk.read("lib/new.py") == {**saved, "text": text, "binary": False}


def test_an_empty_file_is_a_file() -> None:
    desk = Desk()
    assert desk.save("empty.py", "").status_code == 200
    assert desk.read("empty.py")["text"] == ""


def test_a_stale_save_loses_nothing() -> None:
    desk = Desk()
    desk.save("add.py", "mine", base_revision=1)
    response = desk.save("add.py", "from another tab", base_revision=1)
    assert (response.status_code, response.json()["code"]) == (409, "revision_conflict")
    assert response.json()["current"] == {"text": "mine", "revision": 2}
    assert desk.read("add.py")["text"] == "mine"


def test_a_new_file_does_not_replace_one_that_is_there() -> None:
    desk = Desk()
    response = desk.save("add.py", "new")
    assert response.json()["current"]["revision"] == 1
    gone = desk.save("ghost.py", "text", base_revision=3)
    assert gone.status_code == 409
    assert gone.json()["current"] is None


def test_a_file_that_was_made_anew_is_not_the_old_one() -> None:
    desk = Desk()
    desk.client.delete(f"{desk.address}files/add.py")
    desk.save("add.py", "anew")
    assert desk.save("add.py", "stale", base_revision=1).status_code == 409


def test_a_file_can_be_deleted_and_restored() -> None:
    desk = Desk()
    desk.save("add.py", "changed", base_revision=1)
    assert desk.client.delete(f"{desk.address}files/add.py").status_code == 204
    assert desk.client.get(f"{desk.address}files/add.py").status_code == 404
    assert desk.client.delete(f"{desk.address}files/add.py").status_code == 404
    assert desk.post("restore", path="add.py").status_code == 200
    assert desk.read("add.py")["text"].encode() == toy_pack().workspace["add.py"]
    assert desk.page()["files"][0]["from_starter"] is True
    refused = desk.post("restore", path="mine.py")
    assert (refused.status_code, refused.json()["code"]) == (400, "no_starter")


def test_a_file_can_be_moved() -> None:
    desk = Desk()
    moved = desk.post("move", **{"from": "add.py", "to": "lib/add.py"})
    assert moved.json()["path"] == "lib/add.py"
    assert desk.paths() == ["lib/add.py"]
    assert desk.post("move", **{"from": "add.py", "to": "x.py"}).status_code == 404


def test_a_file_can_change_its_case() -> None:
    desk = Desk()
    assert desk.post("move", **{"from": "add.py", "to": "Add.py"}).status_code == 200
    assert desk.paths() == ["Add.py"]


def test_a_move_never_overwrites() -> None:
    desk = Desk()
    desk.save("b.py", "b")
    assert desk.post("move", **{"from": "add.py", "to": "b.py"}).status_code == 409
    assert desk.post("move", **{"from": "add.py", "to": "B.py"}).status_code == 400
    assert desk.post("move", **{"from": "add.py", "to": "../b.py"}).status_code == 400
    assert desk.post("move", **{"from": "add.py", "to": "b.py/c.py"}).status_code == 400
    assert desk.paths() == ["add.py", "b.py"]


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("..%2Fup.py", "relative"),
        ("data/x.csv", "data"),
        ("ADD.py", "same file"),
        ("add.py/x", "folder"),
        ("a%00b", "letters"),
        ("%C3%BC.py", "letters"),
        ("a" * 300, "characters"),
    ],
)
def test_it_says_what_is_wrong_with_a_path(path: str, word: str) -> None:
    desk = Desk()
    response = desk.save(path, "x")
    assert response.status_code == 400
    assert word in response.json()["detail"]
    assert desk.paths() == ["add.py"]


@pytest.mark.parametrize("path", ["a%00b", "..%2F..%2Fetc%2Fpasswd", "missing.py"])
@pytest.mark.parametrize("folder", ["files", "data"])
def test_reading_an_odd_path_finds_nothing(folder: str, path: str) -> None:
    desk = Desk()
    assert desk.client.get(f"{desk.address}{folder}/{path}").status_code in {400, 404}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "x"},
        {"text": None, "base_revision": None},
        {"text": "a\x00b", "base_revision": None},
        {"text": "\ud800", "base_revision": None},
        {"text": "x", "base_revision": "one"},
        {"text": "x", "base_revision": 10**30},
        {"text": "x" * (2 * 1024 * 1024 + 1), "base_revision": None},
        {"text": "\u2603" * (1024 * 1024), "base_revision": None},
    ],
)
def test_it_refuses_a_body_that_is_no_text_file(body: dict[str, Any]) -> None:
    desk = Desk()
    response = desk.client.put(
        f"{desk.address}files/new.py", json.dumps(body), content_type="application/json"
    )
    assert response.status_code in {400, 413}
    assert response["Content-Type"] == "application/problem+json"
    assert desk.paths() == ["add.py"]


def test_an_archive_replaces_everything() -> None:
    desk = Desk()
    response = desk.upload(write_archive({"main.py": b"1", "lib/b.bin": b"\x00\xff"}))
    assert response.status_code == 200
    assert [file["path"] for file in response.json()["files"]] == ["lib/b.bin", "main.py"]
    assert desk.read("lib/b.bin") == {
        "path": "lib/b.bin",
        "text": None,
        "size": 2,
        "revision": 2,
        "binary": True,
    }


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"not an archive", 400),
        (b"", 400),
        (write_archive({"../evil.py": b""}), 400),
        (write_archive({f"f{number}": b"" for number in range(10_000)}), 413),
        (b"PK" + bytes(ARCHIVE_BYTES), 413),
        (b"PK" + bytes(2 * ARCHIVE_BYTES), 413),
    ],
)
def test_an_archive_that_is_refused_changes_nothing(data: bytes, status: int) -> None:
    desk = Desk()
    response = desk.upload(data)
    assert response.status_code == status
    assert response.json()["detail"]
    assert desk.paths() == ["add.py"]


def test_an_upload_without_a_file_is_refused() -> None:
    desk = Desk()
    assert desk.client.post(f"{desk.address}archive/", {}, format="multipart").status_code == 400
    assert desk.client.post(f"{desk.address}archive/", {}, format="json").status_code == 415


def test_the_archive_to_work_at_home_holds_work_and_data() -> None:
    desk = Desk()
    response = desk.client.get(f"{desk.address}archive/")
    assert response["Content-Disposition"] == 'attachment; filename="sum-up.zip"'
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == ["add.py", "data/example.csv"]
    assert desk.upload(response.content).status_code == 200
    assert desk.paths() == ["add.py"]
    assert desk.page()["files"][0]["from_starter"] is True


def test_data_can_be_downloaded_and_previewed() -> None:
    desk = Desk()
    response = desk.client.get(f"{desk.address}data/example.csv")
    assert response.content == b"1\n2\n"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    preview = desk.client.get(f"{desk.address}data/example.csv?preview=1").json()
    assert preview == {"path": "example.csv", "size": 4, "text": "1\n2\n", "truncated": False}
    assert desk.client.get(f"{desk.address}data/other.csv").status_code == 404


def test_equal_contents_are_kept_once() -> None:
    desk = Desk()
    before = Blob.objects.count()
    for name in ("a", "b", "c"):
        desk.save(f"{name}.py", "the same")
    assert Blob.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_from_the_same_revision_one_wins() -> None:
    desk = Desk()

    def save(number: int) -> int:
        try:
            client = client_of(desk.user)
            return client.put(
                f"{desk.address}files/add.py", {"text": f"tab {number}", "base_revision": 1}
            ).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(pool.map(save, range(6)))
    assert statuses == [200, 409, 409, 409, 409, 409]
