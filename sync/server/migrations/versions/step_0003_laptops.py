"""Invites that let in one more laptop of somebody who is here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note for whom an invite is."""
    op.add_column("invites", sa.Column("person", sa.String(64), nullable=False, server_default=""))
