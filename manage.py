#!/usr/bin/env python
"""Every command of the portal: `python manage.py help`."""

import sys

from django.core.management import execute_from_command_line

from familyhubs.start import load_settings

if __name__ == "__main__":
    load_settings()
    execute_from_command_line(sys.argv)
