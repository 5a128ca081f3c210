"""The rules: pure functions over frozen records. No clock, no I/O, no SQL, the standard library and msgspec only."""
