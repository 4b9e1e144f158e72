# SPDX-License-Identifier: MIT
"""Programs of other projects, for the tests that run errkb with them.

Some cannot be installed side by side (rsyslog and syslog-ng), or would start a
service. They are unpacked from their Debian packages into a folder of the
build, and kept there. Where that cannot be, a test skips.
"""
import os
import shutil
import subprocess
import sys

SKIPPED = 77  # the exit status that ctest is told to take for it


def skip(why):
    print("skipped: " + why)
    sys.exit(SKIPPED)


class Packages:
    """Debian packages, unpacked in a folder: paths into it, and an environment."""

    def __init__(self, folder, names):
        self.root = os.path.join(folder, "packages-" + names[0])
        if not os.path.isdir(self.root):
            self._unpack(names)
        machine = os.uname().machine + "-linux-gnu"
        folders = ["usr/lib/" + machine, "lib/" + machine, "usr/lib/syslog-ng"]
        paths = [self.path(f) for f in folders if os.path.isdir(self.path(f))]
        self.env = dict(os.environ, LD_LIBRARY_PATH=":".join(paths))

    def path(self, inside):
        return os.path.join(self.root, inside)

    def _unpack(self, names):
        if not shutil.which("apt-get") or not shutil.which("dpkg"):
            skip(names[0] + " is not here, and this is no Debian")
        scratch = "%s.%d" % (self.root, os.getpid())
        os.makedirs(scratch)
        # As the user who downloads, apt cannot change to its own.
        got = subprocess.run(["apt-get", "-qq", "download", "-o", "APT::Sandbox::User=", *names], cwd=scratch,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        files = [f for f in os.listdir(scratch) if f.endswith(".deb")]
        if got.returncode != 0 or len(files) != len(names):
            shutil.rmtree(scratch)
            skip("apt-get cannot download " + " ".join(names))
        for file in files:
            subprocess.run(["dpkg", "-x", file, "."], cwd=scratch, check=True)
            os.remove(os.path.join(scratch, file))
        os.rename(scratch, self.root)
