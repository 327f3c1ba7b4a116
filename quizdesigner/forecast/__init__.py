"""The counting process: coverage beside the window, so that nothing long runs on its loop.

The window writes one `messages.Ask` a line to the process and reads one `messages.Reply` a line from it.
"""
