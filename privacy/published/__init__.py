"""What the notices say when the portal is installed: our own plain words for the facts of the council's notice.

A migration loads these into the database, once for each code; from then on a council edits them in the admin and
nothing here overwrites its words. `{organisation}` and `{service}` stand for the names of the council and its service.
"""
