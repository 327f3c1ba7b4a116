"""Running a host, and its tokens."""

from __future__ import annotations

import argparse
import sys


def serve(arguments: argparse.Namespace) -> int:
    """Serve quizzes until told to stop."""
    from quizdesigner.host import serve as host

    host.serve(
        arguments.data,
        arguments.port,
        arguments.address,
        database=arguments.database or None,
        behind_proxy=arguments.behind_proxy,
    )
    return 0


def make_token(arguments: argparse.Namespace) -> int:
    """Make a token and print it, the only time it is shown."""
    from quizdesigner.host import serve as host
    from quizdesigner.host.tokens import SCOPES

    scopes = tuple(arguments.scope or SCOPES)
    print(host.create_token(arguments.data, arguments.client, scopes, database=arguments.database or None))
    print("Paste it into Quiz Designer: Publish, Add host. It is not shown again.", file=sys.stderr)
    return 0


def show_tokens(arguments: argparse.Namespace) -> int:
    """List the tokens of a host, without their secret parts."""
    from quizdesigner.host import serve as host

    for one in host.list_tokens(arguments.data, database=arguments.database or None):
        print(f"{one.id}  {one.made_at}  {','.join(one.scopes)}  {one.client}")
    return 0


def revoke(arguments: argparse.Namespace) -> int:
    """Make a token worthless."""
    from quizdesigner.host import serve as host

    host.revoke_token(arguments.data, arguments.token, database=arguments.database or None)
    print("Revoked.")
    return 0
