"""The outline as it is seen and touched."""
