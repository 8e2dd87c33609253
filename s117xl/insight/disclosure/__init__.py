"""What may be published: small numbers hidden and not to be worked out again."""
