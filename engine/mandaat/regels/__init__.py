"""The mandate check as pure rules: data in, answer out."""
