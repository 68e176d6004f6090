"""The rules of the actor network, one small pure function each, grouped by the card that shows them."""
