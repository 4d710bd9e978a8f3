"""Where a member of staff lives, by postcode and no more, given by themselves."""

from django.conf import settings
from django.db import models


class HomePostcode(models.Model):
    """The postcode a member of staff lives at, if they gave it; told to nobody, administrators included.

    The nightly search for ways of looking compares it with the addresses of people somebody looked at, so that looks
    at one's own street or a colleague's home are noticed (UK GDPR Art 5(1)(f)). It is used for nothing else, has no
    history, and goes when its owner takes it away or leaves.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="home_postcode"
    )
    postcode = models.CharField(max_length=8, help_text="As Royal Mail writes it, with its space")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(postcode=""), name="home_postcode_is_given")
        ]

    def __str__(self) -> str:
        return "A home postcode"
