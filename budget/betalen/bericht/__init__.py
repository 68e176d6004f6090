"""The messages of paying: pain.001 out, checked before it leaves, and pain.002 back."""
