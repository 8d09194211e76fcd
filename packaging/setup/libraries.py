"""Print the Debian packages of the system libraries that Qt lacks here, one a line.

What is needed follows from what Qt's own libraries name (Qt 6.11), and from the screen there is.
A package that newer releases call differently is printed with both names, a bar between them; the
caller asks apt which of the two there is.
"""

from __future__ import annotations

import ctypes
import os

# soname → Debian package; found by loading, so that it does not matter who installed it.
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0t64|libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    # From here on: the learner preview, QtWebEngine.
    "libnss3.so": "libnss3",
    "libnspr4.so": "libnspr4",
    "libasound.so.2": "libasound2t64|libasound2",
    "libexpat.so.1": "libexpat1",
    "libgbm.so.1": "libgbm1",
    "libudev.so.1": "libudev1",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libxcb.so.1": "libxcb1",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxkbfile.so.1": "libxkbfile1",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def is_here(soname: str) -> bool:
    """Say whether the loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing() -> list[str]:
    """List the packages of the libraries that are needed here and cannot be loaded."""
    needed = dict(ALWAYS)
    if os.environ.get("DISPLAY"):
        needed |= X11
    if os.environ.get("WAYLAND_DISPLAY"):
        needed |= WAYLAND
    return [package for soname, package in needed.items() if not is_here(soname)]


if __name__ == "__main__":
    print("\n".join(missing()))
