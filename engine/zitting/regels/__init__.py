"""The pure rules of the zitting: which powers a plan line needs, and when the agenda is done."""
