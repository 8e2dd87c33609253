"""Documents that a council and an Integrated Care Board adopt together and edit in Word."""
