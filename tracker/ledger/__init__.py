"""The use cases: each reads, folds, decides and appends. The clock comes in here, and SQL stays in the store."""
