"""Run the steps on the connection that `migrating` hands over."""

from __future__ import annotations

from alembic import context

from sync.server.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
