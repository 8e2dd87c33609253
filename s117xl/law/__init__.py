"""What the law and the guidance say, as dated facts."""
