"""Finding people by whatever the worker has: a name as heard, a date, a telephone number, a postcode, a reference."""
