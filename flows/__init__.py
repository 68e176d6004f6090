"""Prefect flows: plan, retry, observe; every decision is asked of engine."""
