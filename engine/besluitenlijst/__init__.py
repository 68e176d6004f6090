"""What leaves a zitting on paper: the besluitenlijst per recipient, the letter to the gezin, dates for a diary."""
