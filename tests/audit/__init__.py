"""Tests of the annual audit."""
