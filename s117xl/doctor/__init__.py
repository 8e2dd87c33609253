"""What on this machine would stop s117xl working: looked at, told in words, nothing changed."""
