"""Finding people by whatever the worker has: a name as they heard it, a date, a telephone number, a postcode, a reference."""
