"""Looking through a pack; see the module of each noun."""

from privacy.redaction.models.passage import Decision, Passage
from privacy.redaction.models.review import Output, Picture, Review, Volume

__all__ = ["Decision", "Output", "Passage", "Picture", "Review", "Volume"]
