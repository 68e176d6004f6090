"""The region as data: read a folder, find every fault in it, and set up a database with it."""
