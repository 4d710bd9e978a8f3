"""What the tests about backups look for, and the key that opens them."""

import pyrage

CANARIES = ("Zephyrine-Quillfeather", "Ottoline-Brackenthwaite")
KEY = pyrage.x25519.Identity.generate()
