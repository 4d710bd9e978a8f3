"""Assessments of families: forms as data, filled in section by section, approved by a manager."""
