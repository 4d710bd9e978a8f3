"""Groupwork: what is offered, who takes part, and who came."""
