# Words and questions that the set-up scripts share; read with ".", never run.

log=build/setup.log

# One line for one step.
step() { printf '%s\n' "· $*"; }

# What stands in the way and what to type, then stop.
stop() {
    printf '\n' >&2
    for line in "$@"; do printf '%s\n' "$line" >&2; done
    exit 1
}

# Where the environment keeps its programs.
bin() { if [ -d .venv/Scripts ]; then echo .venv/Scripts; else echo .venv/bin; fi; }

# Is there a screen to open a window on?
has_display() {
    case "$(uname -s)" in
        Linux | *BSD) [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ] ;;
        *) true ;;
    esac
}

# Chromium keeps no sandbox for root; only tests and the demo, which show our own texts, go without.
allow_root() {
    if [ "$(id -u)" = 0 ]; then
        QTWEBENGINE_DISABLE_SANDBOX=1
        export QTWEBENGINE_DISABLE_SANDBOX
    fi
}
