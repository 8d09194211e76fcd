"""The roof: entry points, composition, one module per thing a person does."""
