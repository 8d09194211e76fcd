"""Pictures and other files of a course: judged, cleaned, put in, replaced, taken out."""
