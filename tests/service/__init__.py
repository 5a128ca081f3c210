"""Tests of the service layer: fetching and watching, with a real HTTP server."""
