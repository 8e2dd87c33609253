"""The server for Excel on the web and for locked desktops: tables come in, steps go out.

It keeps nothing: a request holds all that it needs, so any number of copies may stand side by
side. It never opens a file that somebody sent, and never writes one.
"""
