"""Tests of the competency framework."""
