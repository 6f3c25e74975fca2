"""The process runner without the server mode's refusal: the code that it runs is the tests' own."""

from sandbox.process_runner import ProcessRunner


def open_processes() -> ProcessRunner:
    return ProcessRunner(allow_no_isolation=True)
