"""Messages to people: an outbox in the same transaction as the fact, and the channels that deliver it."""
