"""Ask the process of `tests.faults.looking` to look at a disk; exit 0 only if all is well there.

Called with its socket, the sort of work, the folder, and the file that holds what was said.
"""

import socket
import sys

with socket.socket(socket.AF_UNIX) as asking:
    asking.connect(sys.argv[1])
    asking.sendall(("\t".join(sys.argv[2:]) + "\n").encode())
    answer = asking.makefile(encoding="utf-8").read()
print(answer)
sys.exit(answer != "WELL")
