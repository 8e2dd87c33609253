"""A register against a Trust's lists: who is on both, who may be, who is missed, what differs."""
