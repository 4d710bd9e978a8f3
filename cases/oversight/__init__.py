"""Supervision and quality: what a manager writes on a file, audits of sampled files, hand-overs, missing data."""
