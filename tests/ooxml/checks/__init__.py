"""What the lint looks at, by subject. Each check yields a sentence for each fault."""
