"""The zitting: planning, attendance, decisions with their mandate and money, and the final besluitenlijst."""
