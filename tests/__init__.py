"""Tests mirror the source; ``tests/rules`` holds the tests about the codebase itself."""
