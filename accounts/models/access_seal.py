"""Seals on the log of reads: by them an altered, removed or added row is found, whoever did it."""

from django.db import models

from accounts.keys import new_key


class AccessSeal(models.Model):
    """Some rows of the log, each by its digest under a secret key, chained to the seal before.

    The key (``ACCESS_LOG_KEY``) is never in the database, so not even its superuser can make a seal that fits. The
    digests stay when rows go lawfully with a file: they are of random keys that stand for nobody any more.
    """

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    # Every look finished by then is under this seal or an earlier one; empty until the sealer has once caught up.
    settled_at = models.DateTimeField(null=True)
    fields = models.CharField("what of a row is in its digest", max_length=200)
    rows = models.PositiveIntegerField()
    first_at = models.DateTimeField("oldest look")
    last_at = models.DateTimeField("newest look")
    # Where the next seal goes on: the rows of a transaction, in the order of their keys.
    last_xact = models.DecimalField(max_digits=20, decimal_places=0)
    last_id = models.UUIDField()
    leaves = models.BinaryField("of each row its key and its digest")
    previous = models.BinaryField("digest of the seal before")
    digest = models.BinaryField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Seal {self.number}"

    @property
    def head(self) -> str:
        """The seal in one word, to be kept outside the database: number and digest."""
        return f"{self.number}:{bytes(self.digest).hex()}"


class AccessRemoval(models.Model):
    """Rows of the log that went lawfully with a file: their keys, under a digest that only the portal can make."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    keys = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.rows} rows"
