"""What keys, toolbar, forms and paste write: from a text and a selection to edits, without Qt."""
