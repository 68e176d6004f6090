"""The use cases of the money track."""

from engine.geldspoor.diensten.reserveren import Vrijgave, geef_vrij, reserveer_lijn, verplicht

__all__ = ["Vrijgave", "geef_vrij", "reserveer_lijn", "verplicht"]
