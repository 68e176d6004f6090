"""What every package stands on: money, refusals, who asks, time and the transaction."""
