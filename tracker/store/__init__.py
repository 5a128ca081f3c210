"""The only place that knows SQL: tables, log, projection, upgrade. It stores and finds; it decides nothing."""
