"""What moves by itself: the rounds of the flows, step by step, with or without Prefect."""
