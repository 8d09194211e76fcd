"""What redactions strike out of facts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of strikes."""
    op.create_table(
        "strikes",
        sa.Column("fact", sa.String(32), primary_key=True),
        sa.Column("redaction", sa.String(32), primary_key=True),
        sa.Column("log", sa.String(64), nullable=False, index=True),
        sa.Column("places", sa.Text, nullable=False),
    )
