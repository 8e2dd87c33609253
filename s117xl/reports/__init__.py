"""Word reports on a register, its audit and its sisters, and documents for adoption."""
