"""A made-up council: its staff, some 300 families and what happened with them, made from one seed.

Nobody in it is real. Names are put together by chance; telephone numbers are those Ofcom keeps for drama; postcodes
begin with ZZ, which Royal Mail gives to no place; email addresses end in ``.example``.
"""
