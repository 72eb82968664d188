"""What the clients in Python share: checks that count themselves, and the last line."""
import re
import sys

checks = 0


def check(what, got, expected):
    global checks
    checks += 1
    if got != expected:
        sys.exit(f"{what}: expected {expected!r}, got {got!r}")


def refused(what, code, hint, call, *args):
    """The call fails with this SQLSTATE and a hint that matches; tools wrap the driver's error in theirs."""
    try:
        call(*args)
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        while cause is not None and not hasattr(cause, "diag"):
            cause = cause.__cause__
        if cause is None:
            raise
        check(what, cause.diag.sqlstate, code)
        if not re.search(hint, cause.diag.message_hint or ""):
            sys.exit(f"{what}: the hint is {cause.diag.message_hint!r}")
        return
    sys.exit(f"{what}: was not refused")


def finish(client):
    print(f"{client}: {checks} checks passed")
