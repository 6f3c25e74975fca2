"""Notes all that a browser complains about: errors, refused policies, what it may not load."""

from playwright.sync_api import ConsoleMessage, Page, Request


class Observer:
    def __init__(self, url: str) -> None:
        self._url = url
        self.complaints: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        # The page asks who is signed in, and "nobody" is an answer; Chromium logs it as an error.
        is_answer = address == f"{self._url}/api/v1/me/" and "401" in message.text
        if message.type in {"error", "warning"} and not is_answer:
            self.complaints.append(f"{message.type} at {address}: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self._url, "data:", "blob:")):
            self.complaints.append(f"asked somebody else: {request.url}")
