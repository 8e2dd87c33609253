"""Many registers in one picture: each checked in a process of its own, and counted together."""
