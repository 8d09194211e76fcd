"""Write a course's comments as a JSON file beside it, so that they leave with the course."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from editor.formats.values import CourseOut
from sync.model.ids import NodeId


def review_json(course: CourseOut, paths: Mapping[NodeId, str]) -> bytes:
    """Give the threads of a course, each with the path of its lesson's file, as readable JSON.

    Other programs read it: nothing in it follows the language of who exports.
    """
    threads = [
        {
            "file": paths.get(thread.lesson, ""),
            "quote": thread.quote,
            "state": thread.verdict or "open",
            "why": thread.why,
            "said": [
                {"author": said.author or "Someone", "at": said.at, "text": said.text}
                for said in thread.said
            ],
        }
        for thread in course.threads or ()
    ]
    state = f"Version {course.version}" if course.version is not None else ""
    made = msgspec.json.encode({"course": course.title, "state": state, "threads": threads})
    return msgspec.json.format(made, indent=2) + b"\n"
