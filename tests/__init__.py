"""The tests of s117xl."""
