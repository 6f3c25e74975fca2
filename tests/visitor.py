"""What a browser does with the API: keeps cookies, sends the CSRF token back, reads JSON."""

import time
from typing import Any
from uuid import uuid4

import requests


class Visitor:
    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False  # loopback only, whatever proxy this machine has

    def get(self, path: str, *, status: int = 200) -> Any:
        return self._read(self._session.get(f"{self._url}{path}", timeout=30), status)

    def post(self, path: str, body: dict[str, Any] | None = None, *, status: int = 200) -> Any:
        headers = {
            "X-CSRFToken": self._session.cookies.get("csrftoken", ""),
            "Origin": self._url,
            "Idempotency-Key": str(uuid4()),
        }
        answer = self._session.post(
            f"{self._url}{path}", json=body or {}, headers=headers, timeout=30
        )
        return self._read(answer, status)

    def is_ready(self) -> bool:
        try:
            return self._session.get(f"{self._url}/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    @staticmethod
    def _read(answer: requests.Response, status: int) -> Any:
        assert answer.status_code == status, f"{answer.url}: {answer.status_code} {answer.text}"
        return answer.json() if "json" in answer.headers.get("Content-Type", "") else answer.text


def wait_for(question: Any, *, seconds: float, what: str) -> Any:
    """Ask until the answer is true; that answer."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(0.5)
    return answer
