"""Tests of s117xl.law."""
