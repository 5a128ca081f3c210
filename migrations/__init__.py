"""The history of the schema. Installed as `tracker.migrations`; run by `tracker.store.upgrade`, or by `alembic`."""
