"""The commands that need no window, a file each: every one takes the parsed command line and returns an exit code.

Each loads only what it needs: checking a file takes neither Qt, a server nor the wire.
"""
