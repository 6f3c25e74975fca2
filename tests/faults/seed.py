"""`python -m tests.faults.seed`: an empty database, then one slow submission that was handed in."""

import django


def main() -> None:
    django.setup()
    # These use models, which exist only now.
    from django.core.management import call_command  # noqa: PLC0415 # above

    from tests.cast import cast  # noqa: PLC0415 # above
    from tests.fakes.toy import scored_run, started, workspace_of, write  # noqa: PLC0415 # above
    from tests.faults.test_worker_dies import SLOW  # noqa: PLC0415 # above

    call_command("migrate", verbosity=0)
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    scored_run(attempt, user)


if __name__ == "__main__":
    main()
