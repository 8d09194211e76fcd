"""Where things lie: bundled data, the person's workspace, settings, logs. The only file to know.

Everything else gets directories by constructor. Nothing here creates a folder or touches Qt.
"""

from __future__ import annotations

import os
from pathlib import Path

WORKSPACE_VARIABLE = "COURSEFOLK_WORKSPACE"
SETTINGS_VARIABLE = "COURSEFOLK_SETTINGS"
_APPLICATION = "coursefolk"


def resources_dir() -> Path:
    """Return the folder of icons, fonts, styles, sample courses, help and templates.

    A wheel or a frozen build carries it inside this package; a source tree has it beside.
    """
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[1] / "resources"


def resource(*parts: str) -> Path:
    """Return one bundled file or folder, by its path below the resources."""
    return resources_dir().joinpath(*parts)


def workspace_dir(named: str | os.PathLike[str] | None = None) -> Path:
    """Return the workspace folder: the one named, else the variable's, else the platform's."""
    chosen = named or os.environ.get(WORKSPACE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return _platform_dir("user_data_dir") / "workspace"


def server_dir() -> Path:
    """Return the folder of a shared server's data, where none is named."""
    return _platform_dir("user_data_dir") / "server"


def settings_dir() -> Path:
    """Return the folder of the person's settings file: the variable's, else the platform's."""
    chosen = os.environ.get(SETTINGS_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return _platform_dir("user_config_dir")


def log_dir() -> Path:
    """Return the folder of log files and crash reports."""
    return _platform_dir("user_log_dir")


def _platform_dir(kind: str) -> Path:
    # Imported late: commands that name their workspace need none of it.
    import platformdirs

    folder: str = getattr(platformdirs, kind)(_APPLICATION, appauthor=False)
    return Path(folder)
