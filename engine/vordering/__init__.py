"""Claims on paper: the letter and e-invoice, reminders of what stays unpaid, and the letter that comes back."""
