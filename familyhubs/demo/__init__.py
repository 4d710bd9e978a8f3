"""The whole portal on one machine: `make demo` starts it, Ctrl-C stops it, nothing is left running.

The data is made up, the passwords are random, and everything it writes is under `var/`.
"""
