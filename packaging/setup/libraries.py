"""Print the Debian packages of the system libraries that Qt lacks here, one a line.

Takes `offscreen` or `screen`. A package that is named differently in newer releases is printed
with its other name after a bar; the caller asks apt which of the two there is.
"""

from __future__ import annotations

import ctypes
import sys

# soname → Debian package; found by loading, so that it does not matter who installed it.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0t64|libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    # From here on: the learner preview, QtWebEngine.
    "libnss3.so": "libnss3",
    "libasound.so.2": "libasound2t64|libasound2",
    "libgbm.so.1": "libgbm1",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libxkbfile.so.1": "libxkbfile1",
    "libbrotlidec.so.1": "libbrotli1",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def is_here(soname: str) -> bool:
    """Say whether the loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(where: str) -> list[str]:
    """List the packages of the libraries that are needed `offscreen` or on a `screen`."""
    needed = OFFSCREEN | SCREEN if where == "screen" else OFFSCREEN
    return [package for soname, package in needed.items() if not is_here(soname)]


if __name__ == "__main__":
    print("\n".join(missing(sys.argv[1])))
