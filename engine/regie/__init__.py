"""The casusregie: who was asked, who accepted, and who holds it today."""
