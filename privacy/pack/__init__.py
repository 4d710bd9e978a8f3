"""The subject access pack: collected along the data map, written as JSON, set as PDF/UA."""
